"""Finding revisions in force by their words, the best first."""

from collections.abc import Sequence
from datetime import datetime

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db.models import Exists, F, OuterRef, QuerySet, Value

from nep.agencies.actors import Actor
from nep.agencies.rules import Permission
from nep.foundation.planning import planned_for_its_values
from nep.support.documents.models import Revision
from nep.support.documents.queries.revisions import revisions_applying_from, revisions_in_force
from nep.support.documents.queries.visible import revisions_visible_to
from nep.support.fulltext.models import RevisionWords
from nep.support.fulltext.rules import Asked, mark_of_agency, query

MOST_BY_TITLE = 1000  # weighed against each other; more words narrow a search better than pages
MOST_BY_TEXT = 200  # likewise; each has to be read whole
SHORTER_FIRST = 2  # divide by the length: of two titles with the words, the one that is the words


class _Written(SearchQuery):
    """A query in the database's own notation, of words that are folded already."""

    template = "(%(expressions)s)::tsquery"


def found(actor: Actor, asked: Asked, *, at: datetime, most: int) -> list[int]:
    """Return the keys of at most so many revisions in force that the actor may read.

    First those whose code or title has all the words, then those whose text has them.
    """
    with planned_for_its_values():
        keys = _by_title(actor, asked, at=at)
        if asked.words and len(keys) < most:
            keys += _by_text(actor, asked, at=at)
    return keys[:most]


def found_by_text(actor: Actor, asked: Asked, *, at: datetime, most: int) -> list[int]:
    """Return only revisions that have the words in their text, and not all in the title."""
    with planned_for_its_values():
        return _by_text(actor, asked, at=at)[:most] if asked.words else []


def revisions_found(keys: Sequence[int]) -> list[tuple[Revision, RevisionWords]]:
    """Return what was found, in the order of the keys, with the texts to show a part of."""
    rows = RevisionWords.objects.filter(pk__in=keys).defer("heading", "words")
    by_key = {row.pk: row for row in rows.select_related("revision__document__agency")}
    return [(by_key[key].revision, by_key[key]) for key in keys if key in by_key]


def revisions_without_words(*, at: datetime) -> QuerySet[Revision]:
    """Return the revisions in force, now or soon, whose words nobody has written down."""
    written = RevisionWords.objects.filter(pk=OuterRef("pk"))
    return revisions_applying_from(at).filter(~Exists(written)).order_by("pk")


def _by_title(actor: Actor, asked: Asked, *, at: datetime) -> list[int]:
    written = _query(actor, asked, last_begun=True)
    some = _readable(actor, at=at)
    if written:
        some = some.filter(heading=_Written(written))
    best = RevisionWords.objects.filter(pk__in=some.values("pk")[:MOST_BY_TITLE])
    if not asked.words:
        place = ("revision__document__agency_id", "revision__document__code")
        return list(best.order_by(*place).values_list("pk", flat=True))
    rank = SearchRank(F("heading"), _Written(written), normalization=Value(SHORTER_FIRST))
    return list(best.order_by(rank.desc(), "pk").values_list("pk", flat=True))


def _by_text(actor: Actor, asked: Asked, *, at: datetime) -> list[int]:
    wanted = _Written(_query(actor, asked, last_begun=False))
    in_title = _Written(_query(actor, asked, last_begun=True))
    some = _readable(actor, at=at).filter(words=wanted).exclude(heading=in_title)
    best = RevisionWords.objects.filter(pk__in=some.values("pk")[:MOST_BY_TEXT])
    rank = SearchRank(F("words"), wanted, normalization=Value(SHORTER_FIRST))
    return list(best.order_by(rank.desc(), "pk").values_list("pk", flat=True))


def _readable(actor: Actor, *, at: datetime) -> QuerySet[RevisionWords]:
    in_force = revisions_visible_to(actor) & revisions_in_force(at=at)
    return RevisionWords.objects.filter(revision__in=in_force.values("pk"))


def _query(actor: Actor, asked: Asked, *, last_begun: bool) -> str:
    marks = list(asked.marks)
    if not actor.holds(Permission.READ_ALL_AGENCIES):
        # Who reads one agency finds nothing elsewhere; with its mark the index need not look.
        marks.append(mark_of_agency(actor.agency_id))
    return query(asked.words, marks, last_begun=last_begun)
