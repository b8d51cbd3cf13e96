"""Our own layout: the table reads from left to right, one lane for each who is responsible.

Nothing ever lies on anything: each column holds one node (or one group, a node to a slot), each
lane keeps a band above its tasks for ways back and one below for ways ahead, and the gap before
every column is free for the arrow that changes lanes.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from nep.operation.procedures.rules.graph import Flow, Graph, Kind, Node
from nep.operation.procedures.rules.steps import is_return

_MARGIN = 40
_BAND = 30
"""Width of the strip at the left of the pool, and of each lane, that holds its name."""

_GAP = 60
_TRACK = 24
_PADDING = 20
_LETTER = 4
"""Height that one letter of a lane's upright name takes when it is broken into two lines."""

_EVENT = (36, 36)
_GATEWAY = (50, 50)
_TASK = (160, 84)
SIZES: Mapping[Kind, tuple[int, int]] = {
    Kind.START: _EVENT,
    Kind.END: _EVENT,
    Kind.STEP: _TASK,
    Kind.CHOOSE: _GATEWAY,
    Kind.MERGE: _GATEWAY,
    Kind.SPLIT: _GATEWAY,
    Kind.JOIN: _GATEWAY,
}
_LABEL = 15
_CHARACTER = 8
_SPACE = 8


@dataclass(frozen=True, slots=True)
class Point:
    """A corner of an arrow."""

    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Box:
    """The rectangle a shape or a label takes."""

    x: int
    y: int
    width: int
    height: int

    @property
    def right(self) -> int:
        return self.x + self.width

    @property
    def bottom(self) -> int:
        return self.y + self.height

    @property
    def middle(self) -> Point:
        return Point(self.x + self.width // 2, self.y + self.height // 2)


@dataclass(frozen=True, slots=True)
class Line:
    """An arrow with its corners, and where its name stands when it has one."""

    points: tuple[Point, ...]
    label: Box | None = None


@dataclass(frozen=True, slots=True)
class Layout:
    """Where everything stands: lanes in their order, shapes and arrows by id."""

    pool: Box
    lanes: tuple[Box, ...]
    shapes: Mapping[str, Box]
    lines: Mapping[str, Line]


def layout_of(graph: Graph) -> Layout:
    """Place a graph on paper."""
    tracks = _Tracks(graph)
    columns = _columns(graph)
    width = columns[-1].right + _GAP - _MARGIN
    lanes = _lanes(graph, tracks, width)
    shapes = {
        node.id: _shape(node, columns[node.column], lanes[node.lane], tracks)
        for node in graph.nodes
    }
    lines = {
        flow.id: _line(flow, shapes, lanes[tracks.lane_of[flow.source]], tracks)
        for flow in graph.flows
    }
    pool = Box(_MARGIN, _MARGIN, width, sum(lane.height for lane in lanes))
    return Layout(pool, lanes, shapes, lines)


class _Tracks:
    """The bands: each way back, and each way ahead, has a track of its own in its lane."""

    def __init__(self, graph: Graph) -> None:
        self.lane_of = {node.id: node.lane for node in graph.nodes}
        self.above: Counter[int] = Counter()
        self.below: Counter[int] = Counter()
        self.number: dict[str, int] = {}
        for flow in graph.flows:
            if not flow.skips:
                continue
            side = self.above if is_return(flow.way) else self.below
            lane = self.lane_of[flow.source]
            self.number[flow.id] = side[lane]
            side[lane] += 1


def _columns(graph: Graph) -> list[Box]:
    widths: dict[int, int] = {}
    for node in graph.nodes:
        widths[node.column] = SIZES[node.kind][0]
    columns: list[Box] = []
    x = _MARGIN + 2 * _BAND + _GAP // 2
    for column in range(len(widths)):
        columns.append(Box(x, 0, widths[column], 0))
        x += widths[column] + _GAP
    return columns


def _lanes(graph: Graph, tracks: _Tracks, width: int) -> tuple[Box, ...]:
    slots: Counter[int] = Counter()
    for node in graph.nodes:
        slots[node.lane] = max(slots[node.lane], node.slot + 1)
    lanes: list[Box] = []
    y = _MARGIN
    for number, name in enumerate(graph.lanes):
        bands = _TRACK * (tracks.above[number] + tracks.below[number])
        needed = bands + slots[number] * (_TASK[1] + _PADDING) + _PADDING
        height = max(needed, _LETTER * len(name) + _PADDING)
        lanes.append(Box(_MARGIN + _BAND, y, width - _BAND, height))
        y += height
    return tuple(lanes)


def _shape(node: Node, column: Box, lane: Box, tracks: _Tracks) -> Box:
    width, height = SIZES[node.kind]
    top = lane.y + _PADDING + _TRACK * tracks.above[node.lane]
    middle = top + node.slot * (_TASK[1] + _PADDING) + _TASK[1] // 2
    return Box(column.middle.x - width // 2, middle - height // 2, width, height)


def _line(flow: Flow, shapes: Mapping[str, Box], lane: Box, tracks: _Tracks) -> Line:
    source, target = shapes[flow.source], shapes[flow.target]
    if not flow.skips:
        return Line(_to_the_next_column(source, target))
    return _by_a_band(flow, source, target, _track(flow, lane, tracks))


def _track(flow: Flow, lane: Box, tracks: _Tracks) -> int:
    """Return the height of a flow's own track: the first lies at the edge of the lane."""
    offset = _PADDING // 2 + _TRACK * tracks.number[flow.id] + _TRACK // 2
    return lane.y + offset if is_return(flow.way) else lane.bottom - offset


def _by_a_band(flow: Flow, source: Box, target: Box, track: int) -> Line:
    start = Point(source.middle.x, source.y if track < source.y else source.bottom)
    end = Point(target.middle.x, target.y if track < target.y else target.bottom)
    length = abs(end.x - start.x) - 2 * _SPACE
    width = min(_CHARACTER * len(flow.name), length)
    left = start.x - _SPACE - width if end.x < start.x else start.x + _SPACE
    label = Box(left, track - _LABEL - 2, width, _LABEL)
    return Line((start, Point(start.x, track), Point(end.x, track), end), label)


def _to_the_next_column(source: Box, target: Box) -> tuple[Point, ...]:
    start = Point(source.right, source.middle.y)
    end = Point(target.x, target.middle.y)
    if start.y == end.y:
        return (start, end)
    # A shorter branch runs straight past the longer ones, and turns in the gap before the join.
    turn = end.x - _GAP // 2
    return (start, Point(turn, start.y), Point(turn, end.y), end)
