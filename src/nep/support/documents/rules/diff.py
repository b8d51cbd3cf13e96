"""The difference between two texts, section by section and word by word."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import zip_longest

from nep.support.documents.rules.text import Section, Text

WORD = re.compile(r"\s+|\S+")
TOO_LONG_FOR_WORDS = 1_000  # beyond these, a passage is shown as taken out and put in whole
TOO_LONG_FOR_LINES = 5_000
TOO_MANY_TO_PAIR = 10_000  # pairs of paragraphs; beyond these they are taken in their order
ALIKE = 0.3  # of the words of two paragraphs, the share in both from which they are the same one
PARAGRAPHS_AROUND = 1  # of those that did not change, beside one that did


class Change(StrEnum):
    """What became of a piece of text."""

    KEPT = "kept"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words and what became of them."""

    change: Change
    words: str


@dataclass(frozen=True, slots=True)
class SectionDifference:
    """One section: its pieces in reading order."""

    section: Section
    pieces: tuple[Piece, ...]

    @property
    def changed(self) -> bool:
        """Whether anything in the section is not as it was."""
        return any(piece.change is not Change.KEPT for piece in self.pieces)


def compare(before: Text, after: Text) -> tuple[SectionDifference, ...]:
    """Return what became of each section."""
    return tuple(
        SectionDifference(section, pieces_between(before.of(section), after.of(section)))
        for section in Section
    )


@dataclass(frozen=True, slots=True)
class Row:
    """One paragraph as it was beside the same as it is; either side may have none.

    A row that stands for paragraphs left out because nothing changed says how many.
    """

    before: tuple[Piece, ...] = ()
    after: tuple[Piece, ...] = ()
    left_out: int = 0

    @property
    def kept(self) -> bool:
        """Whether nothing in it changed."""
        return all(piece.change is Change.KEPT for piece in (*self.before, *self.after))


def rows_between(before: str, after: str) -> tuple[Row, ...]:
    """Return two texts paragraph beside paragraph, with what changed in each by words.

    Far from any change, paragraphs are left out and counted.
    """
    old, new = before.splitlines(), after.splitlines()
    if max(len(old), len(new)) > TOO_LONG_FOR_LINES:
        return (Row((Piece(Change.REMOVED, before),), (Piece(Change.ADDED, after),)),)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    rows: list[Row] = []
    for tag, start, end, new_start, new_end in matcher.get_opcodes():
        if tag == "equal":
            rows.extend(_same(line) for line in old[start:end])
        else:
            pairs = paired(old[start:end], new[new_start:new_end])
            rows.extend(_row(was, is_now) for was, is_now in pairs)
    return tuple(_near_changes(rows))


def paired(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str | None, str | None]]:
    """Pair paragraphs that are likest, in their order; one that is like none stands alone."""
    if len(old) * len(new) > TOO_MANY_TO_PAIR:
        yield from zip_longest(old, new)
        return
    likest = _likest(old, new)
    i = j = 0
    while i < len(old) or j < len(new):
        if i < len(old) and j < len(new) and likest[i][j][1]:
            yield old[i], new[j]
            i, j = i + 1, j + 1
        elif j >= len(new) or (i < len(old) and likest[i + 1][j][0] >= likest[i][j + 1][0]):
            yield old[i], None
            i += 1
        else:
            yield None, new[j]
            j += 1


def _likest(old: Sequence[str], new: Sequence[str]) -> list[list[tuple[float, bool]]]:
    """Return, from every pair of places on, the most likeness there is, and whether they pair."""
    words = [[frozenset(line.split()) for line in lines] for lines in (old, new)]
    table = [[(0.0, False)] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i in reversed(range(len(old))):
        for j in reversed(range(len(new))):
            alike = _likeness(words[0][i], words[1][j])
            apart = max(table[i + 1][j][0], table[i][j + 1][0])
            together = table[i + 1][j + 1][0] + alike
            pairs = alike >= ALIKE and together >= apart
            table[i][j] = (together if pairs else apart, pairs)
    return table


def _likeness(old: frozenset[str], new: frozenset[str]) -> float:
    return len(old & new) / max(len(old | new), 1)


def _same(line: str) -> Row:
    return Row((Piece(Change.KEPT, line),), (Piece(Change.KEPT, line),))


def _row(was: str | None, is_now: str | None) -> Row:
    if was is None or is_now is None:
        gone = (Piece(Change.REMOVED, was),) if was else ()
        return Row(gone, (Piece(Change.ADDED, is_now),) if is_now else ())
    pieces = pieces_between(was, is_now)
    return Row(
        tuple(piece for piece in pieces if piece.change is not Change.ADDED),
        tuple(piece for piece in pieces if piece.change is not Change.REMOVED),
    )


def _near_changes(rows: Sequence[Row]) -> Iterator[Row]:
    changed = [place for place, row in enumerate(rows) if not row.kept]
    left_out = 0
    for place, row in enumerate(rows):
        if any(abs(place - change) <= PARAGRAPHS_AROUND for change in _around(changed, place)):
            if left_out:
                yield Row(left_out=left_out)
                left_out = 0
            yield row
        else:
            left_out += 1
    if left_out:
        yield Row(left_out=left_out)


def _around(changed: Sequence[int], place: int) -> Sequence[int]:
    """Return the changes next to a place, on either side."""
    at = bisect_left(changed, place)
    return changed[max(at - 1, 0) : at + 1]


def pieces_between(before: str, after: str) -> tuple[Piece, ...]:
    """Return the pieces that tell one text from another.

    Kept and removed pieces joined are the text before; kept and added ones the text after.
    """
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    if max(len(old), len(new)) > TOO_LONG_FOR_LINES:
        return tuple(_replaced(before, after))
    pieces: list[Piece] = []
    for same, removed, added in _runs(old, new):
        if same:
            pieces.append(Piece(Change.KEPT, removed))
        else:
            pieces.extend(_by_words(removed, added))
    return tuple(_joined(pieces))


def _by_words(removed: str, added: str) -> Iterator[Piece]:
    old, new = WORD.findall(removed), WORD.findall(added)
    if max(len(old), len(new)) > TOO_LONG_FOR_WORDS:
        yield from _replaced(removed, added)
        return
    gone = come = space = ""
    for same, before, after in _runs(old, new):
        if not same:  # a space between two changed words belongs to the change
            gone, come, space = gone + space + before, come + space + after, ""
        elif before.isspace() and (gone or come):
            space = before
        else:
            yield from _replaced(gone, come)
            yield Piece(Change.KEPT, before)
            gone = come = ""
    yield from _replaced(gone, come)
    if space:
        yield Piece(Change.KEPT, space)


def _runs(old: list[str], new: list[str]) -> Iterator[tuple[bool, str, str]]:
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for tag, start, end, new_start, new_end in matcher.get_opcodes():
        yield tag == "equal", "".join(old[start:end]), "".join(new[new_start:new_end])


def _replaced(removed: str, added: str) -> Iterator[Piece]:
    if removed:
        yield Piece(Change.REMOVED, removed)
    if added:
        yield Piece(Change.ADDED, added)


def _joined(pieces: list[Piece]) -> Iterator[Piece]:
    waiting: Piece | None = None
    for piece in pieces:
        if waiting is None:
            waiting = piece
        elif waiting.change is piece.change:
            waiting = Piece(piece.change, waiting.words + piece.words)
        else:
            yield waiting
            waiting = piece
    if waiting is not None:
        yield waiting
