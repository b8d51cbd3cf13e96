"""The step table of a procedure: who does what, in what order and time, and what may follow."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby

from nep.agencies.rules import Role
from nep.lib.worktime.limits import Limit, Parallel, Unit, total_of

ON = "on"
"""The way that is always open: to the next row of the table."""


def returning_to(key: str) -> str:
    """Name the way back to an earlier step."""
    return f"return:{key}"


def choosing(key: str) -> str:
    """Name the way that skips ahead to a later step."""
    return f"choose:{key}"


def target_of(way: str) -> str:
    """Name the step a way leads to; empty for going on, which depends on the table."""
    return way.partition(":")[2]


def is_return(way: str) -> bool:
    """Tell whether a way leads back, and so needs a reason."""
    return way.startswith("return:")


@dataclass(frozen=True, slots=True)
class Choice:
    """What was decided at a step when it was open for the n-th time, by its way out."""

    step: str
    occurrence: int
    way: str


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another way on than to the next row, with the words people choose it by."""

    label: str
    to_key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StepRow:
    """One row of the table; a draft may leave out what `problems` then names.

    `duration` of None reads "không tính thời gian". Rows that follow one another with the same
    `parallel_group` run at the same time.
    """

    key: str
    order: int
    name: str
    role: Role | None
    responsible: str
    agency: str = ""
    unit: str = ""
    duration: Limit | None = None
    result: str = ""
    parallel_group: str = ""
    returns_to: tuple[str, ...] = ()
    choices: tuple[Alternative, ...] = ()

    @property
    def ways(self) -> tuple[str, ...]:
        """Every way out of this step: on, then back, then ahead."""
        back = tuple(returning_to(key) for key in self.returns_to)
        ahead = tuple(choosing(choice.to_key) for choice in self.choices)
        return (ON, *back, *ahead)


@dataclass(frozen=True, slots=True)
class StepTable:
    """The rows of one procedure revision, in the order of work."""

    rows: tuple[StepRow, ...]

    @property
    def first(self) -> StepRow:
        return self.rows[0]

    @property
    def last(self) -> StepRow:
        return self.rows[-1]

    def row(self, key: str) -> StepRow:
        """Return the row with this key.

        :raises KeyError: when the table has no such row.
        """
        for row in self.rows:
            if row.key == key:
                return row
        raise KeyError(key)

    def position(self, key: str) -> int | None:
        """Count the rows above the one with this key; None when there is no such row."""
        keys = [row.key for row in self.rows]
        return keys.index(key) if key in keys else None

    def turns(self) -> tuple[tuple[StepRow, ...], ...]:
        """Return what is done one after the other; the rows of one turn run at the same time."""
        runs = groupby(enumerate(self.rows), key=_turn_of)
        return tuple(tuple(row for _, row in run) for _, run in runs)

    def groups(self) -> Mapping[str, tuple[StepRow, ...]]:
        """Return the rows of each parallel group by its name."""
        names = dict.fromkeys(row.parallel_group for row in self.rows if row.parallel_group)
        return {
            name: tuple(row for row in self.rows if row.parallel_group == name) for name in names
        }

    def total(self) -> Limit | None:
        """Return the time of all steps, of steps at the same time the longest; None if none has.

        Hours and working days add up at eight hours a day, and then read in hours.

        :raises MixedUnitsError: when days of the calendar stand beside working time.
        """
        timed = [row.duration for row in self.rows if row.duration is not None]
        if not timed:
            return None
        units = {duration.unit for duration in timed}
        unit = timed[0].unit if len(units) == 1 else Unit.HOUR
        return total_of((_length_of(turn) for turn in self.turns()), unit=unit)


def _length_of(turn: tuple[StepRow, ...]) -> Parallel:
    return Parallel(tuple(() if row.duration is None else (row.duration,) for row in turn))


def _turn_of(numbered: tuple[int, StepRow]) -> str | int:
    place, row = numbered
    return row.parallel_group or place
