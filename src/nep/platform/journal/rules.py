"""Acts: what can be recorded, each named once with the sentence that tells it."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class Act:
    """An act that the journal can record.

    `details` names every value its sentence may use besides `actor`. Declaring them keeps
    personal data out: a detail that is not declared is refused.
    """

    name: str
    sentence: str | Promise
    details: tuple[str, ...]

    def told(self, actor: str, details: Mapping[str, object]) -> str:
        """Return the sentence of one recorded act, in the reader's language."""
        return str(self.sentence) % {"actor": actor, **details}


_acts: dict[str, Act] = {}


def act(name: str, sentence: str | Promise, *details: str) -> Act:
    """Declare an act at import; each name once.

    :raises ValueError: when the name is taken.
    """
    if name in _acts:
        message = f"the act {name} is declared twice"
        raise ValueError(message)
    _acts[name] = Act(name, sentence, details)
    return _acts[name]


def act_named(name: str) -> Act:
    """Return a declared act.

    :raises KeyError: when no module declares it.
    """
    return _acts[name]


def declared_acts() -> tuple[Act, ...]:
    """Return every act, in the order of their names."""
    return tuple(_acts[name] for name in sorted(_acts))
