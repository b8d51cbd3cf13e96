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
from nep.support.fulltext.rules import BEGUN, Asked, mark_of_agency, query

MOST_BY_TITLE = 1000  # weighed against each other; more words narrow a search better than pages
MOST_BY_TEXT = 200  # likewise; each has to be read whole
SHORTER_FIRST = 2  # divide by the length: of two titles with the words, the one that is the words


class _Written(SearchQuery):
    """A query in the database's own notation, of words that are folded already."""

    template = "(%(expressions)s)::tsquery"


def found(actor: Actor, asked: Asked, *, at: datetime, most: int) -> list[int]:
    """Return the keys of at most so many revisions in force that the actor may read.

    First those whose code or title has all the words, then those where the last word is only
    begun, then those whose text has them; each is looked for only where the page has room.
    """
    looks = (_by_title, _by_title_begun, _by_text) if asked.words else (_listed,)
    keys: list[int] = []
    with planned_for_its_values():
        for look in looks:
            if len(keys) < most:
                keys += look(actor, asked, at=at)
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


def _listed(actor: Actor, asked: Asked, *, at: datetime) -> list[int]:
    marked = _readable(actor, at=at)
    if marks := _query(actor, asked):
        marked = marked.filter(heading=_Written(marks))
    some = RevisionWords.objects.filter(pk__in=marked.values("pk")[:MOST_BY_TITLE])
    place = ("revision__document__agency_id", "revision__document__code")
    return list(some.order_by(*place).values_list("pk", flat=True))


def _by_title(actor: Actor, asked: Asked, *, at: datetime) -> list[int]:
    whole = _Written(_query(actor, asked))
    return _best("heading", whole, _readable(actor, at=at), most=MOST_BY_TITLE)


def _by_title_begun(actor: Actor, asked: Asked, *, at: datetime) -> list[int]:
    others = _readable(actor, at=at).exclude(heading=_Written(_query(actor, asked)))
    begun = _Written(_query(actor, asked, ending=BEGUN))
    return _best("heading", begun, others, most=MOST_BY_TITLE)


def _by_text(actor: Actor, asked: Asked, *, at: datetime) -> list[int]:
    in_title = _Written(_query(actor, asked, ending=BEGUN))
    others = _readable(actor, at=at).exclude(heading=in_title)
    return _best("words", _Written(_query(actor, asked)), others, most=MOST_BY_TEXT)


def _best(column: str, wanted: _Written, among: QuerySet[RevisionWords], *, most: int) -> list[int]:
    some = among.filter(**{column: wanted}).values("pk")[:most]
    rank = SearchRank(F(column), wanted, normalization=Value(SHORTER_FIRST))
    best = RevisionWords.objects.filter(pk__in=some).order_by(rank.desc(), "pk")
    return list(best.values_list("pk", flat=True))


def _readable(actor: Actor, *, at: datetime) -> QuerySet[RevisionWords]:
    in_force = revisions_visible_to(actor) & revisions_in_force(at=at)
    return RevisionWords.objects.filter(revision__in=in_force.values("pk"))


def _query(actor: Actor, asked: Asked, *, ending: str = "") -> str:
    marks = list(asked.marks)
    if not actor.holds(Permission.READ_ALL_AGENCIES):
        # Who reads one agency finds nothing elsewhere; with its mark the index need not look.
        marks.append(mark_of_agency(actor.agency_id))
    return query(asked.words, marks, ending=ending)
