"""What changed in two lines, as it stands inside the task of whoever works by a text.

Modules above that keep a part of a revision (the steps of a procedure) register how they tell
what changed in it; the text tells of itself.
"""

from collections.abc import Callable, Iterable

LINES = 2
LONGEST_LINE = 120
LONGEST_CHANGE_LINES = LINES * (LONGEST_LINE + 1)

Teller = Callable[[int, int], Iterable[str]]
"""Given the keys of the revision before and of this one: short lines, the weightiest first."""

_tellers: list[Teller] = []


def tell_changes(teller: Teller) -> None:
    """Let a module tell what changed in its part; done once, when the application starts."""
    _tellers.append(teller)


def told_by_others(before: int, after: int) -> list[str]:
    """Return what the modules above tell, in the order in which they registered."""
    return [line for teller in _tellers for line in teller(before, after)]


def two_lines(told: Iterable[str]) -> str:
    """Return the first two lines that say something, each cut to its length; one line each."""
    lines = [" ".join(line.split()) for line in told]
    return "\n".join(_cut(line) for line in [line for line in lines if line][:LINES])


def _cut(line: str) -> str:
    if len(line) <= LONGEST_LINE:
        return line
    return line[: LONGEST_LINE - 1].rsplit(" ", 1)[0] + "…"
