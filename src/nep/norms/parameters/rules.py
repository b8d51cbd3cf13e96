"""What dated rows mean: plain values, and how default hours and an agency's own make one line."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from enum import StrEnum

from nep.lib.worktime.hours import HoursSince, OfficeHours, Session

CLOCK_SHIFT = "clock.shift_weeks"
"""Whole weeks by which this installation's present differs from the real one; absent is none."""


class Unit(StrEnum):
    """What a number counts."""

    MINUTE = "minute"
    HOUR = "hour"
    HOUR_OF_DAY = "hour_of_day"
    DAY = "day"
    WORKING_DAY = "working_day"
    WEEK = "week"
    MONTH = "month"
    MEGABYTE = "megabyte"
    TIMES = "times"


WHOLE = frozenset(set(Unit) - {Unit.HOUR, Unit.DAY, Unit.WORKING_DAY})
"""Units of which there are no halves."""

LARGEST = Decimal(100_000)
LAST_HOUR = Decimal(24)


def is_sensible(value: Decimal, unit: Unit) -> bool:
    """Tell whether a parameter could be worth this: above nothing, and whole where halves are not.

    Zero is for counts alone; a limit of no minutes or megabytes would close the house.
    """
    lowest = Decimal(0) if unit is Unit.TIMES else Decimal("0.25")
    highest = LAST_HOUR if unit is Unit.HOUR_OF_DAY else LARGEST
    return lowest <= value <= highest and (unit not in WHOLE or value == value.to_integral_value())


@dataclass(frozen=True, slots=True)
class Span:
    """Days from the first to the one before the end; either side may be open."""

    since: date | None
    until: date | None

    def covers(self, on: date) -> bool:
        """Tell whether a day lies within."""
        return (self.since is None or self.since <= on) and (self.until is None or on < self.until)


@dataclass(frozen=True, slots=True)
class NumberThen:
    """A number and the days on which it holds."""

    value: Decimal
    span: Span


@dataclass(frozen=True, slots=True)
class HoursThen:
    """Office hours and the days on which they hold."""

    hours: OfficeHours
    span: Span


def week_of_hours(week: Sequence[Sequence[Sequence[str]]]) -> OfficeHours:
    """Return hours as `nep.lib.worktime` counts by them, from the way they are stored.

    :raises ValueError: when they are no hours that a clock can show.
    """
    return OfficeHours(
        tuple(
            tuple(
                Session(time.fromisoformat(opens), time.fromisoformat(closes))
                for opens, closes in day
            )
            for day in week
        )
    )


def hours_in_time(default: Iterable[HoursThen], own: Iterable[HoursThen]) -> tuple[HoursSince, ...]:
    """Return which hours apply since when: an agency's own where it has some, else the default."""
    own, default = tuple(own), tuple(default)
    changes = {span.since or date.min for span in _spans(own, default)}
    changes |= {span.until for span in _spans(own, default) if span.until}
    line: list[HoursSince] = []
    for change in sorted(changes):
        applying = next((then for then in (*own, *default) if then.span.covers(change)), None)
        if applying and (not line or line[-1].hours != applying.hours):
            line.append(HoursSince(change, applying.hours))
    return tuple(line)


def _spans(*several: Iterable[HoursThen]) -> Iterable[Span]:
    return (then.span for hours in several for then in hours)
