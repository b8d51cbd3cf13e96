"""What an actor may read; absent and not-theirs look alike."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from nep.agencies.actors import Actor
from nep.agencies.rules import Permission
from nep.foundation.records import Shown
from nep.foundation.search import matching
from nep.support.documents.models import Document, Revision
from nep.support.documents.queries.revisions import (
    TEXT_COLUMNS,
    revision_with_key,
    revisions_in_force,
)
from nep.support.documents.rules.documents import DocumentKind
from nep.support.documents.rules.revisions import ONCE_APPROVED, Stage, Standing

PREPARING = (
    Permission.DRAFT_DOCUMENTS,
    Permission.REVIEW_DOCUMENTS,
    Permission.APPROVE_DOCUMENTS,
)
PEOPLE = ("drafted_by", "written_by", "reviewed_by", "approved_by", "withdrawn_by")


def documents_visible_to(actor: Actor) -> QuerySet[Document]:
    """Return the documents of which the actor may read a revision."""
    readable = revisions_visible_to(actor).filter(document=OuterRef("pk"))
    return Document.objects.filter(Exists(readable)).select_related("agency")


def document_visible_to(actor: Actor, *, agency_code: str, code: str) -> Document:
    """Return one document.

    :raises Document.DoesNotExist: alike for what is absent and what is not theirs.
    """
    return documents_visible_to(actor).get(agency__code=agency_code, code=code)


def revisions_visible_to(actor: Actor) -> QuerySet[Revision]:
    """Return the revisions that the actor may read.

    Whoever prepares documents sees all of their own agency; its other staff see what was
    approved; those who watch over the province see what was approved anywhere.
    """
    own = Q(document__agency_id=actor.agency_id)
    approved = Q(stage__in=ONCE_APPROVED)
    seen = Q(pk__in=[])
    if actor.holds(Permission.READ_ALL_AGENCIES):
        seen |= approved
    if actor.holds(Permission.READ_DOCUMENTS):
        seen |= own & approved
    if any(actor.holds(permission) for permission in PREPARING):
        seen |= own
    return Revision.objects.filter(seen)


def revision_visible_to(actor: Actor, *, agency_code: str, code: str, number: int) -> Revision:
    """Return one revision with its document, its agency and the people who acted on it.

    :raises Revision.DoesNotExist: alike for what is absent and what is not theirs.
    """
    people = (f"{who}__{part}" for who in PEOPLE for part in ("person", "post"))
    return (
        revisions_visible_to(actor)
        .select_related(
            "document__agency", "delegation__giver__person", "delegation__giver__post", *people
        )
        .get(document__agency__code=agency_code, document__code=code, number=number)
    )


def revisions_seen_of(actor: Actor, document: Document) -> QuerySet[Revision]:
    """Return the revisions of a document that the actor may read, the newest first."""
    seen = revisions_visible_to(actor).filter(document=document)
    return seen.select_related("document__agency").defer(*TEXT_COLUMNS).order_by("-number")


def readable_revision(actor: Actor, document: Document, *, at: datetime) -> Revision:
    """Return the revision of a visible document to open: the one in force, else the newest."""
    in_force = Exists(revisions_in_force(at=at).filter(pk=OuterRef("pk")))
    seen = revisions_visible_to(actor).filter(document=document).alias(in_force=in_force)
    return seen.select_related("document__agency").order_by("-in_force", "-number")[:1].get()


def comparable_revisions(actor: Actor, revision: Revision, *, at: datetime) -> QuerySet[Revision]:
    """Return the revisions that a reader compares this one with, the most telling first.

    That is the one in force, then those approved before, the newest first; for the text in
    force itself, the one that it followed. One in preparation comes last.
    """
    others = revisions_visible_to(actor).filter(document=revision.document_id)
    in_force = Exists(revisions_in_force(at=at).filter(pk=OuterRef("pk")))
    return (
        others.exclude(pk=revision.pk)
        .alias(
            in_force=in_force,
            before=Q(number__lt=revision.number),
            approved=Q(stage__in=ONCE_APPROVED),
        )
        .order_by("-approved", "-before", "-in_force", "-number")
    )


@dataclass(frozen=True, slots=True)
class Compared:
    """Two revisions of a document, the earlier first, and all that one can be compared with."""

    before: Revision
    after: Revision
    other: Revision
    others: tuple[Revision, ...]


def compared(actor: Actor, revision: Revision, asked: str, *, at: datetime) -> Compared | None:
    """Return a revision beside the one whose number is asked for, or the most telling one.

    Modules above compare their part of the same two. None where there is no other to read.
    """
    others = tuple(comparable_revisions(actor, revision, at=at))
    chosen = next((other for other in others if str(other.number) == asked), None)
    other = chosen or next(iter(others), None)
    if other is None:
        return None
    before, after = sorted((other, revision), key=lambda one: one.number)
    return Compared(before, after, other, others)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a reader of the list looks for; nothing given means everything."""

    words: str = ""
    kind: DocumentKind | None = None
    standing: Standing | None = None
    agency_code: str = ""


