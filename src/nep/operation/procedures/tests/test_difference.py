"""What became of the steps between two tables: rules without a database."""

from dataclasses import replace

from nep.agencies.rules import Role
from nep.lib.worktime.limits import Limit
from nep.operation.procedures.rules.difference import Aspect, differences
from nep.operation.procedures.rules.steps import Alternative, StepTable
from nep.operation.procedures.tests.factories import FIVE_STEPS, WITH_OPINIONS, step

FIVE = StepTable(FIVE_STEPS)


def renumbered(rows):
    """Return rows numbered from the top, as the sheet numbers them after every act."""
    keys = {row.key: f"B{number}" for number, row in enumerate(rows, start=1)}
    return StepTable(
        tuple(
            replace(
                row,
                key=keys[row.key],
                order=number,
                returns_to=tuple(keys[key] for key in row.returns_to if key in keys),
            )
            for number, row in enumerate(rows, start=1)
        )
    )


def test_a_table_does_not_differ_from_itself():
    assert differences(FIVE, FIVE) == ()


def test_a_removed_step_is_one_difference_though_all_after_it_are_renumbered():
    shorter = renumbered([row for row in FIVE_STEPS if row.key != "B4"])

    (difference,) = differences(FIVE, shorter)

    assert (difference.before, difference.after) == (FIVE.row("B4"), None)


def test_an_added_step_is_one_difference_and_returns_are_followed():
    new = replace(step("B9", Role.CLERK), name="Đóng dấu giáp lai")

    (difference,) = differences(FIVE, renumbered([FIVE_STEPS[0], new, *FIVE_STEPS[1:]]))

    assert difference.before is None
    assert difference.after.name == "Đóng dấu giáp lai"


def test_a_shorter_time_is_named():
    quicker = StepTable(
        tuple(
            replace(row, duration=Limit.working_days(1)) if row.key == "B2" else row
            for row in FIVE_STEPS
        )
    )

    (difference,) = differences(FIVE, quicker)

    assert difference.aspects == (Aspect.DURATION,)
    assert difference.before.duration == Limit.working_days(2)


def test_a_step_of_another_name_is_the_same_step_when_the_same_role_does_it_there():
    renamed = StepTable((FIVE_STEPS[0], replace(FIVE_STEPS[1], name="Thẩm định"), *FIVE_STEPS[2:]))

    (difference,) = differences(FIVE, renamed)

    assert difference.aspects == (Aspect.NAME,)


def test_a_step_that_another_role_does_under_another_name_is_another_step():
    other = replace(FIVE_STEPS[1], name="Xem xét", role=Role.HEAD)

    removed, added = differences(FIVE, StepTable((FIVE_STEPS[0], other, *FIVE_STEPS[2:])))

    assert (removed.after, added.before) == (None, None)


def test_ways_that_change_are_named():
    other = StepTable(
        tuple(
            replace(row, choices=(Alternative("Không cần", "B6"),)) if row.key == "B2" else row
            for row in WITH_OPINIONS
        )
    )
    alone = StepTable(
        tuple(replace(row, returns_to=()) if row.key == "B3" else row for row in FIVE_STEPS)
    )

    assert differences(StepTable(WITH_OPINIONS), other)[0].aspects == (Aspect.CHOICES,)
    assert differences(FIVE, alone)[0].aspects == (Aspect.RETURNS_TO,)


def test_everything_is_new_where_nothing_was():
    assert [one.before for one in differences(StepTable(()), FIVE)] == [None] * 5
