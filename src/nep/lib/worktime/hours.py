"""Office hours: when an agency is open on each day of the week, and since when."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time
from itertools import pairwise
from typing import Final, Self

NOON: Final = time(12)
DAYS_IN_WEEK: Final = 7
MONDAY_TO_FRIDAY: Final = range(5)


class ImpossibleHoursError(ValueError):
    """Office hours that no clock can show: reversed, overlapping, or never open."""


@dataclass(frozen=True, slots=True, order=True)
class Session:
    """One stretch of office time between two times of the same day, such as a morning."""

    opens: time
    closes: time

    def __post_init__(self) -> None:
        if self.opens.tzinfo or self.closes.tzinfo:
            raise ImpossibleHoursError("Office hours are times on the wall, without a time zone.")
        if self.opens >= self.closes:
            message = f"An office that opens at {self.opens} cannot close at {self.closes}."
            raise ImpossibleHoursError(message)

    def before_noon(self) -> Self | None:
        """Return the part of the session that lies in the morning."""
        if self.opens >= NOON:
            return None
        return type(self)(self.opens, min(self.closes, NOON))

    def after_noon(self) -> Self | None:
        """Return the part of the session that lies in the afternoon."""
        if self.closes <= NOON:
            return None
        return type(self)(max(self.opens, NOON), self.closes)


def in_order(sessions: Iterable[Session]) -> tuple[Session, ...]:
    """Return the sessions of one day sorted.

    :raises ImpossibleHoursError: when two of them overlap.
    """
    ordered = tuple(sorted(sessions))
    for earlier, later in pairwise(ordered):
        if later.opens < earlier.closes:
            message = f"The sessions {earlier} and {later} overlap."
            raise ImpossibleHoursError(message)
    return ordered


@dataclass(frozen=True, slots=True)
class OfficeHours:
    """The sessions of each weekday, Monday first; an empty day is a weekly day of rest.

    These are hours of work, by which limits run. A counter that also receives dossiers on Saturday
    morning (QĐ 14/2010/QĐ-TTg) does not make Saturday a working day: keep such hours elsewhere.
    """

    week: tuple[tuple[Session, ...], ...]

    def __post_init__(self) -> None:
        if len(self.week) != DAYS_IN_WEEK:
            message = f"A week has seven days, not {len(self.week)}."
            raise ImpossibleHoursError(message)
        if not any(self.week):
            raise ImpossibleHoursError("An office that never opens has no working days.")
        object.__setattr__(self, "week", tuple(in_order(sessions) for sessions in self.week))

    @classmethod
    def daily(cls, *sessions: Session, weekdays: Iterable[int] = MONDAY_TO_FRIDAY) -> Self:
        """Return hours that are the same on each of the weekdays (Monday is 0)."""
        open_on = frozenset(weekdays)
        return cls(tuple(sessions if day in open_on else () for day in range(DAYS_IN_WEEK)))

    def on(self, weekday: int) -> tuple[Session, ...]:
        return self.week[weekday]

    def made_up_on(self, weekday: int) -> tuple[Session, ...]:
        """Return the hours of a make-up day: those of the weekday, else of the first open one."""
        return self.week[weekday] or next(sessions for sessions in self.week if sessions)


@dataclass(frozen=True, slots=True)
class HoursSince:
    """Office hours and the first day on which they apply, until the next version."""

    valid_from: date
    hours: OfficeHours


USUAL_HOURS: Final = OfficeHours.daily(
    Session(time(7), time(11, 30)), Session(time(13, 30), time(17))
)


def hours_on(versions: Sequence[HoursSince], on: date) -> OfficeHours | None:
    """Return the version that applies on a day, or None before the first of them."""
    applying = [version.hours for version in versions if version.valid_from <= on]
    return applying[-1] if applying else None