def documents_listed(actor: Actor, wanted: Wanted, *, at: datetime) -> QuerySet[Document]:
    """Return the documents that the actor looks for: those in force first, then by code."""
    found = documents_visible_to(actor)
    query = matching(wanted.words)
    if query is not None:
        found = found.filter(search=query)
    if wanted.kind:
        found = found.filter(kind=wanted.kind)
    if wanted.agency_code:
        found = found.filter(agency__code=wanted.agency_code)
    if wanted.standing:
        standing = revisions_visible_to(actor).filter(_stands(wanted.standing, at))
        found = found.filter(Exists(standing.filter(document=OuterRef("pk"))))
    in_force = revisions_in_force(at=at).filter(document=OuterRef("pk"))
    return found.alias(in_force=Exists(in_force)).order_by("-in_force", "agency_id", "code")


def _stands(standing: Standing, at: datetime) -> Q:
    """Say `rules.revisions.standing` to the database."""
    ended = Q(validity__isempty=True) | Q(validity__endswith__lte=at)
    return {
        Standing.IN_FORCE: Q(validity__contains=at),
        Standing.COMING: Q(validity__startswith__gt=at),
        Standing.UNDER_REVIEW: Q(stage=Stage.UNDER_REVIEW),
        Standing.DRAFT: Q(stage=Stage.DRAFT),
        Standing.SUPERSEDED: Q(stage=Stage.APPROVED) & ended,
        Standing.WITHDRAWN: Q(stage=Stage.WITHDRAWN) & ended,
    }[standing]


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """One document in the list, with what each reader asks first."""

    document: Document
    shown: Revision  # where the line leads
    in_force: Revision | None
    coming: Revision | None
    in_preparation: Revision | None


def document_lines(
    actor: Actor, documents: Sequence[Document], *, at: datetime
) -> list[DocumentLine]:
    """Return lines for some documents, with one query for all their revisions."""
    seen = revisions_visible_to(actor).filter(document__in=documents).defer(*TEXT_COLUMNS)
    by_document: dict[int, list[Revision]] = defaultdict(list)
    for revision in seen.order_by("number"):
        by_document[revision.document_id].append(revision)
    return [_line(document, by_document[document.pk], at) for document in documents]


def _line(document: Document, revisions: Iterable[Revision], at: datetime) -> DocumentLine:
    by_standing: dict[Standing, Revision] = {}
    for revision in revisions:
        revision.document = document
        by_standing[revision.standing(at=at)] = revision
    preparing = by_standing.get(Standing.UNDER_REVIEW) or by_standing.get(Standing.DRAFT)
    in_force, coming = by_standing.get(Standing.IN_FORCE), by_standing.get(Standing.COMING)
    newest = max(by_standing.values(), key=lambda revision: revision.number)
    return DocumentLine(
        document, in_force or coming or preparing or newest, in_force, coming, preparing
    )


def shown_document(key: str) -> Shown:
    """Say how a document is shown wherever a record points at it."""
    document = Document.objects.select_related("agency").get(pk=key)
    return Shown(str(document), document.get_absolute_url())


def shown_revision(key: str) -> Shown:
    """Say how a revision is shown wherever a record points at it."""
    revision = revision_with_key(int(key))
    return Shown(str(revision), revision.get_absolute_url())
