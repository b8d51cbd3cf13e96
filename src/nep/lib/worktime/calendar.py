"""The calendar of one office: its hours, the public holidays, and the dated rows over both."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from operator import attrgetter
from typing import Self

from nep.lib.worktime.days import DatedDay, Day, DayKind, DayNature
from nep.lib.worktime.hours import HoursSince, ImpossibleHoursError, OfficeHours, Session, hours_on
from nep.lib.worktime.moments import ONE_DAY, at_clock
from nep.lib.worktime.public_holidays import EXCHANGED, basis_of_holidays, holidays_of


class NoOfficeHoursError(LookupError):
    """A day was asked for which no version of the office hours is known."""


@dataclass(frozen=True)
class Calendar:
    """Which moments are office time; equal calendars are interchangeable and may be cached.

    A dated row wins over a public holiday, which wins over the weekly hours. Each day is worked out
    once and kept, so share one calendar among many questions.
    """

    hours: tuple[HoursSince, ...]
    dated_days: tuple[DatedDay, ...] = ()
    _rows: Mapping[date, DatedDay] = field(init=False, repr=False, compare=False)
    _days: dict[date, Day] = field(init=False, repr=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        rows = {row.on: row for row in self.dated_days}
        if len(rows) != len(self.dated_days):
            raise ImpossibleHoursError("Two dated rows speak of the same day.")
        if len({version.valid_from for version in self.hours}) != len(self.hours):
            raise ImpossibleHoursError("Two versions of the office hours begin on the same day.")
        object.__setattr__(self, "_rows", rows)
        object.__setattr__(self, "dated_days", tuple(sorted(self.dated_days, key=attrgetter("on"))))
        in_time = tuple(sorted(self.hours, key=attrgetter("valid_from")))
        object.__setattr__(self, "hours", in_time)

    @classmethod
    def always(cls, hours: OfficeHours, dated_days: Iterable[DatedDay] = ()) -> Self:
        """Return the calendar of an office whose hours never changed."""
        return cls((HoursSince(date.min, hours),), tuple(dated_days))

    def overlaid(self, rows: Iterable[DatedDay]) -> Self:
        """Return this calendar with rows laid over it, as an agency's over the nation's."""
        merged = {**self._rows, **{row.on: row for row in rows}}
        return type(self)(self.hours, tuple(merged.values()))

    def day(self, on: date) -> Day:
        """Return what the office does on a day.

        :raises NoOfficeHoursError: when the day is before the first version of the hours.
        """
        known = self._days.get(on)
        if known is None:
            known = self._days[on] = self._work_out(on)
        return known

    def days_from(self, on: date) -> Iterator[Day]:
        """Iterate over the days from this one on, without end."""
        while True:
            yield self.day(on)
            on += ONE_DAY

    def working_days_from(self, on: date) -> Iterator[Day]:
        """Iterate over the working days from this day on, without end."""
        return (day for day in self.days_from(on) if day.is_working)

    def _work_out(self, on: date) -> Day:
        hours = hours_on(self.hours, on)
        if hours is None:
            message = f"No office hours are known for {on}."
            raise NoOfficeHoursError(message)
        if row := self._rows.get(on):
            return _day_of_row(row, hours, rests=not self._works_by_rule(on, hours))
        year = holidays_of(on.year)
        if on in year.make_up_days:
            # No source: the library does not say which decision; a dated row would.
            return _day(on, DayNature.MAKE_UP, hours.made_up_on(on.weekday()), (EXCHANGED, ""))
        if on in year.holidays:
            named = (year.holidays[on], basis_of_holidays(on))
            return _day(on, DayNature.HOLIDAY, (), named)
        sessions = hours.on(on.weekday())
        return _day(on, DayNature.ORDINARY if sessions else DayNature.WEEKLY_REST, sessions)

    def _works_by_rule(self, on: date, hours: OfficeHours) -> bool:
        return bool(hours.on(on.weekday())) and on not in holidays_of(on.year).holidays


def _day_of_row(row: DatedDay, hours: OfficeHours, *, rests: bool) -> Day:
    sessions = row.sessions_within(hours)
    return _day(
        row.on, _nature_of_row(row, sessions, rests=rests), sessions, (row.name, row.source)
    )


def _nature_of_row(row: DatedDay, sessions: tuple[Session, ...], *, rests: bool) -> DayNature:
    if not sessions:
        return DayNature.DAY_OFF
    if rests:
        return DayNature.MAKE_UP
    return DayNature.ORDINARY if row.kind is DayKind.WORKING_DAY else DayNature.CHANGED_HOURS


def _day(
    on: date, nature: DayNature, sessions: tuple[Session, ...], named: tuple[str, str] = ("", "")
) -> Day:
    moments = tuple((at_clock(on, part.opens), at_clock(on, part.closes)) for part in sessions)
    return Day(on, nature, moments, *named)
