"""A step table says what is wrong with it, and how long its steps take."""

from dataclasses import replace

import pytest
from django.utils import translation

from nep.agencies.rules import Role
from nep.lib.worktime.limits import Limit, MixedUnitsError
from nep.operation.procedures.rules.faults import SENTENCES, Fault, Problem
from nep.operation.procedures.rules.problems import notes, problems
from nep.operation.procedures.rules.shape import problems_of_shape
from nep.operation.procedures.rules.steps import ON, Alternative, StepTable, is_return, target_of
from nep.operation.procedures.tests.tables import (
    BIRTH,
    BUILDING,
    CHILD_UNDER_6,
    FUNERAL,
    REAL,
    WINE,
    days,
    hours,
    with_row,
    working_days,
)

PROMISED = {
    "birth": working_days(1),
    "wine": working_days(10),
    "child under 6": working_days(20),
    "funeral": working_days(5),
    "building": days(15),
}


def faults(found: tuple[Problem, ...]) -> list[tuple[Fault, str]]:
    return [(problem.fault, problem.step) for problem in found]


def cannot(fault: Fault, step: str, table: StepTable):
    return pytest.param(table, fault, step, id=fault)


@pytest.mark.parametrize("name", REAL)
def test_a_real_table_has_no_problems(name):
    assert problems(REAL[name], PROMISED[name]) == ()


@pytest.mark.parametrize(
    ("table", "fault", "step"),
    [
        cannot(Fault.FIRST_IS_NOT_RECEPTION, "B1", with_row(WINE, "B1", role=Role.CLERK)),
        cannot(Fault.LAST_IS_NOT_HANDING_OVER, "B6", with_row(WINE, "B6", role=Role.CLERK)),
        cannot(Fault.KEY_UNFIT, "B 4", with_row(WINE, "B4", key="B 4")),
        cannot(Fault.KEY_TWICE, "B2", with_row(WINE, "B4", key="B2", returns_to=())),
        cannot(Fault.ORDER_NOT_RISING, "B4", with_row(WINE, "B4", order=3)),
        cannot(Fault.NAME_MISSING, "B2", with_row(WINE, "B2", name=" ")),
        cannot(Fault.RESPONSIBLE_MISSING, "B2", with_row(WINE, "B2", responsible="")),
        cannot(Fault.ROLE_MISSING, "B2", with_row(WINE, "B2", role=None)),
        cannot(Fault.ROLE_HANDLES_NO_DOSSIERS, "B2", with_row(WINE, "B2", role=Role.AUDITOR)),
        cannot(Fault.TIME_OF_NOTHING, "B2", with_row(WINE, "B2", duration=hours(0))),
        cannot(Fault.UNITS_MIXED, "", with_row(WINE, "B2", duration=days("0.5"))),
        cannot(Fault.OVER_PROMISE, "", with_row(WINE, "B2", duration=hours(5))),
        cannot(Fault.GROUP_OF_ONE, "B2", with_row(WINE, "B2", parallel_group="A", unit="")),
        cannot(Fault.RETURN_UNKNOWN, "B6", with_row(WINE, "B6", returns_to=("B9",))),
        cannot(Fault.ON_UNKNOWN, "B2", with_row(WINE, "B2", goes_to="B9")),
        cannot(Fault.ON_TO_ITSELF, "B5", with_row(WINE, "B5", goes_to="B5")),
        cannot(Fault.ON_INTO_GROUP, "B1", with_row(CHILD_UNDER_6, "B1", goes_to="B3")),
        cannot(Fault.ON_FROM_GROUP, "B4", with_row(CHILD_UNDER_6, "B4", goes_to="B6")),
        cannot(Fault.UNREACHABLE, "B3", with_row(WINE, "B2", goes_to="B4")),
        cannot(Fault.NEVER_ENDS, "B6", with_row(WINE, "B6", goes_to="B1")),
        cannot(Fault.RETURN_NOT_BACK, "B6", with_row(WINE, "B6", returns_to=("B6",))),
        cannot(Fault.RETURN_TWICE, "B6", with_row(WINE, "B6", returns_to=("B1", "B1"))),
        cannot(Fault.CHOICE_UNKNOWN, "B2", with_row(WINE, "B2", choices=(Alternative("?", "B9"),))),
        cannot(
            Fault.CHOICE_NOT_AHEAD, "B2", with_row(WINE, "B2", choices=(Alternative("?", "B1"),))
        ),
        cannot(Fault.CHOICE_OF_NEXT, "B3", with_row(WINE, "B3", choices=(Alternative("?", "B4"),))),
        cannot(Fault.CHOICE_UNNAMED, "B3", with_row(WINE, "B3", choices=(Alternative("", "B5"),))),
        cannot(
            Fault.CHOICE_TWICE,
            "B3",
            with_row(WINE, "B3", choices=(Alternative("a", "B5"), Alternative("b", "B5"))),
        ),
    ],
)
def test_one_mistake_is_found_and_named_beside_its_row(table, fault, step):
    assert (fault, step) in faults(problems(table, working_days(10)))


@pytest.mark.parametrize(
    ("table", "fault", "step"),
    [
        cannot(Fault.GROUP_APART, "B5", with_row(CHILD_UNDER_6, "B5", parallel_group="")),
        cannot(Fault.GROUP_AT_AN_END, "B6", with_row(CHILD_UNDER_6, "B6", parallel_group="A")),
        cannot(Fault.RETURN_FROM_GROUP, "B3", with_row(CHILD_UNDER_6, "B3", returns_to=("B2",))),
        cannot(Fault.RETURN_INTO_GROUP, "B5", with_row(CHILD_UNDER_6, "B5", returns_to=("B3",))),
        cannot(
            Fault.CHOICE_FROM_GROUP,
            "B3",
            with_row(CHILD_UNDER_6, "B3", choices=(Alternative("Xong", "B6"),)),
        ),
        cannot(
            Fault.CHOICE_INTO_GROUP,
            "B1",
            with_row(CHILD_UNDER_6, "B1", choices=(Alternative("Chỉ công an", "B3"),)),
        ),
    ],
)
def test_steps_at_the_same_time_begin_and_end_together(table, fault, step):
    if fault is Fault.GROUP_APART:
        table = with_row(with_row(table, "B5", returns_to=()), "B6", parallel_group="A")
        step = "B6"

    assert (fault, step) in faults(problems(table, working_days(20)))


