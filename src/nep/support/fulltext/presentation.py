"""How what was found is shown: the title, and the place of the text, with the words marked."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nep.foundation.ui import Text
from nep.lib.vietnamese.snippets import Piece, Snippet, marked, snippet
from nep.support.documents.models import Revision
from nep.support.documents.presentation import sections_of
from nep.support.fulltext.models import RevisionWords
from nep.support.fulltext.telling import label_of


@dataclass(frozen=True, slots=True)
class Result:
    """One revision that was found, and where in it the words stand."""

    revision: Revision
    title: tuple[Piece, ...]
    part: Text
    snippet: Snippet


def results_of(
    found: Sequence[tuple[Revision, RevisionWords]], words: Sequence[str]
) -> list[Result]:
    """Return what a page shows of the revisions; only these are read."""
    return [_result(revision, row, words) for revision, row in found]


def _result(revision: Revision, row: RevisionWords, words: Sequence[str]) -> Result:
    part, best = "", Snippet((), -1)
    for label, text in _parts(revision, row):
        place = snippet(text, words)
        if place.words > best.words:
            part, best = label, place
        if best.words == len(words):
            break
    return Result(revision, marked(revision.document.title, words), part, best)


def _parts(revision: Revision, row: RevisionWords) -> Iterator[tuple[Text, str]]:
    yield from ((shown.title, shown.said) for shown in sections_of(revision.text) if shown.said)
    yield from ((label_of(key), text) for key, text in row.more.items())
