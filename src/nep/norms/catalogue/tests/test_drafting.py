"""From the step table of a record to the steps of a procedure at one agency."""

from collections import defaultdict
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nep.agencies.rules import Role
from nep.norms.catalogue.rules.drafting import (
    ADDED,
    DraftStep,
    Place,
    RoleReading,
    StepRow,
    Tables,
    UnreadableStepError,
    draft_steps,
)

COMMUNE = Place("ubnd-xa", "ubnd-huyen", lambda _code, _name: False)
ONE_STOP, CLERK, LEADER = Role.ONE_STOP_OFFICER, Role.CLERK, Role.LEADER


def reading(*roles: Role, shares: tuple[int, ...] = (), units: tuple[str, ...] = ()) -> RoleReading:
    return RoleReading(
        roles=roles,
        labels=tuple(f"{role} {{unit}}".strip() for role in roles),
        units=(units,) * len(roles),
        shares=tuple(Decimal(share) for share in shares or (1,) * len(roles)),
    )


TABLES = Tables(
    roles={
        ("Một cửa", "", ""): reading(ONE_STOP),
        ("Lãnh đạo", "", ""): reading(LEADER),
        ("Cơ quan có thẩm quyền", "", ""): reading(Role.OFFICIAL),
        ("Cơ quan có thẩm quyền", "1.000001", "3"): reading(LEADER),
        ("Văn thư và Một cửa", "", ""): reading(CLERK, ONE_STOP),
        ("Cán bộ, lãnh đạo", "", ""): reading(Role.OFFICIAL, LEADER, shares=(4, 1)),
        ("Phòng Kinh tế", "", ""): reading(Role.HEAD, units=("Phòng KT&HT", "Phòng Kinh tế")),
    },
    agencies={
        ("UBND cấp xã", "", ""): ("own",),
        ("UBND cấp huyện", "", ""): ("district",),
        ("Thuế", "", ""): ("cuc-thue",),
        ("Sở; Một cửa", "", ""): ("so", "own"),
        ("Công an; BHXH", "", ""): ("cong-an", "bhxh"),
    },
    splits={("Đóng dấu, trả kết quả", "", ""): ("Đóng dấu", "Trả kết quả")},
)


def row(order: int, role: str, agency: str = "UBND cấp xã", time: str = "1", **more) -> StepRow:
    return StepRow(
        order=order,
        name=more.pop("name", "Việc"),
        role=role,
        agency=agency,
        duration_value=Decimal(time),
        duration_unit="day",
        result="Kết quả",
        **more,
    )


def drafted(*rows: StepRow, place: Place = COMMUNE, procedure: str = "1.000001") -> list[DraftStep]:
    return list(draft_steps(procedure, rows, tables=TABLES, place=place))


def time_of(steps) -> Decimal:
    """Return what a table takes: its rows in turn, of a parallel group the longest."""
    groups = defaultdict(Decimal)
    total = Decimal(0)
    for step in steps:
        time = step.duration_value or Decimal(0)
        if step.parallel_group:
            groups[step.parallel_group] = max(groups[step.parallel_group], time)
        else:
            total += time
    return total + sum(groups.values())


RECEPTION, SIGNING, HANDING = row(1, "Một cửa"), row(2, "Lãnh đạo"), row(9, "Một cửa")


class TestTheCounter:
    def test_a_table_that_begins_and_ends_at_the_counter_is_left_as_it_is(self):
        steps = drafted(RECEPTION, SIGNING, HANDING)

        assert [step.role for step in steps] == [ONE_STOP, LEADER, ONE_STOP]
        assert not any(step.note for step in steps)

    def test_what_a_record_leaves_out_is_added_without_time(self):
        steps = drafted(SIGNING)

        assert [step.role for step in steps] == [ONE_STOP, LEADER, ONE_STOP]
        assert [step.duration_value for step in steps] == [None, Decimal(1), None]
        assert [step.note for step in steps] == [ADDED, "", ADDED]

    def test_the_counter_of_another_agency_does_not_hand_over_for_this_one(self):
        steps = drafted(RECEPTION, row(2, "Một cửa", "UBND cấp huyện"))

        assert [(step.agency_code, step.note) for step in steps[1:]] == [
            ("ubnd-huyen", ""),
            ("", ADDED),
        ]


