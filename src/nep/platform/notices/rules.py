"""Kinds of notices, each declared once with its sentence; and when a letter is tried again."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from typing import Any

from django.utils.functional import Promise

from nep.foundation.ui import Tone

Names = Mapping[Any, str | Promise]


class Mailing(StrEnum):
    """When a person wants their notices by e-mail."""

    AT_ONCE = "at_once"
    DIGEST = "digest"
    NEVER = "never"


class LetterState(StrEnum):
    """What became of a letter."""

    WAITING = "waiting"
    SENT = "sent"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class NoticeKind:
    """A thing that people are told.

    `details` names every value its sentences may use: declaring them keeps personal data of
    applicants, and whatever people type, out of inboxes and letters. A kind with a sentence
    for `many` gathers: while its notice is unread, further ones of the same key make it grow
    instead of standing beside it. `names` says how a detail that is a key is called.
    """

    name: str
    sentence: str | Promise
    many: str | Promise
    details: tuple[str, ...]
    tone: Tone
    names: Mapping[str, Names] = field(default_factory=dict)

    @property
    def gathers(self) -> bool:
        """Whether several unread ones are told as one."""
        return bool(self.many)

    def told(self, details: Mapping[str, object], count: int) -> str:
        """Return the sentence, in the reader's language."""
        called = {
            detail: self.names.get(detail, {}).get(value, value)
            for detail, value in details.items()
        }
        sentence = self.many if count > 1 else self.sentence
        return str(sentence) % {"count": count, **called}


_kinds: dict[str, NoticeKind] = {}


def notice_kind(
    name: str,
    sentence: str | Promise,
    *details: str,
    many: str | Promise = "",
    tone: Tone = Tone.PLAIN,
    names: Mapping[str, Names] | None = None,
) -> NoticeKind:
    """Declare a kind at import; each name once.

    :raises ValueError: when the name is taken.
    """
    if name in _kinds:
        message = f"the kind of notice {name} is declared twice"
        raise ValueError(message)
    _kinds[name] = NoticeKind(name, sentence, many, details, tone, names or {})
    return _kinds[name]


def kind_named(name: str) -> NoticeKind:
    """Return a declared kind.

    :raises KeyError: when no module declares it.
    """
    return _kinds[name]


def declared_kinds() -> tuple[NoticeKind, ...]:
    """Return every kind, in the order of their names."""
    return tuple(_kinds[name] for name in sorted(_kinds))


LONGEST_WAIT = timedelta(hours=6)


def wait_after(tries: int) -> timedelta:
    """Return how long a letter waits after so many tries that were put off: 1, 2, 4 … minutes."""
    return min(timedelta(minutes=2 ** min(tries - 1, 20)), LONGEST_WAIT)
