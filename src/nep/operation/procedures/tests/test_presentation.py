"""How a step table is put before people."""

from dataclasses import replace

import pytest

from nep.foundation.ui import Tone
from nep.lib.worktime.limits import Limit
from nep.operation.procedures.presentation import (
    BAR,
    differences_shown,
    source_shown,
    sum_shown,
    table_shown,
)
from nep.operation.procedures.rules.steps import Alternative, StepTable
from nep.operation.procedures.tests.factories import FIVE_STEPS, WITH_OPINIONS

FIVE = StepTable(FIVE_STEPS)


class TestSum:
    def test_it_reads_as_officials_add_up(self):
        shown = sum_shown(FIVE, Limit.working_days(5))

        assert shown.parts == ("0,5", "2", "1", "0,5", "0,5")
        assert (shown.total, shown.promised) == ("4,5", "5 ngày làm việc")
        assert shown.tone is Tone.ON_TIME
        assert shown.limit == BAR

    def test_over_the_promise_it_is_late_and_the_bar_shows_where(self):
        shown = sum_shown(FIVE, Limit.working_days(3))

        assert shown.tone is Tone.LATE
        assert shown.limit == round(BAR * 3 / 4.5)
        assert shown.segments[-1].start + shown.segments[-1].width <= BAR

    def test_of_steps_side_by_side_the_longest_counts(self):
        shown = sum_shown(StepTable(WITH_OPINIONS), Limit.working_days(5))

        assert shown.parts[2] == "2 (song song)"
        assert len(shown.parts) == len(shown.segments) == 5

    @pytest.mark.parametrize(
        ("table", "promised"),
        [
            (FIVE, Limit.days(5)),
            (StepTable(tuple(replace(row, duration=None) for row in FIVE_STEPS)), Limit.days(5)),
            (StepTable(()), Limit.days(5)),
        ],
        ids=["days against working days", "nothing counted", "nothing at all"],
    )
    def test_what_cannot_be_compared_has_none(self, table, promised):
        assert sum_shown(table, promised) is None


@pytest.mark.django_db
class TestTable:
    def test_problems_stand_beside_their_rows_and_the_rest_above(self):
        wrong = StepTable((FIVE_STEPS[0], replace(FIVE_STEPS[1], name=""), *FIVE_STEPS[2:]))

        shown = table_shown(wrong, Limit.working_days(2))

        assert [len(step.problems) for step in shown.steps] == [0, 1, 0, 0, 0]
        assert len(shown.problems_of_all) == 1

    def test_differences_name_ways_and_units(self):
        after = StepTable(
            tuple(
                replace(row, unit="Phòng A", choices=(Alternative("Không cần", "B6"),))
                if row.key == "B2"
                else row
                for row in WITH_OPINIONS
            )
        )

        (shown,) = differences_shown(StepTable(WITH_OPINIONS), after)

        assert (shown.number, shown.change) == (2, "changed")
        assert [(one.before, one.after) for one in shown.aspects] == [
            ("", "Phòng A"),
            ("Không cần hỏi ý kiến → B5", "Không cần → B6"),
        ]


@pytest.mark.parametrize(
    ("note", "said"),
    [
        ("composed", ""),
        ("composed (tổng 5 ngày)", "tổng 5 ngày"),
        ("found: QĐ 855/QĐ-UBND", "QĐ 855/QĐ-UBND"),
        ("Quyết định 10/QĐ-UBND (phụ lục)", "Quyết định 10/QĐ-UBND (phụ lục)"),
        (
            "composed (stages 10 + 15 days found in the portal text)",
            "các chặng 10 + 15 ngày lấy từ nội dung trên Cổng",
        ),
        ("", ""),
    ],
)
def test_a_source_is_said_without_the_word_that_the_pill_says(note, said):
    assert source_shown(note) == said
