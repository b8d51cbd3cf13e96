"""The place of a text where the words that were searched for stand, as it was written."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from nep.lib.vietnamese.text import fold

LENGTH: Final = 220  # signs; two lines of a list
BEFORE: Final = 40
MOST_PLACES: Final = 400  # looked at in one text; the best is among the first
_WORD: Final = re.compile(r"[^\W_]+")
_LETTERS: Final = (*range(0x41, 0x250), *range(0x1E00, 0x1F00))
# Sign for sign, so that what is found in the folded text stands at the same place in the other.
_PLAIN: Final = {
    code: plain for code in _LETTERS if len(plain := fold(chr(code))) == 1 and plain != chr(code)
}


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text, and whether it is what was searched for."""

    text: str
    found: bool = False


@dataclass(frozen=True, slots=True)
class Snippet:
    """A stretch of text around the words, and how many different ones of them stand in it."""

    pieces: tuple[Piece, ...]
    words: int

    @property
    def text(self) -> str:
        """The stretch as plain text."""
        return "".join(piece.text for piece in self.pieces)


def words_in(text: str) -> list[str]:
    """Return the words of a text as they are searched: no marks, no case, letters and digits."""
    return _WORD.findall(fold(text))


def marked(text: str, words: Iterable[str]) -> tuple[Piece, ...]:
    """Return a whole text with the words, or words that begin with the last of them, marked."""
    wanted = list(words)
    ends = [*wanted[:-1], f"{wanted[-1]}[^\\W_]*"] if wanted else []
    return tuple(_pieces(text, _places(text.translate(_PLAIN), ends)))


def all_in(pieces: Iterable[Piece], words: Sequence[str]) -> bool:
    """Whether every word, or one that begins with the last of them, is among what was marked."""
    found = {word for piece in pieces if piece.found for word in words_in(piece.text)}
    begun = not words or any(word.startswith(words[-1]) for word in found)
    return begun and found.issuperset(words[:-1])


def snippet(text: str, words: Sequence[str]) -> Snippet:
    """Return the stretch of a composed text in which most of the words stand; else its beginning.

    The length of the text hardly matters, so a page of results costs a few milliseconds.
    """
    plain = text.translate(_PLAIN)
    places = list(islice(_places(plain, words), MOST_PLACES))
    first, count = _best(places, plain)
    begin = _word_begin(text, max(first - BEFORE, 0))
    end = _word_end(text, begin + LENGTH)
    inside = [(start - begin, stop - begin) for start, stop in places if begin <= start < end]
    stretch = text[begin:end]
    pieces = tuple(_pieces(stretch, [place for place in inside if place[1] <= len(stretch)]))
    before, after = "… " if begin else "", " …" if end < len(text) else ""
    pieces = (Piece(before), *pieces, Piece(after))
    return Snippet(tuple(piece for piece in pieces if piece.text), count)


def _places(plain: str, words: Iterable[str]) -> Iterator[tuple[int, int]]:
    either = "|".join(words)
    if not either:
        return
    pattern = re.compile(rf"(?<![^\W_])(?:{either})(?![^\W_])")
    for place in pattern.finditer(plain):
        yield place.span()


def _best(places: Sequence[tuple[int, int]], plain: str) -> tuple[int, int]:
    """Return where the stretch with most different words begins, and how many they are."""
    best, most, first = 0, 0, 0
    within: Counter[str] = Counter()
    for start, end in places:
        within[plain[start:end]] += 1
        while end > places[first][0] + LENGTH - BEFORE:
            left = plain[slice(*places[first])]
            within[left] -= 1
            if not within[left]:
                del within[left]
            first += 1
        if len(within) > most:
            best, most = places[first][0], len(within)
    return best, most


def _pieces(text: str, places: Iterable[tuple[int, int]]) -> Iterator[Piece]:
    told = 0
    for start, end in places:
        if start > told:
            yield Piece(text[told:start])
        yield Piece(text[start:end], found=True)
        told = end
    if told < len(text):
        yield Piece(text[told:])


def _word_begin(text: str, place: int) -> int:
    """Return the place after the next gap, where a word begins."""
    if place == 0:
        return 0
    gap = re.compile(r"\s+").search(text, place, place + BEFORE)
    return gap.end() if gap else place


def _word_end(text: str, place: int) -> int:
    """Return the place of the last gap before, where a word has ended."""
    if place >= len(text):
        return len(text)
    gap = max(text.rfind(" ", 0, place), text.rfind("\n", 0, place))
    return gap if gap > place - BEFORE else place
