"""The step table as a graph of events, tasks and gateways: what the diagram is drawn from.

Ids of nodes come from the keys of steps alone, so that every node can be traced back to its
row and one table always gives one diagram.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise

from nep.operation.procedures.rules.steps import (
    ON,
    StepRow,
    StepTable,
    branches,
    choosing,
    returning_to,
)


class Kind(StrEnum):
    """What stands at a node; the value begins its id."""

    START = "start"
    END = "end"
    STEP = "step"
    CHOOSE = "choose"
    MERGE = "merge"
    SPLIT = "split"
    JOIN = "join"


@dataclass(frozen=True, slots=True)
class Node:
    """One shape: lane and slot say how high it stands, the column how far along."""

    kind: Kind
    key: str
    lane: int
    column: int = 0
    slot: int = 0
    name: str = ""
    documentation: str = ""

    @property
    def id(self) -> str:
        return node_id(self.kind, self.key)


@dataclass(frozen=True, slots=True)
class Flow:
    """One arrow; `way` is set where a gateway must choose, `skips` where rows are passed by."""

    source: str
    target: str
    way: str = ""
    name: str = ""
    skips: bool = False

    @property
    def id(self) -> str:
        return f"flow_{self.source}_{self.target}"


@dataclass(frozen=True, slots=True)
class Graph:
    """Names of lanes from top to bottom, nodes from left to right, the arrows between them."""

    lanes: tuple[str, ...]
    nodes: tuple[Node, ...]
    flows: tuple[Flow, ...]


def node_id(kind: Kind, key: str) -> str:
    """Return the id of a node, the same in every diagram of a table."""
    return f"{kind}_{key}" if key else str(kind)


def graph_of(table: StepTable, agency_names: Mapping[str, str]) -> Graph:
    """Turn a table whose shape holds into the graph of its diagram."""
    lanes = list(dict.fromkeys(lane_name(row, agency_names) for row in table.rows))
    lane_of = {row.key: lanes.index(lane_name(row, agency_names)) for row in table.rows}
    nodes = _numbered(_blocks(table, lane_of))
    return Graph(tuple(lanes), tuple(nodes), tuple(_flows(table)))


def lane_name(row: StepRow, agency_names: Mapping[str, str]) -> str:
    """Say who stands in a row's lane: the responsible, their unit, the other agency."""
    parts = [row.responsible]
    if row.unit.casefold() not in row.responsible.casefold():
        parts.append(row.unit)
    if row.agency:
        parts.append(agency_names.get(row.agency, row.agency))
    return ", ".join(part for part in parts if part)


def _numbered(blocks: Iterable[list[Node]]) -> Iterator[Node]:
    """Number the columns from left to right; only the steps of a group fill several at once."""
    begun = 0
    for block in blocks:
        for node in block:
            yield replace(node, column=begun + node.column)
        begun += 1 + max(node.column for node in block)


def _blocks(table: StepTable, lane_of: Mapping[str, int]) -> Iterator[list[Node]]:
    """Yield what follows one another, each with its own columns counted from nought."""
    merging = _merging(table)
    turns = table.turns()
    yield [Node(Kind.START, "", lane_of[table.first.key])]
    for number, turn in enumerate(turns):
        if len(turn) > 1:
            before, after = turns[number - 1][-1].key, turns[number + 1][0].key
            yield [Node(Kind.SPLIT, turn[0].key, lane_of[before])]
            yield list(_side_by_side(turn, lane_of))
            yield [Node(Kind.JOIN, turn[0].key, lane_of[after])]
        else:
            yield from _alone(turn[0], lane_of, merges=turn[0].key in merging)
    yield [Node(Kind.END, "", lane_of[table.last.key])]


def _alone(row: StepRow, lane_of: Mapping[str, int], *, merges: bool) -> Iterator[list[Node]]:
    lane = lane_of[row.key]
    if merges:
        yield [Node(Kind.MERGE, row.key, lane)]
    yield [_step(row, lane)]
    if len(row.ways) > 1:
        yield [Node(Kind.CHOOSE, row.key, lane)]


