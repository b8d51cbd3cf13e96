"""Places in a revision to which a remark can be made: its sections, and what others add.

A place is named by a key that stays with the row (`content`, `step:B3`); the empty key is the
revision as a whole. Modules above register the places of their part.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

WHOLE = ""
LONGEST_KEY = 80
LONGEST_REMARK = 4_000


@dataclass(frozen=True, slots=True)
class Place:
    """One place: its key, its title, and what it says now."""

    key: str
    title: str
    said: str = ""


Places = Callable[[int], Iterable[Place]]
"""Given the key of a revision: its places in one module, in reading order."""

_others: list[Places] = []


def add_places(places: Places) -> None:
    """Let a module name the places of its part; done once, when the application starts."""
    _others.append(places)


def places_of_others(revision_id: int) -> list[Place]:
    """Return the places in what modules above keep of a revision."""
    return [place for places in _others for place in places(revision_id)]


@dataclass(frozen=True, slots=True)
class Placed:
    """A remark at the place that it concerns."""

    place: str
    said: str
