"""The step table of a procedure: who does what, in what order and time, and what may follow."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby, pairwise

from nep.agencies.rules import Role
from nep.lib.worktime.limits import Limit, Parallel, Unit, total_of

ON = "on"
"""The way that is always open: to the next row of the table, or where the row says."""


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

    `duration` of None reads "không tính thời gian". Rows that follow one another in the same
    `parallel_group` run at the same time; in group A, those of A.1 one after the other, beside
    those of A.2. `goes_to` names the step that going on leads to, when that is not the row below;
    for a group, its first row says it.
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
    goes_to: str = ""
    returns_to: tuple[str, ...] = ()
    choices: tuple[Alternative, ...] = ()

    @property
    def group(self) -> str:
        """The name of the group that the row runs in, without its branch."""
        return self.parallel_group.partition(".")[0]

    @property
    def branch(self) -> str:
        """The branch of the group that the row stands in; its own where none is named."""
        return self.parallel_group.partition(".")[2] or f".{self.key}"

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
        """Return what is done one after the other; branches of one turn run beside each other."""
        runs = groupby(enumerate(self.rows), key=_turn_of)
        return tuple(tuple(row for _, row in run) for _, run in runs)

    def skips(self) -> Mapping[str, str]:
        """Return the turns that go on elsewhere than to the one below, by their first rows."""
        below = dict(pairwise(turn[0].key for turn in self.turns()))
        firsts = (turn[0] for turn in self.turns())
        return {
            row.key: row.goes_to
            for row in firsts
            if row.goes_to and row.goes_to != below.get(row.key)
        }

    def groups(self) -> Mapping[str, tuple[StepRow, ...]]:
        """Return the rows of each parallel group by its name."""
        names = dict.fromkeys(row.group for row in self.rows if row.group)
        return {name: tuple(row for row in self.rows if row.group == name) for name in names}

    def total(self) -> Limit | None:
        """Return the time of the longest way, of branches the longest; None if no step has one.

        Hours and working days add up at eight hours a day, and then read in hours.

        :raises MixedUnitsError: when days of the calendar stand beside working time.
        """
        timed = [row.duration for row in self.rows if row.duration is not None]
        if not timed:
            return None
        units = {duration.unit for duration in timed}
        unit = timed[0].unit if len(units) == 1 else Unit.HOUR
        return total_of((_length_of(turn) for turn in self.longest_way(unit)), unit=unit)

    def longest_way(self, unit: Unit) -> tuple[tuple[StepRow, ...], ...]:
        """Return the turns on the way that takes longest; all of them where none is passed by.

        :raises MixedUnitsError: when a time cannot be told in the unit.
        """
        turns = self.turns()
        if not self.skips():
            return turns
        following = self.following()
        place = {turn[0].key: number for number, turn in enumerate(turns)}
        ways: dict[int, tuple[Decimal, tuple[int, ...]]] = {}
        for number, turn in reversed(list(enumerate(turns))):
            ahead = following[turn[0].key]
            after = [ways[place[key]] for key in ahead if place.get(key, -1) in ways]
            after += [_END] if "" in ahead else []
            if after:  # what only goes back is work done again, as after a return
                length = total_of((_length_of(turn),), unit=unit).value
                longest = max(after)
                ways[number] = (length + longest[0], (number, *longest[1]))
        return tuple(turns[number] for number in ways[0][1]) if 0 in ways else turns

    def following(self) -> dict[str, set[str]]:
        """Return what may follow each turn without a return, by first rows; empty is the end."""
        turns, skips = self.turns(), self.skips()
        below = dict(pairwise(turn[0].key for turn in turns))
        return {
            turn[0].key: {
                skips.get(turn[0].key, below.get(turn[0].key, "")),
                *(choice.to_key for row in turn for choice in row.choices),
            }
            for turn in turns
        }


_END: tuple[Decimal, tuple[int, ...]] = (Decimal(0), ())


def branches(turn: tuple[StepRow, ...]) -> tuple[tuple[StepRow, ...], ...]:
    """Return the branches of a turn in the order in which they begin."""
    names = dict.fromkeys(row.branch for row in turn)
    return tuple(tuple(row for row in turn if row.branch == name) for name in names)


def _length_of(turn: tuple[StepRow, ...]) -> Parallel:
    return Parallel(
        tuple(
            tuple(row.duration for row in branch if row.duration is not None)
            for branch in branches(turn)
        )
    )


def _turn_of(numbered: tuple[int, StepRow]) -> str | int:
    place, row = numbered
    return row.group or place