def _side_by_side(turn: tuple[StepRow, ...], lane_of: Mapping[str, int]) -> Iterator[Node]:
    """Yield the steps of a group in the order of the table; a branch keeps its height in a lane."""
    taken: Counter[int] = Counter()
    places: dict[str, tuple[int, int]] = {}
    for branch in branches(turn):
        for column, row in enumerate(branch):
            places[row.key] = column, taken[lane_of[row.key]]
        taken.update({lane_of[row.key] for row in branch})
    for row in turn:
        column, slot = places[row.key]
        yield replace(_step(row, lane_of[row.key]), column=column, slot=slot)


def _step(row: StepRow, lane: int) -> Node:
    name = f"{row.key}. {row.name}"
    return Node(Kind.STEP, row.key, lane, name=name, documentation=row.result)


def _flows(table: StepTable) -> Iterator[Flow]:
    """Yield the arrows in the order of the table: into a turn, through it, and its other ways."""
    merging = _merging(table)
    turns, skips = table.turns(), table.skips()
    yield Flow(Kind.START, _entry(turns[0], merging))
    for turn in turns:
        yield from _within(turn, merging)
    for turn, following in pairwise(turns):
        if turn[0].key not in skips:
            yield Flow(_exit(turn), _entry(following, merging), way=_way_on(turn))
    if turns[-1][0].key not in skips:
        yield Flow(_exit(turns[-1]), Kind.END, way=_way_on(turns[-1]))
    for turn in turns:
        if turn[0].key in skips:
            target = node_id(Kind.MERGE, skips[turn[0].key])
            yield Flow(_exit(turn), target, way=_way_on(turn), skips=True)
    for row in table.rows:
        yield from _other_ways(row)


def _within(turn: tuple[StepRow, ...], merging: frozenset[str]) -> Iterator[Flow]:
    first = turn[0]
    step = node_id(Kind.STEP, first.key)
    if len(turn) > 1:
        for branch in branches(turn):
            yield from _along(branch, first.key)
        return
    if first.key in merging:
        yield Flow(node_id(Kind.MERGE, first.key), step)
    if len(first.ways) > 1:
        yield Flow(step, node_id(Kind.CHOOSE, first.key))


def _along(branch: tuple[StepRow, ...], key: str) -> Iterator[Flow]:
    steps = [node_id(Kind.STEP, row.key) for row in branch]
    for source, target in pairwise([node_id(Kind.SPLIT, key), *steps, node_id(Kind.JOIN, key)]):
        yield Flow(source, target)


def _other_ways(row: StepRow) -> Iterator[Flow]:
    gateway = node_id(Kind.CHOOSE, row.key)
    for key in row.returns_to:
        # An arrow, not a word: the diagram is one file for readers of both languages.
        target = node_id(Kind.MERGE, key)
        yield Flow(gateway, target, returning_to(key), name=f"← {key}", skips=True)
    for choice in row.choices:
        target = node_id(Kind.MERGE, choice.to_key)
        yield Flow(gateway, target, choosing(choice.to_key), name=choice.label, skips=True)


def _merging(table: StepTable) -> frozenset[str]:
    """Return the keys of steps that are reached by more than the arrow from the row above."""
    back = {key for row in table.rows for key in row.returns_to}
    ahead = {choice.to_key for row in table.rows for choice in row.choices}
    return frozenset(back | ahead | set(table.skips().values()))


def _entry(turn: tuple[StepRow, ...], merging: frozenset[str]) -> str:
    key = turn[0].key
    if len(turn) > 1:
        return node_id(Kind.SPLIT, key)
    return node_id(Kind.MERGE if key in merging else Kind.STEP, key)


def _exit(turn: tuple[StepRow, ...]) -> str:
    key = turn[0].key
    if len(turn) > 1:
        return node_id(Kind.JOIN, key)
    return node_id(Kind.CHOOSE if len(turn[0].ways) > 1 else Kind.STEP, key)


def _way_on(turn: tuple[StepRow, ...]) -> str:
    return ON if len(turn) == 1 and len(turn[0].ways) > 1 else ""
