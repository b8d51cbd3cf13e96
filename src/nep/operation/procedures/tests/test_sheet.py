"""The step table while it is typed: rules without a database."""

from dataclasses import replace

import pytest

from nep.agencies.rules import Role
from nep.lib.worktime.limits import Limit
from nep.operation.procedures.rules.papers import TypedPaper, WrongPaper, kept
from nep.operation.procedures.rules.reading import Known, Misread, known_parts, read, read_number
from nep.operation.procedures.rules.rows import MOST_ROWS, Move, RowAct
from nep.operation.procedures.rules.sheet import Sheet, TypedRow, after, numbered, sheet_of
from nep.operation.procedures.rules.steps import Alternative, StepTable
from nep.operation.procedures.tests.factories import FIVE_STEPS, WITH_OPINIONS

KNOWN = Known(
    {"ubnd-huyen": "ubnd-huyen", "ubnd huyện ninh hải": "ubnd-huyen", "ubnd xã": ""},
    {"": frozenset({"Văn phòng"}), "ubnd-huyen": frozenset({"Phòng Tư pháp"})},
)


def keys_and_names(sheet):
    return [(row.key, row.name) for row in sheet.rows]


@pytest.fixture
def five():
    return sheet_of(StepTable(FIVE_STEPS)).rows


class TestRows:
    @pytest.mark.parametrize(
        ("act", "left"),
        [
            ("add-0", ["a", "new", "b", "c"]),
            ("add-2", ["a", "b", "c", "new"]),
            ("remove-1", ["a", "c"]),
            ("up-2", ["a", "c", "b"]),
            ("up-0", ["a", "b", "c"]),
            ("down-0", ["b", "a", "c"]),
            ("down-2", ["a", "b", "c"]),
            ("remove-9", ["a", "b", "c"]),
        ],
    )
    def test_a_button_does_what_it_says_and_no_more(self, act, left):
        assert list(RowAct.named(act).done("abc", "new")) == left

    @pytest.mark.parametrize("name", ["save", "check", "", "up-", "up-x", "fly-1", "up--1"])
    def test_other_buttons_leave_the_rows_alone(self, name):
        assert RowAct.named(name) is None

    def test_a_table_grows_only_so_far(self):
        full = ["row"] * MOST_ROWS

        assert len(RowAct(Move.ADD, 0).done(full, "one too many")) == MOST_ROWS


class TestNumbering:
    def test_a_removed_step_is_closed_up_and_ways_follow_their_steps(self, five):
        sheet = after(RowAct(Move.REMOVE, 3), five)

        assert [row.key for row in sheet.rows] == ["B1", "B2", "B3", "B4"]
        assert sheet.rows[2].returns_to == ("B2",)
        assert sheet.dropped == ()

    def test_a_way_to_a_removed_step_is_dropped_and_that_is_said(self, five):
        sheet = after(RowAct(Move.REMOVE, 1), five)

        assert sheet.rows[1].returns_to == ()
        assert len(sheet.dropped) == 1
        assert "Bước 3" in sheet.dropped[0]
        assert "Bước 2" in sheet.dropped[0]

    def test_going_on_to_a_removed_step_is_dropped_too(self):
        rows = (TypedRow(key="B1", goes_to="B2"), TypedRow(key="B2"), TypedRow(key="B3"))

        sheet = after(RowAct(Move.REMOVE, 1), rows)

        assert sheet.rows[0].goes_to == ""
        assert len(sheet.dropped) == 1

    def test_a_choice_of_a_removed_step_is_dropped_too(self):
        rows = sheet_of(StepTable(WITH_OPINIONS)).rows

        sheet = after(RowAct(Move.REMOVE, 4), rows)

        assert sheet.rows[1].choices == ()
        assert len(sheet.dropped) == 1

    def test_ways_follow_a_step_that_is_moved(self, five):
        sheet = after(RowAct(Move.DOWN, 1), five)

        assert keys_and_names(sheet)[1:3] == [("B2", "Bước 3"), ("B3", "Bước 2")]
        assert sheet.rows[1].returns_to == ("B3",)

    def test_an_added_step_begins_like_the_one_above(self, five):
        sheet = after(RowAct(Move.ADD, 1), five)

        assert sheet.rows[2] == TypedRow(
            key="B3", role=Role.OFFICIAL, responsible="Công chức", time_unit="WORKING_DAY"
        )
        assert sheet.rows[3].returns_to == ("B2",)

    def test_a_first_row_can_be_added_to_nothing(self):
        assert [row.key for row in after(RowAct(Move.ADD, 0), ()).rows] == ["B1"]

    def test_a_choice_that_leads_nowhere_yet_is_kept(self):
        half = TypedRow(key="B1", choices=(Alternative("Đủ điều kiện", ""),))

        assert numbered([half]).rows[0].choices == half.choices


