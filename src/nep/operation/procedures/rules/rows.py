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
    TO = "to"


@dataclass(frozen=True, slots=True)
class RowAct:
    """One button pressed: `add-2` puts a row below the third, `to-2-0` drags it to the top."""

    move: Move
    place: int
    target: int = 0

    @classmethod
    def named(cls, name: str) -> Self | None:
        """Return the act that a button names; None for buttons that leave the rows alone."""
        move, *places = name.split("-")
        if move not in set(Move) or len(places) != (2 if move == Move.TO else 1):
            return None
        if not all(place.isascii() and place.isdigit() and len(place) < 5 for place in places):  # noqa: PLR2004 - digits
            return None
        return cls(Move(move), *(int(place) for place in places))

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
                landing = {Move.UP: here - 1, Move.DOWN: here + 1}.get(self.move, self.target)
                changed.insert(max(landing, 0), row)
        return tuple(changed)
