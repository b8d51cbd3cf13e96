"""A clerk with a stopwatch: everything counted minute by minute, by nothing but plain rules.

It shares no code with what it checks: not the calendar, not the library of holidays. It knows the
rest days of 2023 and 2024 from the decisions themselves.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from nep.lib.worktime.tests.national import MAKE_UP_SATURDAY, REST_DAYS

MINUTE = timedelta(minutes=1)
Stretch = tuple[datetime, datetime]


def is_open(minute: datetime) -> bool:
    """Tell whether the office works during the minute that begins now."""
    today = minute.date()
    if today in REST_DAYS or (today.weekday() >= 5 and today != MAKE_UP_SATURDAY):
        return False
    clock = minute.hour * 60 + minute.minute
    return 7 * 60 <= clock < 11 * 60 + 30 or 13 * 60 + 30 <= clock < 17 * 60


def minutes_from(since: datetime) -> Iterator[datetime]:
    while True:
        yield since
        since += MINUTE


def after_office_minutes(since: datetime, count: int, paused: tuple[Stretch, ...] = ()) -> datetime:
    """Return when so many office minutes have gone by outside the pauses."""
    for minute in minutes_from(since):
        if count == 0:
            return minute
        count -= is_open(minute) and not any(begin <= minute < end for begin, end in paused)
    raise AssertionError


def office_minutes(since: datetime, until: datetime) -> int:
    """Return how many office minutes lie between two moments."""
    count = 0
    for minute in minutes_from(since):
        if minute >= until:
            return count
        count += is_open(minute)
    raise AssertionError


def tomorrow(moment: datetime) -> datetime:
    """Return the midnight that ends the day."""
    return (moment + timedelta(days=1)).replace(hour=0, minute=0)


def close_of_working_day(since: datetime, count: int) -> datetime:
    """Return the last office minute's end on the count-th day with office time from a midnight."""
    worked_until = since
    for minute in minutes_from(since):
        if minute.date() != worked_until.date() and worked_until != since:
            count -= 1
            if count == 0:
                return worked_until
            worked_until = since
        if is_open(minute):
            worked_until = minute + MINUTE
    raise AssertionError


def promised(received: datetime, working_days: int) -> datetime:
    """Return the end of a limit in working days."""
    return close_of_working_day(tomorrow(received), working_days)


def promised_in_days(received: datetime, days: int) -> datetime:
    """Return the end of a limit in calendar days."""
    last_day = received.replace(hour=0, minute=0)
    for _ in range(days):
        last_day = tomorrow(last_day)
    return close_of_working_day(last_day, 1)


def promised_with_shift(
    received: datetime, working_days: int, paused: tuple[Stretch, ...]
) -> datetime:
    """Return the end of a limit in working days whose minutes do not run during the pauses."""
    runs_from = tomorrow(received)
    minutes = office_minutes(runs_from, promised(received, working_days))
    return after_office_minutes(runs_from, minutes, paused)


def promised_with_restart(
    received: datetime, working_days: int, paused: tuple[Stretch, ...]
) -> datetime:
    """Return the end of a limit that starts afresh after each pause begun in time."""
    due = promised(received, working_days)
    for begin, end in paused:
        if begin <= due:
            due = promised(end, working_days)
    return due
