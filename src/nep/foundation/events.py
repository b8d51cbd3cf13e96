"""Events: what happened, told to the modules above within the same transaction.

An event is a frozen dataclass in the past tense that carries keys and plain values. Its
handlers run in the order of registration, inside the transaction of the act, and may fail
it. Only the module that defines an event publishes it.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar


@dataclass(frozen=True, slots=True)
class Event:
    """Something that others may care about happened."""


_E = TypeVar("_E", bound=Event)
_handlers: dict[type[Event], list[Callable[[Any], None]]] = defaultdict(list)


def handles(kind: type[_E]) -> Callable[[Callable[[_E], None]], Callable[[_E], None]]:
    """Register the decorated function to be called with every event of this kind."""

    def register(handler: Callable[[_E], None]) -> Callable[[_E], None]:
        _handlers[kind].append(handler)
        return handler

    return register


def publish(event: Event) -> None:
    """Call every handler of the event's kind, here and now."""
    for handler in _handlers[type(event)]:
        handler(event)


@dataclass(frozen=True, slots=True)
class LanguageChosen(Event):
    """A signed-in person chose the language of the interface; it should greet them next time."""

    person_id: int
    language: str
