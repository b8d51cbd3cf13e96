"""Counting a limit when nothing interrupts it: by office time, by working days, by dates."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from nep.lib.worktime.calendar import Calendar
from nep.lib.worktime.counting import (
    next_opening,
    open_stretches,
    working_day_on_or_after,
)
from nep.lib.worktime.days import Day
from nep.lib.worktime.explanation import Line, LineKind
from nep.lib.worktime.ledger import Ledger
from nep.lib.worktime.limits import ImpossibleLimitError, Limit, Unit
from nep.lib.worktime.moments import NO_TIME, ONE_DAY, at_clock, local


@dataclass(frozen=True, slots=True)
class Count:
    """The outcome of counting: when it ends, from when time runs, how it was counted.

    `ends_on` is the last day by dates, before it moved off a day of rest; only limits in calendar
    days have it.
    """

    due: datetime
    runs_from: datetime
    lines: tuple[Line, ...]
    ends_on: date | None = None


Tally = Callable[[Limit, datetime, Calendar], Count]


def tally_of_promise(limit: Limit, since: datetime, calendar: Calendar) -> Count:
    """Count what was promised to the citizen; see `nep.lib.worktime.due.due_of_promise`."""
    if limit.unit is Unit.WORKING_DAY and limit.value >= 1:
        return _by_working_days(limit, local(since), calendar)
    return tally_of_step(limit, since, calendar)


def tally_of_step(limit: Limit, since: datetime, calendar: Calendar) -> Count:
    """Count what one step may take; see `nep.lib.worktime.due.due_of_step`."""
    if not limit.value:
        raise ImpossibleLimitError("A limit of nothing is never due.")
    if limit.unit is Unit.DAY and limit.value >= 1:
        return _by_dates(limit, local(since), calendar)
    return _by_time(limit, local(since), calendar)


def _by_time(limit: Limit, since: datetime, calendar: Calendar) -> Count:
    ledger = Ledger()
    # A part of one day can only mean a part of an office day: 0.25 of any day is two hours.
    unit = Unit.WORKING_DAY if limit.unit is Unit.DAY else limit.unit
    due = _count_time(ledger, since, Limit(limit.value, unit).working_time(), calendar)
    return Count(due, since, ledger.lines)


def _count_time(ledger: Ledger, since: datetime, amount: timedelta, calendar: Calendar) -> datetime:
    reached = ends = next_opening(calendar, since)
    ledger.skip_days(calendar, since.date(), reached.date())
    if reached != since:
        ledger.write(Line(kind=LineKind.WAITED_FOR_OPENING, at=since, until=reached))
    for begins, closes in open_stretches(calendar, reached):
        ledger.skip_days(calendar, reached.date(), begins.date())
        reached, ends = begins, min(closes, begins + amount)
        ledger.count_time(calendar.day(begins.date()), begins, ends)
        amount -= ends - begins
        if amount <= NO_TIME:
            break
    return ends


def _by_working_days(limit: Limit, since: datetime, calendar: Calendar) -> Count:
    whole, fraction = limit.whole_and_fraction()
    ledger = Ledger()
    ledger.write(Line(kind=LineKind.FIRST_DAY_NOT_COUNTED, first=since.date()))
    due = since
    for day in calendar.days_from(since.date() + ONE_DAY):
        if not day.is_working:
            ledger.skip_day(day)
            continue
        if not whole:
            due = _count_part(ledger, day, fraction)
            break
        ledger.count_day(day)
        whole, due = whole - 1, day.closes
        if not whole and not fraction:
            break
    return Count(due, _start_of_count(since), ledger.lines)


def _by_dates(limit: Limit, since: datetime, calendar: Calendar) -> Count:
    whole, fraction = limit.whole_and_fraction()
    first, last = since.date() + ONE_DAY, since.date() + whole * ONE_DAY
    ledger = Ledger()
    ledger.write(Line(kind=LineKind.FIRST_DAY_NOT_COUNTED, first=since.date()))
    ledger.write(Line(kind=LineKind.COUNTED_DAYS, first=first, last=last, number=1, count=whole))
    if not fraction or not calendar.day(last).is_working:
        due = _end_of_period(ledger, last, calendar)
    elif (next_day := calendar.day(last + ONE_DAY)).is_working:
        due = _count_part(ledger, next_day, fraction)
    else:
        due = _end_of_period(ledger, next_day.on, calendar)
    ends_on = last + ONE_DAY if fraction else last
    return Count(due, _start_of_count(since), ledger.lines, ends_on)


def _end_of_period(ledger: Ledger, last: date, calendar: Calendar) -> datetime:
    working = working_day_on_or_after(calendar, last)
    if working.on != last:
        ledger.move_to_working_day(calendar.day(last), working)
    return working.closes


def _count_part(ledger: Ledger, day: Day, fraction: Decimal) -> datetime:
    # Never past the day's own closing: on a day cut short, 1.75 days would end later than 2.
    left, ends = Limit(fraction, Unit.WORKING_DAY).working_time(), day.opens
    for opens, closes in day.sessions:
        if left > NO_TIME:
            ends = min(closes, opens + left)
            ledger.count_time(day, opens, ends)
            left -= ends - opens
    return ends


def _start_of_count(since: datetime) -> datetime:
    return at_clock(since.date() + ONE_DAY, time(0))
