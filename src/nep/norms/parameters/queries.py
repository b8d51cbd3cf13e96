"""Reads of dated numbers, of an agency's calendar, and of the shift of the clock."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from functools import lru_cache

from django.db.models import QuerySet

from nep.agencies.models import Agency
from nep.agencies.queries import local_day
from nep.foundation.parameters import UnknownParameterError
from nep.lib.worktime.calendar import Calendar
from nep.lib.worktime.days import DatedDay, DayKind
from nep.lib.worktime.hours import HoursSince
from nep.norms.parameters import acts
from nep.norms.parameters.memory import Remembered
from nep.norms.parameters.models import (
    STANDS,
    CalendarDay,
    DatedValue,
    OfficeHours,
    Parameter,
)
from nep.norms.parameters.rules import (
    CLOCK_SHIFT,
    HoursThen,
    NumberThen,
    Span,
    hours_in_time,
    week_of_hours,
)
from nep.platform.journal.queries import was_done

NOBODY = 0  # the key of no agency: what holds for it holds for all


def number_in_force(key: str, at: datetime) -> Decimal:
    """Return what a parameter is worth at a moment; `foundation.parameters.number` asks here.

    :raises UnknownParameterError: when no row covers that day.
    """
    on = local_day(at)
    for then in numbers().get(key, ()):
        if then.span.covers(on):
            return then.value
    message = f"no row gives {key} a value on {on}"
    raise UnknownParameterError(message)


def clock_shift() -> timedelta:
    """Return by how much the clock of this installation is shifted; the foundation remembers it."""
    weeks = DatedValue.objects.filter(parameter__key=CLOCK_SHIFT).values_list("value", flat=True)
    return timedelta(weeks=int(weeks.first() or 0))


def calendar_for(agency: Agency | int) -> Calendar:
    """Return when an agency is at work; equal calendars are one object that keeps its days."""
    return schedules().calendar_of(agency if isinstance(agency, int) else agency.pk)


def calendar_of_all() -> Calendar:
    """Return when an agency without hours and days of its own is at work."""
    return schedules().calendar_of(NOBODY)


def parameters_with_values() -> QuerySet[Parameter]:
    """Return every parameter of law with its dated values, for the page of settings."""
    settable = Parameter.objects.exclude(key=CLOCK_SHIFT)
    return settable.prefetch_related("values").order_by("key")


def hours_of(agency: Agency | None) -> QuerySet[OfficeHours]:
    """Return the hours that were decided for an agency, or (none named) for all."""
    return OfficeHours.objects.filter(agency=agency)


def days_decided(agency: Agency | None, year: int) -> QuerySet[CalendarDay]:
    """Return what was decided for days of a year, those taken back included."""
    return CalendarDay.objects.filter(agency=agency, on__year=year).order_by("on", "id")


def hours_row(key: int) -> OfficeHours:
    """Return one row of hours with its agency.

    :raises OfficeHours.DoesNotExist: when there is none.
    """
    return OfficeHours.objects.select_related("agency").get(pk=key)


def decided_day(key: int) -> CalendarDay:
    """Return one decided day with its agency.

    :raises CalendarDay.DoesNotExist: when there is none.
    """
    return CalendarDay.objects.select_related("agency").get(pk=key)


def is_confirmed(year: int) -> bool:
    """Tell whether hours and days of a year were looked at and confirmed."""
    return was_done(acts.CALENDAR_CONFIRMED, year=year)


@lru_cache(maxsize=256)
def _calendar(hours: tuple[HoursSince, ...], days: tuple[DatedDay, ...]) -> Calendar:
    return Calendar(hours, days)


def _read_numbers() -> Mapping[str, tuple[NumberThen, ...]]:
    read: dict[str, tuple[NumberThen, ...]] = defaultdict(tuple)
    for row in DatedValue.objects.filter(STANDS).select_related("parameter").order_by("validity"):
        span = Span(row.validity.lower, row.validity.upper)
        read[row.parameter.key] += (NumberThen(row.value, span),)
    return read


@dataclass(frozen=True, slots=True)
class Schedules:
    """Hours and decided days by agency; those that hold for all stand under None."""

    hours: Mapping[int | None, tuple[HoursThen, ...]]
    days: Mapping[int | None, Mapping[object, DatedDay]]
    calendars: dict[int, Calendar] = field(default_factory=dict)  # those asked for so far

    def calendar_of(self, key: int) -> Calendar:
        """Return when the agency with this key is at work."""
        if key not in self.calendars:
            hours = hours_in_time(self.hours.get(None, ()), self.hours.get(key, ()))
            days = {**self.days.get(None, {}), **self.days.get(key, {})}
            self.calendars[key] = _calendar(hours, tuple(days.values()))
        return self.calendars[key]


def _read_schedules() -> Schedules:
    hours: dict[int | None, tuple[HoursThen, ...]] = defaultdict(tuple)
    for row in OfficeHours.objects.filter(STANDS).order_by("validity"):
        span = Span(row.validity.lower, row.validity.upper)
        hours[row.agency_id] += (HoursThen(week_of_hours(row.week), span),)
    days: dict[int | None, dict[object, DatedDay]] = defaultdict(dict)
    for day in CalendarDay.objects.filter(STANDS).order_by("on"):
        decided = DatedDay(day.on, DayKind(day.kind), day.source, day.name_vi)
        days[day.agency_id][day.on] = decided
    return Schedules(hours, days)


numbers = Remembered(_read_numbers)
schedules = Remembered(_read_schedules)
