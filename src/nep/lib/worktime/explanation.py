"""A due moment and why: the lines of a calculation, as values that any language can render.

The lines are stored with the promise they explain, so they are plain values with a JSON form, and
what was shown at the counter can be shown again in ten years without counting anew.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any, Final, Self

from nep.lib.worktime.days import DayNature


class LineKind(StrEnum):
    """What one line of a calculation says; in brackets the values that it carries."""

    RECEIVED = "RECEIVED"  # at
    STARTED = "STARTED"  # at
    WAITED_FOR_OPENING = "WAITED_FOR_OPENING"  # at, until
    FIRST_DAY_NOT_COUNTED = "FIRST_DAY_NOT_COUNTED"  # first
    COUNTED_DAYS = "COUNTED_DAYS"  # first, last, number of the first of them, count, rest_days
    COUNTED_TIME = "COUNTED_TIME"  # at, until, amount
    SKIPPED = "SKIPPED"  # first, last, count, nature, name, source
    MAKE_UP_DAY = "MAKE_UP_DAY"  # first, name, source
    CHANGED_HOURS = "CHANGED_HOURS"  # first, at, until, name, source
    MOVED_TO_WORKING_DAY = "MOVED_TO_WORKING_DAY"  # first, last, nature, name, source
    WITHIN_CUT_OFF = "WITHIN_CUT_OFF"  # at, cut_off
    AFTER_CUT_OFF = "AFTER_CUT_OFF"  # at, cut_off
    DUE_BEFORE_PAUSES = "DUE_BEFORE_PAUSES"  # at
    PAUSED = "PAUSED"  # at, until (open without it), source
    PAUSED_AFTER_DUE = "PAUSED_AFTER_DUE"  # at, until, source; it changes nothing
    SHIFTED_BY_TIME = "SHIFTED_BY_TIME"  # at, until, amount
    SHIFTED_BY_DAYS = "SHIFTED_BY_DAYS"  # at, until, count
    RESTARTED = "RESTARTED"  # at
    DUE = "DUE"  # at
    NOT_DUE_WHILE_PAUSED = "NOT_DUE_WHILE_PAUSED"  # at


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a calculation; each kind fills the values named beside it in `LineKind`."""

    kind: LineKind
    at: datetime | None = None
    until: datetime | None = None
    first: date | None = None
    last: date | None = None
    number: int | None = None
    count: int | None = None
    rest_days: int | None = None
    amount: timedelta | None = None
    cut_off: time | None = None
    nature: DayNature | None = None
    name: str = ""
    source: str = ""

    def to_json(self) -> dict[str, Any]:
        """Return the line as JSON values, leaving out what it does not carry."""
        stored = {}
        for field in fields(self):
            value = getattr(self, field.name)
            if value not in (None, ""):
                stored[field.name] = _plain(value)
        return stored

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        return cls(**{name: _READERS[name](value) for name, value in stored.items()})


@dataclass(frozen=True, slots=True)
class Deadline:
    """When something is due, and the calculation. While the clock stands still there is no due."""

    due: datetime | None
    lines: tuple[Line, ...]

    def condensed(self) -> Self:
        """Return the same deadline with days counted across plain weekends told in one line."""
        told: list[Line] = []
        for line in self.lines:
            if _continues_over_weekend(told, line):
                weekend, counted = told.pop(), told.pop()
                line = _joined(counted, weekend, line)  # noqa: PLW2901
            told.append(line)
        return replace(self, lines=tuple(told))

    def to_json(self) -> dict[str, Any]:
        due = self.due.isoformat() if self.due else None
        return {"due": due, "lines": [line.to_json() for line in self.lines]}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        due = datetime.fromisoformat(stored["due"]) if stored["due"] else None
        return cls(due, tuple(Line.from_json(line) for line in stored["lines"]))


def _continues_over_weekend(told: list[Line], line: Line) -> bool:
    before = [earlier.kind for earlier in told[-2:]]
    return (
        line.kind is LineKind.COUNTED_DAYS
        and before == [LineKind.COUNTED_DAYS, LineKind.SKIPPED]
        and told[-1].nature is DayNature.WEEKLY_REST
    )


def _joined(counted: Line, weekend: Line, more: Line) -> Line:
    return replace(
        counted,
        last=more.last,
        count=(counted.count or 0) + (more.count or 0),
        rest_days=(counted.rest_days or 0) + (weekend.count or 0),
    )


def _plain(value: object) -> object:
    if isinstance(value, timedelta):
        return value.total_seconds()
    if isinstance(value, date | time):
        return value.isoformat()
    return value.value if isinstance(value, StrEnum) else value


def _seconds(value: float) -> timedelta:
    return timedelta(seconds=value)


_READERS: Final[Mapping[str, Callable[[Any], Any]]] = {
    "kind": LineKind,
    "at": datetime.fromisoformat,
    "until": datetime.fromisoformat,
    "first": date.fromisoformat,
    "last": date.fromisoformat,
    "number": int,
    "count": int,
    "rest_days": int,
    "amount": _seconds,
    "cut_off": time.fromisoformat,
    "nature": DayNature,
    "name": str,
    "source": str,
}
