"""What a walk through a diagram yields: blocks and the ways between them, or where it is stuck."""

from collections.abc import Iterable
from dataclasses import dataclass

from nep.operation.procedures.rules.foreign.source import Node
from nep.operation.procedures.rules.foreign.words import Refusal

END = ""
"""What a way leads to when the work is done."""

BEGIN = "?"
"""The block before all others; no element has this id."""


@dataclass(frozen=True, slots=True)
class Way:
    """One way out of a block: the words on it, where it leads, whether it is the usual one."""

    target: str
    label: str = ""
    is_default: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """What is one turn of the table: a task, or branches of tasks side by side."""

    id: str
    branches: tuple[tuple[Node, ...], ...]
    ways: tuple[Way, ...]
    node: Node | None = None

    @property
    def is_group(self) -> bool:
        """Whether work goes on side by side in it."""
        return len(self.branches) > 1


class Stuck(Exception):  # noqa: N818 - what the work would be
    """The process cannot be told as a table; the refusals say where."""

    def __init__(self, refusals: Iterable[Refusal]) -> None:
        super().__init__()
        self.refusals = tuple(refusals)
