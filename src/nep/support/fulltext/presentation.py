"""How what was found is shown: the title, and the place of the text, with the words marked."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from nep.foundation.ui import Text
from nep.lib.vietnamese.snippets import Piece, Snippet, all_in, marked, snippet
from nep.support.documents.models import SECTION_NAMES, Revision
from nep.support.documents.rules.text import Section
from nep.support.fulltext.models import RevisionWords
from nep.support.fulltext.telling import label_of


@dataclass(frozen=True, slots=True)
class Result:
    """One revision that was found, and where in it the words stand."""

    revision: Revision
    title: SafeString
    part: Text
    snippet: Snippet

    @property
    def said(self) -> SafeString:
        """The place of the text as markup."""
        return marked_up(self.snippet.pieces)


def results_of(
    found: Sequence[tuple[Revision, RevisionWords]], words: Sequence[str]
) -> list[Result]:
    """Return what a page shows of the revisions; only these are read."""
    return [_result(revision, row, words) for revision, row in found]


def marked_up(pieces: Iterable[Piece]) -> SafeString:
    """Return pieces of text as markup, escaped; a template takes longer than the search."""
    told = (
        f"<mark>{escape(piece.text)}</mark>" if piece.found else escape(piece.text)
        for piece in pieces
    )
    return mark_safe("".join(told))  # noqa: S308 - every piece is escaped


def _result(revision: Revision, row: RevisionWords, words: Sequence[str]) -> Result:
    title = marked(revision.document.title, words)
    parts = _parts(revision, row)
    if all_in(title, words):
        parts = islice(parts, 1)  # the title says why it was found; the text, what it begins with
    part, best = _best_place(parts, words)
    return Result(revision, marked_up(title), _heading(part), best)


def _best_place(parts: Iterable[tuple[str, str]], words: Sequence[str]) -> tuple[str, Snippet]:
    part, best = "", Snippet((), -1)
    for key, text in parts:
        place = snippet(text, words)
        if place.words > best.words:
            part, best = key, place
        if best.words == len(words):
            break
    return part, best


def _parts(revision: Revision, row: RevisionWords) -> Iterator[tuple[str, str]]:
    text = revision.text
    yield from ((section.value, said) for section in Section if (said := text.of(section)))
    yield from row.more.items()


def _heading(part: str) -> Text:
    """Return the heading of a section, or of what a module above told."""
    if part in set(Section):
        return f"{Section(part).place}. {SECTION_NAMES[Section(part)]}"
    return label_of(part)
