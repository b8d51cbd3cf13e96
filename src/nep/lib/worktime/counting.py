"""Arithmetic of office time: when it next runs, how much lies between two moments, where it ends.

Office time runs inside sessions only. A stretch that is used up exactly at closing ends at
closing, not at the next opening.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from nep.lib.worktime.calendar import Calendar
from nep.lib.worktime.days import Day
from nep.lib.worktime.moments import NO_TIME, ONE_DAY, local


def open_stretches(calendar: Calendar, since: datetime) -> Iterator[tuple[datetime, datetime]]:
    """Iterate over the stretches of office time from a moment on, without end."""
    since = local(since)
    for day in calendar.days_from(since.date()):
        for opens, closes in day.sessions:
            if closes > since:
                yield max(opens, since), closes


def next_opening(calendar: Calendar, at: datetime) -> datetime:
    """Return the moment itself while the office is open, else when it next opens."""
    return next(open_stretches(calendar, at))[0]


def working_day_on_or_after(calendar: Calendar, on: date) -> Day:
    """Return the day itself where it is worked, else the next working day."""
    return next(calendar.working_days_from(on))


def add_working_time(calendar: Calendar, since: datetime, amount: timedelta) -> datetime:
    """Return the moment at which this much office time has passed; none leaves it unmoved."""
    since = local(since)
    if amount <= NO_TIME:
        return since
    stretches = open_stretches(calendar, since)
    begins, closes = next(stretches)
    while amount > closes - begins:
        amount -= closes - begins
        begins, closes = next(stretches)
    return begins + amount


def working_time_between(calendar: Calendar, since: datetime, until: datetime) -> timedelta:
    """Return the office time from one moment to another, negative where the second is earlier."""
    since, until = local(since), local(until)
    if until < since:
        return -working_time_between(calendar, until, since)
    passed = NO_TIME
    for begins, closes in open_stretches(calendar, since):
        if begins >= until:
            break
        passed += min(closes, until) - begins
    return passed


def working_days_between(calendar: Calendar, since: date, until: date) -> int:
    """Return how many working days follow one day up to another, which counts; negative backwards.

    This is the number people say: "three days left", "two days late".
    """
    if until < since:
        return -working_days_between(calendar, until, since)
    days = ((since + ONE_DAY * step) for step in range(1, (until - since).days + 1))
    return sum(calendar.day(on).is_working for on in days)


def working_day_before(calendar: Calendar, on: date, count: int) -> date:
    """Return the day that lies so many working days before another; none leaves it unmoved."""
    while count > 0:
        on -= ONE_DAY
        count -= calendar.day(on).is_working
    return on


def time_left(calendar: Calendar, at: datetime, due: datetime) -> timedelta:
    """Return the office time left until a dossier is due, negative by as much as it is late."""
    return working_time_between(calendar, at, due)
