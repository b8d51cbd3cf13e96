"""What modules above say of a revision, asked of them when it is approved.

Procedures tell their steps, clauses which of them the revision cites; documents know neither.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from nep.foundation.ui import Text

Tell = Callable[[int], Iterable[str]]
"""What is said of a revision, by its key: some texts, or nothing."""


@dataclass(frozen=True, slots=True)
class Teller:
    """One part of what is said: its key where it is stored, its heading, who says it."""

    key: str
    label: Text
    tell: Tell


_tellers: dict[str, Teller] = {}
_clauses: list[Tell] = []


def tell_more(key: str, label: Text, tell: Tell) -> None:
    """Let this text be found with a revision; done once, when the application starts."""
    _tellers[key] = Teller(key, label, tell)


def tell_clauses(tell: Tell) -> None:
    """Let a revision be found by these numbers of clauses; done once, at the start."""
    _clauses.append(tell)


def more_about(revision_id: int) -> dict[str, str]:
    """Return what is said of a revision, by key, without the silent."""
    told = {key: "\n".join(teller.tell(revision_id)) for key, teller in _tellers.items()}
    return {key: text for key, text in told.items() if text}


def clauses_of(revision_id: int) -> list[str]:
    """Return the numbers of the clauses that a revision cites."""
    return [number for tell in _clauses for number in tell(revision_id)]


def label_of(key: str) -> Text:
    """Return the heading of what is stored under a key; nothing where nobody tells it now."""
    teller = _tellers.get(key)
    return teller.label if teller else ""
