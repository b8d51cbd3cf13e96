"""A foreign process as plain values: its nodes and arrows, subprocesses opened up.

Calls of processes in the same file are opened like subprocesses; each call has nodes of its own.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from nep.operation.procedures.rules.foreign.words import Named

STEPS = frozenset({"task", "userTask", "manualTask"})
NESTING = frozenset({"subProcess", "callActivity"})
GLOBAL_STEPS = frozenset({"globalTask", "globalUserTask", "globalManualTask"})


@dataclass(frozen=True, slots=True)
class Arrow:
    """A sequence flow; its condition is never read, only that it has one."""

    id: str
    name: str
    source: str
    target: str
    has_condition: bool = False


@dataclass(slots=True)
class Node:
    """An element that work passes through; `scope` is the subprocess it stands in."""

    id: str
    named: Named
    scope: str
    lane: str = ""
    default: str = ""
    ends_all: bool = False
    carried: Mapping[str, str] = field(default_factory=dict)
    arriving: list[Arrow] = field(default_factory=list)
    leaving: list[Arrow] = field(default_factory=list)

    @property
    def kind(self) -> str:
        return self.named.kind

    @property
    def is_step(self) -> bool:
        return self.kind in STEPS


@dataclass(slots=True)
class Source:
    """Everything of one pool, opened up; the scope of its own is named by the empty text."""

    named: Named
    nodes: dict[str, Node] = field(default_factory=dict)

    def steps(self) -> list[Node]:
        """Return the tasks in the order of the file."""
        return [node for node in self.nodes.values() if node.is_step]

    def inside(self, scope: str) -> list[Node]:
        """Return what stands directly in a subprocess, or in the process itself."""
        return [node for node in self.nodes.values() if node.scope == scope]

    def beginnings(self, scope: str) -> list[Node]:
        """Return where work begins: the start events, or else what no arrow leads to."""
        inside = self.inside(scope)
        starts = [node for node in inside if node.kind == "startEvent"]
        return starts or [node for node in inside if not node.arriving]
