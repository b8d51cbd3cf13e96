"""What the code says in English, and what the catalogue makes of it in Vietnamese."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from babel.messages.pofile import read_po
from django.conf import settings
from django.utils import translation
from django.utils.functional import Promise


def english(said: str | Promise) -> str:
    """Return a message as the code says it."""
    with translation.override(None):
        return str(said)


def vietnamese(said: str | Promise) -> str:
    """Return a message in Vietnamese, read from the source of the catalogue."""
    return _catalogue().get(english(said), "")


def sentence_of(thing: object) -> str:
    """Return the first sentence of a docstring; empty when it has none."""
    written = (getattr(thing, "__doc__", None) or "").strip().split("\n\n")[0]
    return " ".join(written.split())


@cache
def _catalogue() -> Mapping[str, str]:
    path = Path(settings.LOCALE_PATHS[0], "vi", "LC_MESSAGES", "django.po")
    with path.open("rb") as opened:
        stored = read_po(opened, locale="vi")
    return {
        message.id: message.string
        for message in stored
        if isinstance(message.id, str) and isinstance(message.string, str) and not message.context
    }
