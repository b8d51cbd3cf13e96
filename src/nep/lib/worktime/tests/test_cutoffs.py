"""The two rules of 15:00, side by side."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nep.lib.worktime.cutoffs import due_of_handing_on, due_of_same_day
from nep.lib.worktime.days import DatedDay, DayKind
from nep.lib.worktime.explanation import LineKind
from nep.lib.worktime.tests.national import CALENDAR, FIFTEEN, on
from nep.lib.worktime.tests.strategies import QUICK, moments

STORM = DatedDay(date(2023, 11, 28), DayKind.MORNING_ONLY, source="Công điện", name="Bão")


@pytest.mark.parametrize(
    ("received", "handed_on", "result"),
    [
        (on(24, 11), on(24, 11, clock="17:00"), on(24, 11, clock="17:00")),
        (on(24, 11, clock="06:30"), on(24, 11, clock="17:00"), on(24, 11, clock="17:00")),
        (on(24, 11, clock="15:00"), on(24, 11, clock="17:00"), on(24, 11, clock="17:00")),
        (on(24, 11, clock="15:01"), on(27, 11, clock="07:00"), on(27, 11, clock="17:00")),
        (on(24, 11, clock="20:00"), on(27, 11, clock="07:00"), on(27, 11, clock="17:00")),
        (on(25, 11), on(27, 11, clock="17:00"), on(27, 11, clock="17:00")),
        (on(25, 11, clock="16:00"), on(27, 11, clock="17:00"), on(27, 11, clock="17:00")),
        (on(31, 8, clock="16:00"), on(5, 9, clock="07:00"), on(5, 9, clock="17:00")),
        (on(28, 11, clock="14:00"), on(29, 11, clock="07:00"), on(29, 11, clock="17:00")),
    ],
    ids=[
        "in the morning",
        "before opening",
        "at 15:00 exactly",
        "a minute after",
        "in the evening",
        "on a Saturday morning",
        "on a Saturday afternoon",
        "before a holiday",
        "before 15:00 when the office had closed",
    ],
)
def test_the_two_rules(received, handed_on, result):
    calendar = CALENDAR.overlaid([STORM])

    assert due_of_handing_on(received, cut_off=FIFTEEN, calendar=calendar).due == handed_on
    assert due_of_same_day(received, cut_off=FIFTEEN, calendar=calendar).due == result


def test_the_calculation_names_the_cut_off_it_used():
    deadline = due_of_same_day(on(24, 11, clock="15:01"), cut_off=FIFTEEN, calendar=CALENDAR)

    assert [line.kind for line in deadline.lines] == [
        LineKind.RECEIVED,
        LineKind.AFTER_CUT_OFF,
        LineKind.DUE,
    ]
    assert deadline.lines[1].cut_off == FIFTEEN


@QUICK
@given(moments, moments)
def test_what_comes_later_gives_its_result_no_earlier(one, other):
    earlier, later = sorted([one, other])

    for rule in (due_of_handing_on, due_of_same_day):
        first = rule(earlier, cut_off=FIFTEEN, calendar=CALENDAR).due
        assert earlier < first <= rule(later, cut_off=FIFTEEN, calendar=CALENDAR).due


@QUICK
@given(moments, st.times())
def test_handing_on_never_waits_longer_than_the_result(received, cut_off):
    handed_on = due_of_handing_on(received, cut_off=cut_off, calendar=CALENDAR)

    assert handed_on.due <= due_of_same_day(received, cut_off=cut_off, calendar=CALENDAR).due
