"""How lines of dated rows, hours and the days of a year are said on a page."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import groupby
from typing import Generic, TypeVar

from django.utils.translation import gettext_lazy as _

from nep.foundation.ui import Tone
from nep.lib.worktime.calendar import Calendar
from nep.lib.worktime.days import Day, DayNature
from nep.norms.parameters.models import CalendarDay, Dated

R = TypeVar("R", bound=Dated)


class Standing(StrEnum):
    """Where a dated row stands on a day."""

    IN_FORCE = "in_force"
    PLANNED = "planned"
    PAST = "past"
    WITHDRAWN = "withdrawn"


STANDING_NAMES = {
    Standing.IN_FORCE: _("In force"),
    Standing.PLANNED: _("Planned"),
    Standing.PAST: _("Past"),
    Standing.WITHDRAWN: _("Withdrawn"),
}
_TONES = {
    Standing.IN_FORCE: Tone.ON_TIME,
    Standing.PLANNED: Tone.WAITING,
    Standing.PAST: Tone.DONE,
    Standing.WITHDRAWN: Tone.PLAIN,
}
NATURE_NAMES = {
    DayNature.HOLIDAY: _("Public holiday"),
    DayNature.DAY_OFF: _("Day off"),
    DayNature.MAKE_UP: _("Make-up working day"),
    DayNature.CHANGED_HOURS: _("Other hours"),
    DayNature.WEEKLY_REST: _("Weekly rest"),
    DayNature.ORDINARY: _("Working day"),
}
WEEKDAYS = (
    _("Monday"),
    _("Tuesday"),
    _("Wednesday"),
    _("Thursday"),
    _("Friday"),
    _("Saturday"),
    _("Sunday"),
)
WEEKDAYS_IN_SHORT = (_("Mo"), _("Tu"), _("We"), _("Th"), _("Fr"), _("Sa"), _("Su"))
_USUAL = (DayNature.ORDINARY, DayNature.WEEKLY_REST)


@dataclass(frozen=True, slots=True)
class Line(Generic[R]):
    """One row of a line, and where it stands."""

    row: R
    standing: Standing

    @property
    def tone(self) -> Tone:
        return _TONES[self.standing]

    @property
    def word(self) -> str:
        return str(STANDING_NAMES[self.standing])

    @property
    def can_be_withdrawn(self) -> bool:
        """Tell whether its day is still to come and people of this installation planned it."""
        return self.standing is Standing.PLANNED and self.row.own


def lines_of(rows: Iterable[R], *, on: date) -> list[Line[R]]:
    """Return the rows of a line, the latest first, each with where it stands on a day."""
    in_time = sorted(rows, key=lambda row: row.validity.lower or date.min, reverse=True)
    return [Line(row, _standing(row, on)) for row in in_time]


def row_in_force(lines: Iterable[Line[R]]) -> R | None:
    """Return the row that applies, or nothing where none does."""
    return next((line.row for line in lines if line.standing is Standing.IN_FORCE), None)


def _standing(row: Dated, on: date) -> Standing:
    if row.withdrawn:
        return Standing.WITHDRAWN
    if row.validity.lower and row.validity.lower > on:
        return Standing.PLANNED
    return Standing.PAST if row.validity.upper and row.validity.upper <= on else Standing.IN_FORCE


def week_in_words(week: Sequence[Sequence[Sequence[str]]]) -> list[tuple[str, str]]:
    """Return the hours of a week, days that are alike taken together."""
    said = []
    for hours, days in groupby(enumerate(week), key=lambda numbered: numbered[1]):
        places = [place for place, _hours in days]
        first, last = WEEKDAYS[places[0]], WEEKDAYS[places[-1]]
        name = str(first) if len(places) == 1 else f"{first} – {last}"
        sessions = ", ".join(f"{opens}–{closes}" for opens, closes in hours)
        said.append((name, sessions or str(_("closed"))))
    return said


@dataclass(frozen=True, slots=True)
class Month:
    """One month: blanks before its first day, which is a weekday, then its days."""

    first: date
    days: tuple[Day, ...]

    @property
    def blanks(self) -> range:
        return range(self.first.weekday())


def months_of(calendar: Calendar, year: int) -> list[Month]:
    """Return a year as an office lives it."""
    days = [calendar.day(date(year, 1, 1) + timedelta(days=n)) for n in range(_length(year))]
    by_month = groupby(days, key=lambda day: day.on.month)
    return [Month(date(year, month, 1), tuple(inside)) for month, inside in by_month]


@dataclass(frozen=True, slots=True)
class SpecialDay:
    """A day unlike others, and the row by which people can take it back."""

    day: Day
    name: str
    decided: CalendarDay | None = None
    is_to_come: bool = False

    @property
    def weekday(self) -> str:
        return str(WEEKDAYS[self.day.on.weekday()])


def special_days(
    months: Iterable[Month], decided: Iterable[CalendarDay], *, today: date
) -> list[SpecialDay]:
    """Return the days of a year that are not as the week would have them."""
    rows = {row.on: row for row in decided if not row.withdrawn}
    return [
        SpecialDay(
            day,
            str(NATURE_NAMES[day.nature]),
            decided=rows.get(day.on),
            is_to_come=day.on > today,
        )
        for month in months
        for day in month.days
        if day.nature not in _USUAL or day.on in rows
    ]


def _length(year: int) -> int:
    return (date(year + 1, 1, 1) - date(year, 1, 1)).days