class TestReading:
    def test_what_was_stored_reads_as_it_was(self):
        for table in (StepTable(FIVE_STEPS), StepTable(WITH_OPINIONS)):
            reading = read(sheet_of(table), KNOWN)

            assert reading.table == table
            assert reading.misreadings == ()

    @pytest.mark.parametrize(
        ("typed", "number"),
        [
            ("2", "2"),
            ("0,5", "0.5"),
            (" 0.125 ", "0.125"),
            ("0", None),
            ("-1", None),
            ("hai", None),
            ("", None),
            ("0,0001", None),
            ("99999", None),
            ("NaN", None),
            ("1e9", None),
        ],
    )
    def test_numbers_are_typed_with_a_comma_or_a_full_stop(self, typed, number):
        read_as = read_number(typed)

        assert (str(read_as) if read_as is not None else None) == number

    @pytest.mark.parametrize("time", ["hai", "0", "-1"])
    def test_a_time_that_is_none_is_said_beside_its_step(self, five, time):
        reading = read(Sheet((replace(five[0], time=time), *five[1:])), KNOWN)

        assert [(wrong.why, wrong.step) for wrong in reading.misreadings] == [(Misread.TIME, "B1")]
        assert reading.table.first.duration is None

    @pytest.mark.parametrize("typed", ["ubnd-huyen", "UBND huyện  Ninh Hải"])
    def test_an_agency_is_named_by_its_code_or_its_name(self, five, typed):
        row = replace(five[1], agency=typed, unit="Phòng Tư pháp")

        reading = read(Sheet((row,)), KNOWN)

        assert reading.table.first.agency == "ubnd-huyen"
        assert reading.misreadings == ()

    def test_the_own_agency_may_be_named_too(self, five):
        row = replace(five[1], agency="UBND xã", unit="Văn phòng")

        reading = read(Sheet((row,)), KNOWN)

        assert reading.table.first.agency == ""
        assert reading.misreadings == ()

    @pytest.mark.parametrize(
        ("changes", "why"),
        [
            ({"agency": "UBND huyện Ninh Hai"}, Misread.AGENCY),
            ({"unit": "Phòng Tư pháp"}, Misread.UNIT),
            ({"group": "nhóm dài"}, Misread.TOO_LONG),
            ({"responsible": "a" * 201}, Misread.TOO_LONG),
            ({"time": "1", "time_unit": "fortnight"}, Misread.TIME),
        ],
    )
    def test_a_cell_that_means_nothing_is_said(self, five, changes, why):
        reading = read(Sheet((replace(five[0], **changes),)), KNOWN)

        assert [wrong.why for wrong in reading.misreadings] == [why]
        assert "B1" in str(reading.misreadings[0])

    def test_an_unknown_role_is_none(self, five):
        reading = read(Sheet((replace(five[0], role="king"),)), KNOWN)

        assert reading.table.first.role is None

    def test_an_empty_time_does_not_count(self, five):
        reading = read(Sheet((replace(five[0], time=" "),)), KNOWN)

        assert reading.table.first.duration is None
        assert reading.misreadings == ()

    def test_a_time_keeps_its_unit(self, five):
        row = replace(five[0], time="4", time_unit="HOUR")

        assert read(Sheet((row,)), KNOWN).table.first.duration == Limit.hours(4)


class TestPapers:
    @pytest.mark.parametrize(
        ("row", "wrong"),
        [
            (TypedPaper(name="Đơn"), None),
            (TypedPaper(name="Đơn", originals=""), None),
            (TypedPaper(), None),
            (TypedPaper(note="Mẫu 01"), WrongPaper.NAMELESS),
            (TypedPaper(name="Đơn", originals="một"), WrongPaper.COUNT),
            (TypedPaper(name="Đơn", copies="100"), WrongPaper.COUNT),
            (TypedPaper(name="Đơn", copies="-1"), WrongPaper.COUNT),
            (TypedPaper(name="a" * 5001), WrongPaper.TOO_LONG),
        ],
    )
    def test_a_row_says_what_is_wrong_with_it(self, row, wrong):
        assert row.wrong == wrong
        assert bool(row.problem) is (wrong is not None)

    def test_blank_rows_are_left_out(self):
        form = TypedPaper(name="Đơn")

        assert kept([TypedPaper(), form, TypedPaper()]) == (form,)


def test_units_that_are_not_known_here_are_dropped_and_that_is_said():
    rows = (replace(FIVE_STEPS[0], unit="Phòng lạ"), *FIVE_STEPS[1:])

    table, lost = known_parts(StepTable(rows), Known())

    assert table.rows == FIVE_STEPS
    assert [(one.why, one.step) for one in lost] == [(Misread.UNIT, "B1")]
