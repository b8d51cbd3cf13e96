"""For how long records are kept, and where they are in their life."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

MONTHS_OF_A_YEAR = 12
LONGEST_TERM = 100  # years; what must outlive that is kept for ever


class Method(StrEnum):
    """How records are destroyed when their time has come."""

    SHREDDED = "shredded"
    BURNT = "burnt"
    ERASED = "erased"


class State(StrEnum):
    """Where a record is in its life; computed, never stored."""

    OPEN = "open"
    AT_UNIT = "at_unit"
    ARCHIVED = "archived"
    PROPOSED = "proposed"
    DESTROYED = "destroyed"


class Decision(StrEnum):
    """How far a disposal has come."""

    PROPOSED = "proposed"
    APPROVED = "approved"
    REFUSED = "refused"
    CARRIED_OUT = "carried_out"


@dataclass(frozen=True, slots=True)
class Life:
    """The days of a record: when the work ended and the archive took it; its term in years.

    A term of None is for ever.
    """

    years: int | None
    closed_on: date | None = None
    archived_on: date | None = None
    disposal: Decision | None = None

    @property
    def state(self) -> State:
        """Where the record is."""
        if self.disposal is Decision.CARRIED_OUT:
            return State.DESTROYED
        if self.disposal in (Decision.PROPOSED, Decision.APPROVED):
            return State.PROPOSED
        if self.archived_on:
            return State.ARCHIVED
        return State.AT_UNIT if self.closed_on else State.OPEN

    @property
    def kept_until(self) -> date | None:
        """The last day of the term; None while the work goes on, and for ever."""
        return kept_until(self.closed_on, self.years) if self.closed_on else None

    def may_end(self, *, on: date) -> bool:
        """Tell whether the term has passed; for what is kept for ever it never does."""
        until = self.kept_until
        return until is not None and on > until

    def archive_due_on(self, *, months: int, from_years: int) -> date | None:
        """Return by when the archive takes the record; None where it does not have to."""
        short = self.years is not None and self.years < from_years
        if self.closed_on is None or self.archived_on or short:
            return None
        return months_after(self.closed_on, months)


def kept_until(closed_on: date, years: int | None) -> date | None:
    """Return the last day of a term of years; None for ever.

    A term is counted in whole calendar years after the year in which the work ended, so that a
    record never goes earlier than by either reading of "from the end of the work".
    """
    return None if years is None else date(closed_on.year + years, 12, 31)


def months_after(day: date, months: int) -> date:
    """Return the same day so many months later, or the last of a shorter month."""
    over = day.month - 1 + months
    year, month = day.year + over // MONTHS_OF_A_YEAR, over % MONTHS_OF_A_YEAR + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def lines_named(section: str) -> list[str]:
    """Return the records that section 7 of a procedure names, a line each, without bullets."""
    stripped = (
        line.strip().lstrip("-–+•*0123456789.) ").strip(" ;.") for line in section.split("\n")
    )
    return [line for line in stripped if line]
