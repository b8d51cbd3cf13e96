"""Promises and steps without pauses: dates that a clerk can check on a wall calendar."""

from datetime import date, time, timedelta
from timeit import repeat

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nep.lib.worktime.calendar import Calendar
from nep.lib.worktime.counting import add_working_time, time_left
from nep.lib.worktime.days import DatedDay, DayKind
from nep.lib.worktime.due import due_of_promise, due_of_step
from nep.lib.worktime.explanation import LineKind
from nep.lib.worktime.hours import USUAL_HOURS, OfficeHours, Session
from nep.lib.worktime.limits import ImpossibleLimitError, Limit
from nep.lib.worktime.tests.national import CALENDAR, NATIONAL_ROWS, on
from nep.lib.worktime.tests.strategies import QUICK, limits, moments, quarters


def promise(limit, received):
    return due_of_promise(limit, received, calendar=CALENDAR).due


def step(limit, started):
    return due_of_step(limit, started, calendar=CALENDAR).due


@pytest.mark.parametrize(
    ("received", "days", "due"),
    [
        (on(27, 11), 1, on(28, 11, clock="17:00")),
        (on(27, 11, clock="16:59"), 1, on(28, 11, clock="17:00")),
        (on(24, 11), 1, on(27, 11, clock="17:00")),
        (on(25, 11), 1, on(27, 11, clock="17:00")),
        (on(17, 1), 5, on(31, 1, clock="17:00")),
        (on(28, 4), 2, on(5, 5, clock="17:00")),
        (on(31, 8), 1, on(5, 9, clock="17:00")),
        (on(6, 2, 2024), 3, on(16, 2, 2024, clock="17:00")),
        (on(26, 4, 2024), 3, on(4, 5, 2024, clock="17:00")),
        (on(29, 12), 2, on(3, 1, 2024, clock="17:00")),
        (on(21, 8), 30, on(4, 10, clock="17:00")),
    ],
    ids=[
        "the next day",
        "received a minute before closing",
        "over a weekend",
        "received on a Saturday",
        "over Tết 2023",
        "over 30/4 and 1/5 of 2023 with the days in lieu",
        "over Quốc khánh 2023",
        "over Tết 2024",
        "onto the make-up Saturday of 2024",
        "over the year's end",
        "thirty days",
    ],
)
def test_a_promise_in_working_days(received, days, due):
    assert promise(Limit.working_days(days), received) == due


@pytest.mark.parametrize(
    ("received", "days", "due"),
    [
        (on(27, 11), "3", on(30, 11, clock="17:00")),
        (on(27, 11), "5", on(4, 12, clock="17:00")),
        (on(12, 1), "10", on(27, 1, clock="17:00")),
        (on(2, 10), "60", on(1, 12, clock="17:00")),
        (on(24, 4, 2024), "10", on(4, 5, 2024, clock="17:00")),
        (on(27, 11), "0.25", on(27, 11, clock="11:00")),
        (on(27, 11), "1.5", on(29, 11, clock="11:00")),
        (on(23, 11), "1.5", on(27, 11, clock="17:00")),
        (on(24, 11), "1.5", on(27, 11, clock="17:00")),
        (on(25, 11), "1.5", on(27, 11, clock="17:00")),
    ],
    ids=[
        "within a week",
        "ending on a Saturday",
        "ending within Tết",
        "sixty days",
        "ending on the make-up Saturday",
        "a quarter of a day is office time",
        "a day and a half",
        "the half falls on a Saturday",
        "the half falls on a Sunday",
        "the whole falls on a Sunday",
    ],
)
def test_a_promise_in_calendar_days(received, days, due):
    assert promise(Limit.days(days), received) == due
    assert step(Limit.days(days), received) == due


@pytest.mark.parametrize(
    ("received", "days", "due"),
    [
        (on(27, 11), "0.5", on(27, 11, clock="15:00")),
        (on(27, 11), "1.5", on(29, 11, clock="11:00")),
        (on(24, 11), "2.5", on(29, 11, clock="11:00")),
        (on(28, 4), "1.75", on(5, 5, clock="15:00")),
    ],
    ids=["half a day is office time", "a day and a half", "over a weekend", "over 30/4"],
)
def test_a_promise_with_a_part_of_a_working_day(received, days, due):
    assert promise(Limit.working_days(days), received) == due


