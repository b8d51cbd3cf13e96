"""Finding: every module answers for its own records what was typed into the one search box.

A module registers a function; the desk asks them all and draws the answers alike. What stands
on the page is data, not markup, so that one exact code can be opened at once (ADR 55).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.http import HttpRequest

from nep.foundation.ui import Text
from nep.lib.vietnamese.text import tidy

AT_ONCE = 8  # hits of one kind; what lies beyond is narrowed by more words
LONGEST = 200  # signs; no name, title or link to a dossier is longer


@dataclass(frozen=True, slots=True)
class Hit:
    """One record that was found; `exact` when what was typed is its code and nothing else."""

    title: str
    address: str
    about: str = ""
    note: Text = ""
    exact: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """What a module found of one kind, the best first."""

    label: Text
    hits: Sequence[Hit]


Find = Callable[[HttpRequest, str], Found]
_finders: list[tuple[int, Find]] = []


def answer_search(find: Find, *, order: int) -> None:
    """Let this function answer searches of the desk; done once, when the application starts."""
    _finders.append((order, find))
    _finders.sort(key=lambda finder: finder[0])


def found(request: HttpRequest, asked: str) -> list[Found]:
    """Return everything found, kinds with an exact code before the others."""
    if not any(sign.isalnum() for sign in asked):
        return []
    answers = [answer for _order, find in _finders if (answer := find(request, asked)).hits]
    return sorted(answers, key=lambda answer: not any(hit.exact for hit in answer.hits))


def only_exact(answers: Sequence[Found]) -> Hit | None:
    """Return the one hit whose code was typed, unless there are several."""
    exact = [hit for answer in answers for hit in answer.hits if hit.exact]
    return exact[0] if len(exact) == 1 else None


def as_typed(text: str) -> str:
    """Return what was typed as it is searched: composed, single spaces, nothing invisible."""
    return tidy("".join(sign for sign in text if sign.isprintable() or sign.isspace()))
