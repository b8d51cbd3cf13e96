"""Walks a table by reading it, with nothing of BPMN: what the engine is compared with."""

from collections import Counter
from dataclasses import dataclass, field

from nep.operation.procedures.engine import OpenStep, Position
from nep.operation.procedures.rules.steps import ON, Choice, StepTable, branches, choosing


@dataclass
class Walker:
    """Where a dossier stands, and the choices that led there."""

    table: StepTable
    open: dict[str, int] = field(default_factory=dict)
    times: Counter = field(default_factory=Counter)
    made: list[Choice] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.enter(0)

    def enter(self, turn: int) -> None:
        self.turn = turn
        turns = self.table.turns()
        for branch in branches(turns[turn]) if turn < len(turns) else ():
            self.open_step(branch[0].key)

    def open_step(self, key: str) -> None:
        self.times[key] += 1
        self.open[key] = self.times[key]

    def take(self, key: str, way: str) -> None:
        self.made.append(Choice(key, self.open.pop(key), way))
        turn = self.table.turns()[self.turn]
        row = self.table.row(key)
        branch = next(branch for branch in branches(turn) if row in branch)
        target = way.partition(":")[2]
        if row is not branch[-1]:
            self.open_step(branch[branch.index(row) + 1].key)
        elif target or not self.open:
            self.enter(self._place(target or turn[0].goes_to))

    def _place(self, key: str) -> int:
        firsts = [turn[0].key for turn in self.table.turns()]
        return firsts.index(key) if key else self.turn + 1

    def way_ahead(self, key: str) -> str:
        """Return a way that does not lead back."""
        row = self.table.row(key)
        leads_back = row.goes_to and self._place(row.goes_to) <= self.turn
        return choosing(row.choices[0].to_key) if leads_back and row.choices else ON

    def leads_to(self, key: str, way: str) -> str:
        """Return the name of what a single step leads to by a way; empty for a group or the end."""
        row = self.table.row(key)
        to = way.partition(":")[2] or row.goes_to
        place = self._place(to) if to or not row.group else len(self.table.turns())
        turns = self.table.turns()
        return turns[place][0].name if place < len(turns) and len(turns[place]) == 1 else ""

    def way_to(self, key: str, name: str) -> str:
        """Return the way from a step to the one of a name."""
        ways = self.table.row(key).ways
        return next(way for way in ways if self.leads_to(key, way) == name)

    @property
    def position(self) -> Position:
        here = [row for row in self.table.rows if row.key in self.open]
        steps = tuple(OpenStep(row.key, self.open[row.key], row.ways) for row in here)
        return Position(steps, finished=not steps)
