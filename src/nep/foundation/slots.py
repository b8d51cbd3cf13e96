"""Slots: places on a page that modules above fill without the page knowing them.

A page renders `{% slot "documents.revision.aside" revision %}`; a module above registers a
template and a function that builds its context. The function gets the request and the
subject, and returns None where it has nothing to say.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

Build = Callable[[HttpRequest, Any], Mapping[str, Any] | None]


@dataclass(frozen=True, slots=True)
class Filling:
    """One template for one slot; lower order stands first."""

    order: int
    template: str
    build: Build


_fillings: dict[str, list[Filling]] = defaultdict(list)


def fill(slot: str, template: str, build: Build, *, order: int = 100) -> None:
    """Register a template for a slot; done once, when the application starts."""
    _fillings[slot].append(Filling(order, template, build))
    _fillings[slot].sort(key=lambda filling: filling.order)


def fillings(slot: str) -> tuple[Filling, ...]:
    """Return what fills the slot, in order."""
    return tuple(_fillings[slot])
