"""Writing down the words of a revision."""

from datetime import datetime

from django.contrib.postgres.search import SearchVectorField
from django.db.models import Value
from django.db.models.functions import Cast

from nep.support.documents.models import Revision
from nep.support.documents.queries.revisions import revision_with_key
from nep.support.documents.rules.text import Section
from nep.support.fulltext.models import RevisionWords
from nep.support.fulltext.queries import revisions_without_words
from nep.support.fulltext.rules import (
    Weighed,
    mark_of_agency,
    mark_of_clause,
    mark_of_kind,
    vector,
    with_clauses_above,
)
from nep.support.fulltext.telling import clauses_of, more_about

AT_ONCE = 200


def write_words(revision_id: int) -> None:
    """Write down by which words an approved revision is found; what stands already, stays."""
    revision = revision_with_key(revision_id)
    more = more_about(revision_id)
    heading, words = vectors_of(revision, more, clauses_of(revision_id))
    RevisionWords.objects.get_or_create(
        revision=revision,
        defaults={"more": more, "heading": _vector(heading), "words": _vector(words)},
    )


def write_what_lacks(*, at: datetime) -> int:
    """Write the words of revisions approved before there was a search; return how many."""
    lacking = list(revisions_without_words(at=at).values_list("pk", flat=True)[:AT_ONCE])
    for revision_id in lacking:
        write_words(revision_id)
    return len(lacking)


def vectors_of(revision: Revision, more: dict[str, str], clauses: list[str]) -> tuple[str, str]:
    """Return the words of the heading, and all words, as the database reads them."""
    document = revision.document
    marks = [mark_of_agency(document.agency_id), mark_of_kind(document.kind)]
    marks += map(mark_of_clause, with_clauses_above(clauses))
    heading = Weighed(f"{document.code} {document.title}", "A")
    told = [Weighed(text, "C") for text in more.values()]
    said = [Weighed(revision.text.of(section), "D") for section in Section]
    return vector([heading], marks), vector([heading, *told, *said], marks)


def _vector(written: str) -> Cast:
    return Cast(Value(written), SearchVectorField())
