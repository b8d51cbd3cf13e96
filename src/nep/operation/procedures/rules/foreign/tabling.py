"""From blocks and the ways between them to the rows of a step table, in an order people read.

Ways that would go round in a circle become returns, so that going on always comes to the end.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from string import ascii_uppercase

from django.utils.translation import gettext as _

from nep.agencies.rules import Role
from nep.operation.procedures.rules.carried import with_carried
from nep.operation.procedures.rules.foreign.roles import role_suggested
from nep.operation.procedures.rules.foreign.source import Node
from nep.operation.procedures.rules.foreign.ways import BEGIN, END, Block, Stuck, Way
from nep.operation.procedures.rules.foreign.words import Named, Refusal, Why
from nep.operation.procedures.rules.rows import MOST_ROWS
from nep.operation.procedures.rules.steps import Alternative, StepRow, StepTable

LONGEST_NAME = 2000
LONGEST_WHO = 200
_ADDED = {BEGIN: "Tiếp nhận hồ sơ", END: "Trả kết quả"}
_COUNTER = "Công chức Bộ phận Một cửa"


@dataclass(frozen=True, slots=True)
class Tabled:
    """The table that a process becomes, with what was changed on the way."""

    table: StepTable
    notes: tuple[str, ...]


def tabled(blocks: Mapping[str, Block], pool: Named) -> Tabled:
    """Return the table of a process.

    :raises Stuck: naming what a table cannot say.
    """
    if sum(len(list(_steps(block))) for block in blocks.values()) > MOST_ROWS:
        raise Stuck([Refusal(pool, Why.TOO_MANY)])
    kept = _without_needless_beginning(blocks)
    lost = [block for key, block in kept.items() if key not in _reaching_the_end(kept)]
    if lost:
        raise Stuck(Refusal(block.node.named if block.node else pool, Why.NO_END) for block in lost)
    walked = _Walked(kept)
    if not _ends_once(kept, walked):
        kept[END] = Block(END, (), ())
        walked = _Walked(kept)
    tabling = _Tabling(kept, walked, pool)
    return Tabled(tabling.table(), tuple(tabling.notes))


def _without_needless_beginning(blocks: Mapping[str, Block]) -> dict[str, Block]:
    """Return the blocks in order; the beginning is one only where somebody must choose there."""
    first = blocks[BEGIN].ways
    if len(first) != 1 or first[0].target == END or blocks[first[0].target].is_group:
        return dict(blocks)
    rest = {key: block for key, block in blocks.items() if key not in {BEGIN, first[0].target}}
    return {first[0].target: blocks[first[0].target], **rest}


def _reaching_the_end(blocks: Mapping[str, Block]) -> set[str]:
    reaching = {END}
    while True:
        more = {
            key
            for key, block in blocks.items()
            if key not in reaching and any(way.target in reaching for way in block.ways)
        }
        if not more:
            return reaching
        reaching |= more


class _Walked:
    """The blocks walked in depth: which ways lead on, which back, and the order of reading."""

    def __init__(self, blocks: Mapping[str, Block]) -> None:
        self._blocks = blocks
        self._open: list[str] = []
        self._left: list[str] = []
        self.on: dict[str, list[Way]] = {key: [] for key in blocks}
        self.back: dict[str, list[Way]] = {key: [] for key in blocks}
        self.staying: list[tuple[str, Way]] = []
        self._visit(next(iter(blocks)))
        last = [key for key in self._left if key == END or self._ends(key)]
        self.order = [key for key in reversed(self._left) if key not in last] + last[:1]

    def usual(self, key: str) -> Way | None:
        """Return the way that is simply going on; where all lead back, the first of those."""
        return self._usual(self.on[key] or self.back[key])

    def _usual(self, ways: Sequence[Way]) -> Way | None:
        """Prefer what opens side by side, then the default, then the first that is drawn."""
        into = [way for way in ways if way.target in self._blocks and self._is_group(way)]
        default = [way for way in ways if way.is_default]
        return next(iter([*into, *default, *ways]), None)

    def _is_group(self, way: Way) -> bool:
        return self._blocks[way.target].is_group

    def _ends(self, key: str) -> bool:
        """Tell whether a block is where everything ends, with nothing ahead of it."""
        return END not in self._blocks and [way.target for way in self.on[key]] == [END]

    def _visit(self, key: str) -> None:
        self._open.append(key)
        ways = self._blocks[key].ways
        usual = self._usual(ways)
        # What is walked last is read first: the usual way is walked last.
        for way in [*(way for way in reversed(ways) if way is not usual), usual]:
            if way is not None:
                self._follow(key, way)
        for found in (self.on[key], self.back[key]):
            found.sort(key=ways.index)
        self._open.remove(key)
        self._left.append(key)

    def _follow(self, key: str, way: Way) -> None:
        if way.target == key:
            self.staying.append((key, way))
        elif way.target in self._open:
            self.back[key].append(way)
        else:
            self.on[key].append(way)
            if way.target in self._blocks and way.target not in self._left:
                self._visit(way.target)


def _ends_once(blocks: Mapping[str, Block], walked: _Walked) -> bool:
    """Tell whether one task is the end of everything, so that it can stand in the last row."""
    enders = [key for key in blocks if any(way.target == END for way in walked.on[key])]
    return len(enders) == 1 and not blocks[enders[0]].is_group and len(walked.on[enders[0]]) == 1


class _Tabling:
    """One table in the making."""

    def __init__(self, blocks: Mapping[str, Block], walked: _Walked, pool: Named) -> None:
        self._blocks = blocks
        self._walked = walked
        self._pool = pool
        self._keys = _keys(blocks, walked.order)
        self._groups = [key for key in walked.order if blocks[key].is_group]
        self.notes: list[str] = []

    def table(self) -> StepTable:
        """Write the rows in the order of reading."""
        order = self._walked.order
        self._check_groups(order)
        for key, way in self._walked.staying:
            self._note_staying(key, way)
        below = dict(pairwise(order))
        rows = [row for key in order for row in self._rows(self._blocks[key], below.get(key))]
        return StepTable(tuple(replace(row, order=n) for n, row in enumerate(rows, start=1)))

    def _check_groups(self, order: list[str]) -> None:
        """Make sure that only the row above leads into work side by side, by going on."""
        above = dict(pairwise(order[::-1]))
        refusals = []
        for key in (key for key in order if self._blocks[key].is_group):
            into = [one for one in order for way in self._walked.on[one] if way.target == key]
            back = [one for one in order for way in self._walked.back[one] if way.target == key]
            usual = self._walked.usual(above[key])
            if len(self._blocks[key].ways) > 1:
                refusals.append(Refusal(self._named(key), Why.NOBODY_CHOOSES))
            if back:
                refusals.append(Refusal(self._named(key), Why.RETURN_TO_GROUP))
            if into != [above[key]] or usual is None or usual.target != key:
                refusals.append(Refusal(self._named(key), Why.ENTERED_TWICE))
        if refusals:
            raise Stuck(refusals)

    # --- rows

    def _rows(self, block: Block, below: str | None) -> Iterator[StepRow]:
        if not block.branches:
            yield self._with_ways(self._added(block), block, below)
            return
        groups = _group_names(block, self._groups)
        rows = [self._row(node, groups) for node in _steps(block)]
        # What comes after a group is said in its first row.
        place = 0 if block.is_group else -1
        rows[place] = self._with_ways(rows[place], block, below)
        yield from rows

    def _row(self, node: Node, groups: Mapping[str, str]) -> StepRow:
        who = (node.lane or self._pool.name)[:LONGEST_WHO]
        row = StepRow(
            key=self._keys[node.id],
            order=0,
            name=node.named.name[:LONGEST_NAME],
            role=role_suggested(who),
            responsible=who,
            parallel_group=groups.get(node.id, ""),
        )
        return with_carried(row, node.carried) if node.carried else row

    def _added(self, block: Block) -> StepRow:
        name = _ADDED[block.id]
        self.notes.append(
            _("“%(step)s” was added: the diagram begins in several ways.") % {"step": name}
            if block.id == BEGIN
            else _("“%(step)s” was added: there the several ends of the diagram meet.")
            % {"step": name}
        )
        return StepRow(
            key=self._keys[block.id],
            order=0,
            name=name,
            role=Role.ONE_STOP_OFFICER,
            responsible=_COUNTER,
        )

    def _with_ways(self, row: StepRow, block: Block, below: str | None) -> StepRow:
        usual = self._walked.usual(block.id)
        if usual and usual.label and len(block.ways) > 1:
            self.notes.append(
                _("“%(way)s” after “%(step)s” is simply going on.")
                % {"way": usual.label, "step": self._named(block.id).name}
            )
        self.notes += [
            _("“%(way)s” after “%(step)s” becomes a return, for which a reason is given.")
            % {"way": way.label, "step": self._named(block.id).name}
            for way in self._walked.back[block.id]
            if way.label and way is not usual
        ]
        onward = usual.target if usual and usual.target in self._blocks else below
        ahead = [way for way in self._walked.on[block.id] if way is not usual]
        back = [way for way in self._walked.back[block.id] if way is not usual]
        return replace(
            row,
            goes_to=self._keys[onward] if onward is not None and onward != below else "",
            returns_to=tuple(self._keys[way.target] for way in back),
            choices=tuple(Alternative(self._label(way), self._keys[way.target]) for way in ahead),
        )

    def _label(self, way: Way) -> str:
        name = self._named(way.target).name
        return (way.label or name or self._keys[way.target])[:LONGEST_WHO]

    def _named(self, key: str) -> Named:
        node = self._blocks[key].node
        return node.named if node else Named("task", "", _ADDED[key])

    def _note_staying(self, key: str, way: Way) -> None:
        self.notes.append(
            _("The way “%(way)s” from “%(step)s” to itself is left out: the step stays open.")
            % {"way": way.label, "step": self._named(key).name}
        )


def _steps(block: Block) -> Iterator[Node]:
    for branch in block.branches:
        yield from branch


def _keys(blocks: Mapping[str, Block], order: Iterable[str]) -> dict[str, str]:
    """Number the steps; a block is known by the key of its first."""
    keys: dict[str, str] = {}
    count = 0
    for key in order:
        for node_id in [node.id for node in _steps(blocks[key])] or [key]:
            count += 1
            keys[node_id] = f"B{count}"
            keys.setdefault(key, f"B{count}")
    return keys


def _group_names(block: Block, groups: Sequence[str]) -> dict[str, str]:
    """Return the group of each step, with its branch where a branch has several steps."""
    if not block.is_group:
        return {}
    number = groups.index(block.id)
    group = ascii_uppercase[number] if number < len(ascii_uppercase) else str(number)
    named = any(len(branch) > 1 for branch in block.branches)
    return {
        node.id: f"{group}.{number}" if named else group
        for number, branch in enumerate(block.branches, start=1)
        for node in branch
    }