@pytest.mark.parametrize(
    ("started", "limit", "due"),
    [
        (on(27, 11), Limit.hours(2), on(27, 11, clock="11:00")),
        (on(27, 11, clock="10:30"), Limit.hours(2), on(27, 11, clock="14:30")),
        (on(27, 11, clock="07:00"), Limit.hours("4.5"), on(27, 11, clock="11:30")),
        (on(27, 11), Limit.working_days("0.5"), on(27, 11, clock="15:00")),
        (on(27, 11), Limit.working_days(1), on(28, 11, clock="09:00")),
        (on(24, 11, clock="16:00"), Limit.working_days("0.25"), on(27, 11, clock="08:00")),
        (on(25, 11, clock="16:00"), Limit.working_days("1.75"), on(28, 11, clock="15:00")),
    ],
    ids=[
        "two hours",
        "over lunch",
        "to the very end of the morning",
        "half a day",
        "a day is eight hours, not the rest of today",
        "over a weekend",
        "started on a Saturday",
    ],
)
def test_a_step_in_office_time(started, limit, due):
    assert step(limit, started) == due


def test_a_limit_of_nothing_is_never_due():
    for ask in (due_of_promise, due_of_step):
        with pytest.raises(ImpossibleLimitError):
            ask(Limit.days(0), on(27, 11), calendar=CALENDAR)


class TestShortenedDays:
    storm = DatedDay(date(2023, 11, 28), DayKind.MORNING_ONLY, source="Công điện", name="Bão")
    calendar = CALENDAR.overlaid([storm])

    @pytest.mark.parametrize(
        ("days", "due"),
        [
            ("0.5", on(27, 11, clock="15:00")),
            ("1", on(28, 11, clock="11:30")),
            ("1.75", on(29, 11, clock="15:00")),
        ],
    )
    def test_a_day_cut_short_is_a_day_and_ends_when_its_office_closes(self, days, due):
        limit = Limit.working_days(days)

        assert due_of_promise(limit, on(27, 11), calendar=self.calendar).due == due

    def test_part_of_a_day_never_outlasts_the_day(self):
        three_quarters = Limit.working_days("1.75")

        deadline = due_of_promise(three_quarters, on(24, 11), calendar=self.calendar)

        assert deadline.due == on(28, 11, clock="11:30")

    def test_the_hours_lost_are_given_back_to_a_step(self):
        deadline = due_of_step(
            Limit.working_days(1), on(28, 11, clock="07:00"), calendar=self.calendar
        )

        assert deadline.due == on(29, 11, clock="10:30")
        assert deadline.lines[1].kind is LineKind.CHANGED_HOURS


class TestProperties:
    @QUICK
    @given(limits, moments, st.integers(0, 5000))
    def test_what_comes_later_is_never_due_earlier(self, limit, received, minutes):
        later = received + timedelta(minutes=minutes)

        assert promise(limit, received) <= promise(limit, later)
        assert step(limit, received) <= step(limit, later)

    @QUICK
    @given(moments, quarters, quarters, st.sampled_from([Limit.days, Limit.working_days]))
    def test_a_longer_limit_is_never_due_earlier(self, received, one, other, unit):
        shorter, longer = sorted([unit(one), unit(other)], key=lambda limit: limit.value)

        assert promise(shorter, received) <= promise(longer, received)
        assert step(shorter, received) <= step(longer, received)

    @QUICK
    @given(moments, st.lists(st.integers(1, 10), min_size=1, max_size=8), st.integers(1, 4))
    def test_steps_that_add_up_to_the_promise_end_within_it(self, received, parts, missing):
        parts = [*parts, missing + (-sum(parts) - missing) % 4]
        moment = received
        for part in parts:
            moment = step(Limit.working_days(str(part / 4)), moment)

        assert moment <= promise(Limit.working_days(sum(parts) // 4), received)

    @QUICK
    @given(limits, moments)
    def test_everything_is_due_in_office_time_after_it_began(self, limit, received):
        for due in (promise(limit, received), step(limit, received)):
            day = CALENDAR.day(due.date())
            assert any(opens < due <= closes for opens, closes in day.sessions)
            assert time_left(CALENDAR, received, due) > timedelta(0)

    @QUICK
    @given(moments, quarters)
    def test_time_left_undoes_what_was_added(self, since, days):
        amount = Limit.working_days(days).working_time()

        assert time_left(CALENDAR, since, add_working_time(CALENDAR, since, amount)) == amount
        assert add_working_time(CALENDAR, since, timedelta(0)) == since


def test_an_office_with_its_own_week_counts_its_own_days():
    market_town = OfficeHours.daily(Session(time(7), time(11)), weekdays=[1, 3, 5])
    calendar = Calendar.always(market_town, NATIONAL_ROWS)

    deadline = due_of_promise(Limit.working_days(2), on(27, 11), calendar=calendar)

    assert deadline.due == on(30, 11, clock="11:00")


@pytest.mark.slow
def test_thirty_working_days_are_counted_at_once():
    # A fifth of a millisecond in earnest; five leave room for coverage and a busy machine.
    calendar, limit, received = Calendar.always(USUAL_HOURS), Limit.working_days(30), on(21, 8)

    fastest = min(
        repeat(lambda: due_of_promise(limit, received, calendar=calendar), number=5, repeat=20)
    )

    assert fastest / 5 < 0.005