def test_an_empty_table_has_one_problem():
    assert faults(problems(StepTable(()), hours(8))) == [(Fault.EMPTY, "")]


def test_one_step_cannot_be_reception_and_handing_over():
    alone = StepTable(BIRTH.rows[:1])

    assert faults(problems(alone, hours(8))) == [(Fault.LAST_IS_NOT_HANDING_OVER, "B1")]


def test_problems_come_in_the_order_of_the_rows():
    table = with_row(with_row(WINE, "B4", role=None), "B2", name="")

    found = faults(problems(with_row(table, "B3", duration=days(1)), working_days(10)))

    assert [step for _, step in found] == ["", "B2", "B4"]


class TestTotal:
    def test_steps_add_up_in_their_own_unit(self):
        assert WINE.total() == working_days(10)
        assert BIRTH.total() == hours(8)

    def test_of_steps_at_the_same_time_the_longest_counts(self):
        assert CHILD_UNDER_6.total() == working_days(20)

    def test_hours_and_working_days_add_up_to_hours(self):
        assert FUNERAL.total() == hours(40)

    def test_a_step_without_a_time_takes_none(self):
        assert BUILDING.total() == days("14.75")

    def test_nothing_is_counted_when_no_step_has_a_time(self):
        untimed = StepTable(tuple(replace(row, duration=None) for row in BIRTH.rows))

        assert untimed.total() is None
        assert problems(untimed, hours(8)) == ()
        assert faults(notes(untimed, hours(8))) == [(Fault.NOTHING_COUNTED, "")]

    def test_days_of_the_calendar_never_mix_with_working_time(self):
        with pytest.raises(MixedUnitsError):
            with_row(BUILDING, "B6", duration=hours(2)).total()


class TestThePromise:
    @pytest.mark.parametrize(
        ("promised", "problem", "note"),
        [
            (working_days("0.75"), [(Fault.OVER_PROMISE, "")], []),
            (hours(8), [], []),
            (working_days(1), [], []),
            (working_days(2), [], [(Fault.UNDER_PROMISE, "")]),
            (days(1), [(Fault.UNIT_NOT_OF_PROMISE, "")], []),
            (None, [], []),
        ],
        ids=["less", "equal", "equal in days", "more", "another kind of day", "none made"],
    )
    def test_steps_may_take_less_but_never_more(self, promised, problem, note):
        assert faults(problems(BIRTH, promised)) == problem
        assert faults(notes(BIRTH, promised)) == note

    def test_the_sentence_tells_by_how_much(self):
        with translation.override("vi"):
            (problem,) = problems(BIRTH, Limit.hours("6.5"))
            assert str(problem) == (
                "Các bước cộng lại 8 giờ, vượt 1,5 giờ so với thời hạn cam kết 6,5 giờ."
            )


def test_every_fault_has_a_sentence():
    details = dict.fromkeys(("group", "target", "total", "promised", "difference"), "x")

    for fault in Fault:
        assert str(Problem(fault, "B1", details)).endswith(".")
    assert set(SENTENCES) == set(Fault)


def test_a_row_knows_its_ways_and_the_table_its_turns():
    assert WINE.row("B3").ways == (ON, "choose:B5")
    assert WINE.row("B5").ways == (ON, "return:B3", "return:B2")
    assert [len(turn) for turn in CHILD_UNDER_6.turns()] == [1, 1, 2, 1, 1]
    assert list(CHILD_UNDER_6.groups()) == ["A"]
    with pytest.raises(KeyError):
        WINE.row("B9")


def test_a_way_tells_where_it_leads_and_whether_back():
    assert [target_of(way) for way in (ON, "return:B3", "choose:B5")] == ["", "B3", "B5"]
    assert [is_return(way) for way in (ON, "return:B3", "choose:B5")] == [False, True, False]


def test_a_draft_without_roles_or_times_still_has_a_shape():
    draft = StepTable(tuple(replace(row, role=None, duration=None, name="") for row in WINE.rows))

    assert problems_of_shape(draft) == ()


class TestTheLongestWay:
    """Of ways that exclude one another, a dossier goes one: the sum is that of the longest."""

    SHORTER = with_row(
        with_row(WINE, "B3", goes_to="B5", choices=(Alternative("Kiểm tra lại", "B4"),)),
        "B4",
        duration=working_days(3),
    )

    def test_what_is_passed_by_counts_where_it_can_be_chosen(self):
        assert self.SHORTER.total() == with_row(WINE, "B4", duration=working_days(3)).total()

    def test_what_is_gone_back_to_counts_once(self):
        again = with_row(self.SHORTER, "B4", goes_to="B2")

        without = with_row(WINE, "B4", duration=None)
        assert again.total() == without.total()

    def test_a_branch_takes_as_long_as_its_steps_together(self):
        first = with_row(CHILD_UNDER_6, "B3", parallel_group="A.1")
        both = with_row(first, "B4", parallel_group="A.1", duration=working_days(10))
        beside = with_row(both, "B5", parallel_group="A.2", returns_to=())

        assert beside.total() == working_days("27.5")