class TestTwoPeopleInOneRow:
    def test_they_share_the_time_and_the_last_bears_the_result(self):
        _first, stamping, handing = drafted(
            RECEPTION, row(2, "Văn thư và Một cửa", name="Đóng dấu, trả kết quả", time="0.25")
        )

        assert (stamping.name, stamping.role, stamping.result) == ("Đóng dấu", CLERK, "")
        assert (handing.name, handing.role, handing.result) == ("Trả kết quả", ONE_STOP, "Kết quả")
        assert stamping.duration_value == handing.duration_value == Decimal("0.125")

    def test_a_row_without_names_for_its_parts_keeps_its_own(self):
        steps = drafted(RECEPTION, row(2, "Văn thư và Một cửa", name="Xong"))

        assert [step.name for step in steps[1:]] == ["Xong", "Xong"]

    def test_a_row_without_time_stays_without(self):
        timeless = StepRow(2, "Việc", "Văn thư và Một cửa", "UBND cấp xã", None, "", "")

        assert [step.duration_value for step in drafted(RECEPTION, timeless)[1:]] == [None, None]

    def test_two_agencies_go_to_the_two_in_order(self):
        _first, stamping, handing = drafted(RECEPTION, row(2, "Văn thư và Một cửa", "Sở; Một cửa"))

        assert (stamping.agency_code, handing.agency_code) == ("so", "")

    @given(
        time=st.decimals(0, 400, places=2),
        roles=st.sampled_from(["Văn thư và Một cửa", "Cán bộ, lãnh đạo"]),
    )
    def test_the_sum_of_times_never_changes(self, time, roles):
        steps = drafted(RECEPTION, row(2, roles, time=str(time)), HANDING)

        assert time_of(steps) == time + 2


class TestAgencies:
    def test_one_person_in_two_agencies_works_in_both_side_by_side(self):
        steps = drafted(RECEPTION, row(5, "Lãnh đạo", "Công an; BHXH", time="2.5"), HANDING)

        assert [(step.agency_code, step.parallel_group) for step in steps[1:3]] == [
            ("cong-an", "R5"),
            ("bhxh", "R5"),
        ]
        assert time_of(steps) == Decimal("4.5")

    def test_the_district_is_above_a_commune_and_the_agency_itself_at_a_district(self):
        signing = row(2, "Lãnh đạo", "UBND cấp huyện")
        district = Place("ubnd-huyen", "", lambda _code, _name: False)

        assert drafted(RECEPTION, signing, HANDING)[1].agency_code == "ubnd-huyen"
        assert drafted(RECEPTION, signing, HANDING, place=district)[1].agency_code == ""

    def test_an_agency_drafting_for_itself_is_not_named(self):
        tax = Place("cuc-thue", "", lambda _code, _name: False)

        assert (
            drafted(RECEPTION, row(2, "Lãnh đạo", "Thuế"), HANDING, place=tax)[1].agency_code == ""
        )

    def test_the_unit_is_the_one_that_the_agency_has_of_those_usual(self):
        city = Place("ubnd-tp", "", lambda _code, name: name == "Phòng Kinh tế")

        huyen, tp = (
            drafted(RECEPTION, row(2, "Phòng Kinh tế"), HANDING, place=place)[1]
            for place in (COMMUNE, city)
        )
        assert (huyen.unit, tp.unit) == ("Phòng KT&HT", "Phòng Kinh tế")
        assert tp.responsible == "head Phòng Kinh tế"


class TestReadings:
    def test_the_reading_for_one_row_of_one_record_wins(self):
        steps = drafted(row(2, "Cơ quan có thẩm quyền"), row(3, "Cơ quan có thẩm quyền"))

        assert [step.role for step in steps[1:3]] == [Role.OFFICIAL, LEADER]

    @pytest.mark.parametrize(
        "unread", [row(2, "Thần đèn"), row(2, "Lãnh đạo", "Cung trăng")], ids=["role", "agency"]
    )
    def test_a_wording_that_nobody_explained_is_not_guessed(self, unread):
        with pytest.raises(UnreadableStepError):
            drafted(RECEPTION, unread, HANDING)

    def test_a_row_of_a_parallel_group_stays_one_step(self):
        steps = drafted(RECEPTION, row(2, "Văn thư và Một cửa", parallel_group="A"), HANDING)

        assert [step.parallel_group for step in steps] == ["", "A", ""]
