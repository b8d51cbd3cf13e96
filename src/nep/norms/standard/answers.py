"""What answers a clause: told by every module that keeps something which does.

The map of clauses asks them all; so records, indicators or audits stand beside the documents
that cite a clause without the map knowing them.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from nep.foundation.ui import Text


@dataclass(frozen=True, slots=True)
class Answer:
    """Something of an agency by which it answers clauses: its name, where it is, what it is."""

    clauses: tuple[str, ...]
    title: Text
    address: str = ""
    note: Text = ""


Tell = Callable[[int, datetime], Iterable[Answer]]
"""What answers clauses at an agency, by its key, at a moment."""

_tellers: list[Tell] = []


def answer_clauses(tell: Tell) -> None:
    """Let this function tell what answers clauses; done once, when the application starts."""
    _tellers.append(tell)


def answers_at(agency_id: int, *, at: datetime) -> list[Answer]:
    """Return what answers clauses at an agency, besides the documents that cite them."""
    return [answer for tell in _tellers for answer in tell(agency_id, at)]
