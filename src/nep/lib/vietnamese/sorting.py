"""The order of Vietnamese dictionaries: a ă â b c d đ e ê …, syllable by syllable.

Within a syllable letters decide first and the tone last, in the order ngang, huyền, hỏi, ngã, sắc,
nặng. Numbers are ordered by value, so that "Tổ 2" stands before "Tổ 10".
"""

import re
import unicodedata
from typing import Final

from nep.lib.vietnamese.text import nfc

ALPHABET: Final = {
    letter: place for place, letter in enumerate("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz", start=1)
}
TONES: Final = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
TONE_MARKS: Final = re.compile(f"[{''.join(TONES)}]")
PARTS: Final = re.compile(r"\d+|[^\W\d_]+")

SortKey = tuple[tuple[int, int, tuple[int, ...], int], ...]


def sort_key(text: str) -> SortKey:
    """Return a key by which names sort as a Vietnamese reader expects; case is ignored."""
    return tuple(_key_of(part) for part in PARTS.findall(nfc(text).lower()))


def tone_of(syllable: str) -> int:
    """Return the place of the syllable's tone among the six, 0 being the level one."""
    marks = TONE_MARKS.findall(unicodedata.normalize("NFD", syllable))
    return TONES[marks[0]] if marks else 0


def without_tone(syllable: str) -> str:
    """Return the syllable with its letters (ă, â, đ, ê, ô, ơ, ư) and without its tone."""
    return nfc(TONE_MARKS.sub("", unicodedata.normalize("NFD", syllable)))


def _key_of(part: str) -> tuple[int, int, tuple[int, ...], int]:
    if part.isdecimal():
        return 0, int(part), (), 0
    letters = tuple(ALPHABET.get(letter, ord(letter)) for letter in without_tone(part))
    return 1, 0, letters, tone_of(part)
