"""Periods of reports: a month, a quarter or a year of the calendar, as addresses spell them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Self

from django.utils.translation import gettext as _

from nep.foundation.clock import VIETNAM

_KEY = re.compile(r"(2\d{3})(?:-(?:(0[1-9]|1[0-2])|q([1-4])))?", re.ASCII)
_ROMAN = ("I", "II", "III", "IV")
MONTH, QUARTER, YEAR = 1, 3, 12


@dataclass(frozen=True, slots=True)
class Period:
    """Some whole months that follow one another."""

    first: date
    months: int

    @classmethod
    def of(cls, on: date, months: int) -> Self:
        """Return the month, quarter or year in which a day falls."""
        return cls(date(on.year, (on.month - 1) // months * months + 1, 1), months)

    @classmethod
    def parse(cls, key: str) -> Self:
        """Read `2023-11`, `2023-q4` or `2023`.

        :raises ValueError: when it is none of these.
        """
        found = _KEY.fullmatch(key)
        if found is None:
            message = f"{key!r} is no period"
            raise ValueError(message)
        year, month, quarter = int(found[1]), found[2], found[3]
        if month:
            return cls(date(year, int(month), 1), MONTH)
        if quarter:
            return cls(date(year, int(quarter) * QUARTER - 2, 1), QUARTER)
        return cls(date(year, 1, 1), YEAR)

    @property
    def key(self) -> str:
        """How addresses spell it; `parse` reads it back."""
        if self.months == YEAR:
            return f"{self.first:%Y}"
        if self.months == QUARTER:
            return f"{self.first:%Y}-q{self.first.month // QUARTER + 1}"
        return f"{self.first:%Y-%m}"

    @property
    def end(self) -> date:
        """The first day that is not in it any more."""
        years, month = divmod(self.first.month - 1 + self.months, YEAR)
        return date(self.first.year + years, month + 1, 1)

    @property
    def before(self) -> "Period":
        """The period of the same length just before."""
        return Period.of(self.first - timedelta(days=1), self.months)

    @property
    def began(self) -> datetime:
        """The moment when it begins, in Viet Nam."""
        return _midnight(self.first)

    @property
    def ended(self) -> datetime:
        """The moment when the next one begins."""
        return _midnight(self.end)

    def __str__(self) -> str:
        year = self.first.year
        if self.months == YEAR:
            return _("Year %(year)s") % {"year": year}
        if self.months == QUARTER:
            quarter = _ROMAN[self.first.month // QUARTER]
            return _("Quarter %(quarter)s/%(year)s") % {"quarter": quarter, "year": year}
        return _("Month %(month)s/%(year)s") % {"month": self.first.month, "year": year}


def periods_offered(on: date, *, chosen: Period | None = None) -> list[Period]:
    """Return what a choice of periods offers on a day, with the chosen one among it."""
    offered = list(_now_and_before(on))
    return offered if chosen is None or chosen in offered else [*offered, chosen]


def _now_and_before(on: date) -> Iterator[Period]:
    for months in (MONTH, QUARTER, YEAR):
        now = Period.of(on, months)
        yield from (now, now.before)


def _midnight(on: date) -> datetime:
    return datetime.combine(on, time(), VIETNAM)
