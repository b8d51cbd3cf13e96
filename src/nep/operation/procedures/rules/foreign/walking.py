"""Where work can go after each task: gateways, subprocesses and ends become ways between tasks."""

from dataclasses import dataclass

from nep.operation.procedures.rules.foreign.source import Node, Source
from nep.operation.procedures.rules.foreign.ways import BEGIN, END, Block, Stuck, Way
from nep.operation.procedures.rules.foreign.words import Named, Refusal, Why


@dataclass(frozen=True, slots=True)
class _Reach:
    """A node reached on a way, with the words read so far."""

    node: Node
    label: str = ""
    is_default: bool = False


def blocks_of(source: Source) -> dict[str, Block]:
    """Return the blocks of a process by id, the beginning first.

    :raises Stuck: naming everything that is in the way.
    """
    return _Walk(source).all()


class _Walk:
    """One pass from the beginning through everything that can be reached."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._refusals: list[Refusal] = []

    def all(self) -> dict[str, Block]:
        blocks = {BEGIN: Block(BEGIN, (), self._first_ways())}
        waiting = [way.target for way in blocks[BEGIN].ways]
        while waiting:
            key = waiting.pop(0)
            if key == END or key in blocks:
                continue
            blocks[key] = self._block(self._source.nodes[key])
            waiting += [way.target for way in blocks[key].ways]
        self._check_reached(blocks)
        if self._refusals:
            raise Stuck(dict.fromkeys(self._refusals))
        return blocks

    def _first_ways(self) -> tuple[Way, ...]:
        beginnings = self._source.beginnings(END)
        started = all(node.kind == "startEvent" for node in beginnings)
        if not beginnings or (len(beginnings) > 1 and not started):
            raise Stuck([Refusal(self._source.named, Why.NO_BEGINNING)])
        if len(beginnings) == 1:
            return self._ways([_Reach(beginnings[0])], beginnings[0])
        return self._ways([_Reach(node, node.named.name) for node in beginnings], beginnings[0])

    def _block(self, node: Node) -> Block:
        if node.is_step:
            return Block(node.id, ((node,),), self._ways(self._leaving(node), node), node)
        return self._group(node)

    # --- ways through what is not a task

    def _ways(self, reached: list[_Reach], origin: Node | None) -> tuple[Way, ...]:
        """Follow what leads on until tasks, groups or the end are met; each target once."""
        ways: dict[str, Way] = {}
        seen: set[str] = set()
        before = len(self._refusals)
        waiting = list(reached)
        while waiting:
            reach = waiting.pop(0)
            target = self._target(reach.node)
            if target is not None:
                ways[target] = _joined(ways.get(target), Way(target, reach.label, reach.is_default))
            elif reach.node.id not in seen:
                seen.add(reach.node.id)
                waiting[:0] = self._through(reach)
        if reached and not ways and origin is not None and len(self._refusals) == before:
            self._refuse(origin, Why.NO_END)
        return tuple(ways.values())

    def _target(self, node: Node) -> str | None:
        """Return what a way has met; None for what it only passes through."""
        if node.is_step or (node.kind == "parallelGateway" and len(node.leaving) > 1):
            return node.id
        if node.kind == "endEvent" and node.scope == END:
            return END
        return None

    def _through(self, reach: _Reach) -> list[_Reach]:
        """Return what comes after something that is passed through."""
        node = reach.node
        if node.kind in {"subProcess", "callActivity"}:
            return self._inside(reach)
        if node.kind == "parallelGateway" and len(node.arriving) > 1:
            self._refuse(node, Why.JOIN_ALONE)
            return []
        if node.kind == "exclusiveGateway":
            return self._chosen(reach)
        return self._after(node, reach)

    def _inside(self, reach: _Reach) -> list[_Reach]:
        beginnings = self._source.beginnings(reach.node.id)
        if not any(self._within(step, reach.node) for step in self._source.steps()):
            self._refuse(reach.node, Why.EMPTY)
            return []
        if len(beginnings) != 1:
            self._refuse(reach.node, Why.NO_BEGINNING)
            return []
        return [_Reach(beginnings[0], reach.label, reach.is_default)]

    def _within(self, node: Node, scope: Node) -> bool:
        while node.scope != END:
            if node.scope == scope.id:
                return True
            node = self._source.nodes[node.scope]
        return False

    def _chosen(self, reach: _Reach) -> list[_Reach]:
        node = reach.node
        if len(node.leaving) < 2:  # noqa: PLR2004 - nothing to choose
            return self._after(node, reach)
        return [
            _Reach(
                self._source.nodes[arrow.target],
                _said(reach.label, f"{node.named.name} {arrow.name}".strip() if arrow.name else ""),
                is_default=arrow.id == node.default,
            )
            for arrow in node.leaving
        ]

    def _after(self, node: Node, reach: _Reach | None = None) -> list[_Reach]:
        """Return what comes after a node: by its arrows, or where its subprocess is left."""
        label, is_default = (reach.label, reach.is_default) if reach else ("", False)
        if node.kind == "endEvent" or not node.leaving:
            return self._left(node, label, is_default=is_default)
        if len(node.leaving) > 1:
            return self._leaving(node, label)
        return [_Reach(self._source.nodes[node.leaving[0].target], label, is_default)]

    def _left(self, node: Node, label: str, *, is_default: bool) -> list[_Reach]:
        if node.scope == END:
            return [_Reach(_THE_END, label, is_default)]
        outer = self._source.nodes[node.scope]
        return self._after(outer, _Reach(outer, label, is_default))

    def _leaving(self, node: Node, label: str = "") -> list[_Reach]:
        """Return the ways out of a task or subprocess that chooses by conditions on its arrows."""
        if len(node.leaving) < 2:  # noqa: PLR2004 - nothing to choose
            return self._after(node)
        usual = [arrow for arrow in node.leaving if arrow.id == node.default]
        if len(node.leaving) != 2 or len(usual) != 1:  # noqa: PLR2004 - this or else that
            self._refuse(node, Why.SEVERAL_CONDITIONS)
            return []
        return [
            _Reach(
                self._source.nodes[arrow.target],
                _said(label, arrow.name),
                is_default=arrow in usual,
            )
            for arrow in node.leaving
        ]

    # --- work side by side

    def _group(self, split: Node) -> Block:
        first = [self._source.nodes[arrow.target] for arrow in split.leaving]
        before = len(self._refusals)
        walked = [self._branch(node, split) for node in first]
        closings = {closing.id: closing for _steps, closing in walked if closing is not None}
        branches = tuple(tuple(steps) for steps, _closing in walked if steps)
        whole = len(closings) == 1 and all(closing is not None for _steps, closing in walked)
        closing = next(iter(closings.values()), None)
        if closing is None or not whole or not _closes(closing, len(walked)):
            if len(self._refusals) == before:
                self._refuse(split, Why.NEVER_JOINED)
            return Block(split.id, branches, (), split)
        if not any(branches):
            self._refuse(split, Why.EMPTY)
        return Block(split.id, branches, self._ways(self._beyond(closing), split), split)

    def _branch(self, node: Node, split: Node) -> tuple[list[Node], Node | None]:
        """Return the tasks of a branch, and the join or the subprocess in which it closes."""
        steps: list[Node] = []
        seen: set[str] = set()
        current: Node | None = node
        while current is not None and current.id not in seen:
            seen.add(current.id)
            if current.kind == "parallelGateway" and len(current.arriving) > 1:
                return steps, current
            if self._is_fork(current):
                return steps, None
            if current.is_step:
                steps.append(current)
            following = self._next_in_branch(current, split)
            if following is _THE_END or (following is not None and following.id == split.scope):
                return steps, following
            current = following
        if current is not None:
            self._refuse(split, Why.NEVER_JOINED)
        return steps, None

    def _is_fork(self, node: Node) -> bool:
        """Tell whether a node has no place in a branch, and say why."""
        why = None
        if node.kind == "exclusiveGateway" and max(len(node.leaving), len(node.arriving)) > 1:
            why = Why.CHOICE_BESIDE
        elif node.kind == "endEvent" and node.ends_all:
            why = Why.ENDS_ALL
        elif len(node.leaving) > 1:
            why = Why.NESTED
        elif len(node.arriving) > 1 and node.kind != "endEvent":
            why = Why.INTO_BRANCH
        if why:
            self._refuse(node, why)
        return why is not None

    def _next_in_branch(self, node: Node, split: Node) -> Node | None:
        """Return the node after another on a branch; a subprocess stands for being left."""
        if node.kind in {"subProcess", "callActivity"}:
            inside = self._inside(_Reach(node))
            return inside[0].node if inside else None
        while node.kind == "endEvent" or not node.leaving:
            if node.scope == END:
                return _THE_END
            node = self._source.nodes[node.scope]
            if node.id == split.scope:
                return node
        return self._source.nodes[node.leaving[0].target]

    def _beyond(self, closing: Node) -> list[_Reach]:
        if closing is _THE_END:
            return [_Reach(_THE_END)]
        return self._after(closing)

    # --- what is left

    def _check_reached(self, blocks: dict[str, Block]) -> None:
        if self._refusals:
            return
        reached = {s.id for block in blocks.values() for branch in block.branches for s in branch}
        for step in self._source.steps():
            if step.id not in reached:
                self._refuse(step, Why.UNREACHED)

    def _refuse(self, node: Node, why: Why) -> None:
        self._refusals.append(Refusal(node.named, why))


_THE_END = Node(END, Named("endEvent", END), scope=END)
"""Where the process is left, by whichever of its ends."""


def _closes(closing: Node, branches: int) -> bool:
    """Tell whether all branches, and no others, meet where they close."""
    return closing.kind != "parallelGateway" or len(closing.arriving) == branches


def _said(before: str, after: str) -> str:
    return " – ".join(words for words in (before, after) if words)


def _joined(one: Way | None, other: Way) -> Way:
    """Return one way for two that lead to the same."""
    if one is None:
        return other
    labels = dict.fromkeys(label for label in (one.label, other.label) if label)
    return Way(other.target, " / ".join(labels), one.is_default or other.is_default)
