"""Acts: what can be recorded, each named once with the sentence that tells it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise

Names = Mapping[Any, str | Promise]


@dataclass(frozen=True, slots=True)
class Act:
    """An act that the journal can record.

    `details` names every value its sentence may use besides `actor`. Declaring them keeps
    personal data out: a detail that is not declared is refused. `names` says how the values
    of a detail that is a key are called in the reader's language.
    """

    name: str
    sentence: str | Promise
    details: tuple[str, ...]
    names: Mapping[str, Names] = field(default_factory=dict)

    def told(self, actor: str, details: Mapping[str, object]) -> str:
        """Return the sentence of one recorded act, in the reader's language."""
        called = {
            detail: self.names.get(detail, {}).get(value, value)
            for detail, value in details.items()
        }
        return str(self.sentence) % {"actor": actor, **called}


_acts: dict[str, Act] = {}


def act(
    name: str, sentence: str | Promise, *details: str, names: Mapping[str, Names] | None = None
) -> Act:
    """Declare an act at import; each name once.

    :raises ValueError: when the name is taken.
    """
    if name in _acts:
        message = f"the act {name} is declared twice"
        raise ValueError(message)
    _acts[name] = Act(name, sentence, details, names or {})
    return _acts[name]


def act_named(name: str) -> Act:
    """Return a declared act.

    :raises KeyError: when no module declares it.
    """
    return _acts[name]


def declared_acts() -> tuple[Act, ...]:
    """Return every act, in the order of their names."""
    return tuple(_acts[name] for name in sorted(_acts))
