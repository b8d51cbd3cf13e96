"""Identifiers made from names, in letters, digits and hyphens, that keep different names apart."""

import re
from collections import Counter
from collections.abc import Collection
from typing import Final

from nep.lib.vietnamese.sorting import tone_of, without_tone
from nep.lib.vietnamese.text import nfc, without_marks

# The digits of the VNI way of typing, which any Vietnamese keyboard user can read.
LETTER_DIGITS: Final = str.maketrans(
    {"ă": "a8", "â": "a6", "đ": "d9", "ê": "e6", "ô": "o6", "ơ": "o7", "ư": "u7"}
)
TONE_DIGITS: Final = ("", "2", "3", "4", "1", "5")
PARTS: Final = re.compile(r"\d+|[^\W\d_]+")
OTHERS: Final = re.compile(r"[^a-z0-9]+")


class IndistinctNamesError(ValueError):
    """Two names differ in nothing that an identifier can carry."""


def slug(text: str) -> str:
    """Return the readable identifier of a text, which other texts may share: `xa-thanh-hai`."""
    return "-".join(_parts(without_marks(nfc(text).lower())))


def marked_slug(text: str) -> str:
    """Return the identifier that keeps the marks as digits: `xa4-thanh2-hai3`."""
    return "-".join(_parts_with_digits(text))


def distinct_slugs(names: Collection[str]) -> dict[str, str]:
    """Return an identifier for each name, readable where it can be and marked where names meet.

    :raises IndistinctNamesError: when two names differ only in case or punctuation.
    """
    shared = Counter(slug(name) for name in names)
    slugs = {name: slug(name) if shared[slug(name)] == 1 else marked_slug(name) for name in names}
    if len(set(slugs.values())) != len(names):
        raise IndistinctNamesError(sorted(names))
    return slugs


def _parts(text: str) -> list[str]:
    return [part for part in OTHERS.split(text) if part]


def _parts_with_digits(text: str) -> list[str]:
    return [
        kept
        for part in PARTS.findall(nfc(text).lower())
        if (kept := OTHERS.sub("", _with_digits(part)))
    ]


def _with_digits(part: str) -> str:
    letters = without_tone(part).translate(LETTER_DIGITS)
    return without_marks(letters) + TONE_DIGITS[tone_of(part)]
