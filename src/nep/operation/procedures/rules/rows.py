"""Rows of a table that is typed without JavaScript: each button adds, removes or moves one."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Self, TypeVar

MOST_ROWS = 60
_Row = TypeVar("_Row")


class Move(StrEnum):
    """What the buttons beside a row do."""

    ADD = "add"
    REMOVE = "remove"
    UP = "up"
    DOWN = "down"


@dataclass(frozen=True, slots=True)
class RowAct:
    """One button pressed: `add-2` puts a row below the third."""

    move: Move
    place: int

    @classmethod
    def named(cls, name: str) -> Self | None:
        """Return the act that a button names; None for buttons that leave the rows alone."""
        move, _, place = name.partition("-")
        if move not in set(Move) or not (place.isascii() and place.isdigit()):
            return None
        return cls(Move(move), int(place))

    def done(self, rows: Sequence[_Row], new: _Row) -> tuple[_Row, ...]:
        """Return the rows after the act; as they were where it means nothing."""
        changed = list(rows)
        here = self.place
        if self.move is Move.ADD:
            if len(rows) < MOST_ROWS:
                changed.insert(here + 1, new)
        elif here < len(rows):
            row = changed.pop(here)
            if self.move is not Move.REMOVE:
                step = -1 if self.move is Move.UP else 1
                changed.insert(max(here + step, 0), row)
        return tuple(changed)
