"""The difference between two texts, section by section and word by word."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from nep.support.documents.rules.text import Section, Text

WORD = re.compile(r"\s+|\S+")
TOO_LONG_FOR_WORDS = 1_000  # beyond these, a passage is shown as taken out and put in whole
TOO_LONG_FOR_LINES = 5_000


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
