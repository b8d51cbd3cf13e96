"""Reads of documents and revisions; absent and not-yours look alike."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from nep.agencies.actors import Actor
from nep.agencies.queries import people_able_to
from nep.agencies.rules import Permission
from nep.foundation.records import Shown
from nep.foundation.search import matching
from nep.support.documents.models import Document, Revision
from nep.support.documents.rules.documents import DocumentKind
from nep.support.documents.rules.revisions import ONCE_APPROVED, Stage, Standing
from nep.support.documents.rules.text import Section

PREPARING = (
    Permission.DRAFT_DOCUMENTS,
    Permission.REVIEW_DOCUMENTS,
    Permission.APPROVE_DOCUMENTS,
)
_TEXT = [section.value for section in Section]
_PEOPLE = ("drafted_by", "written_by", "reviewed_by", "approved_by", "withdrawn_by")


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
    people = (f"{who}__{part}" for who in _PEOPLE for part in ("person", "post"))
    return (
        revisions_visible_to(actor)
        .select_related("document__agency", "delegation__giver__person", *people)
        .get(document__agency__code=agency_code, document__code=code, number=number)
    )


def revision_with_key(key: int) -> Revision:
    """Return the revision that an event or a stored row names, whoever asks."""
    return Revision.objects.select_related("document__agency").get(pk=key)


def revisions_of(document: Document) -> QuerySet[Revision]:
    """Return all revisions of a document, the newest first, without their text."""
    return Revision.objects.filter(document=document).defer(*_TEXT).order_by("-number")


def revisions_in_force(*, at: datetime) -> QuerySet[Revision]:
    """Return every revision that applies at a moment.

    A validity ends where the revision is followed or withdrawn; so it alone decides, and the
    question has the same answer whenever it is asked of the past.
    """
    return Revision.objects.filter(validity__contains=at)


def revision_in_force(document: Document, *, at: datetime) -> Revision | None:
    """Return the one revision of a document that applies at a moment, or None."""
    return revisions_in_force(at=at).filter(document=document).first()


def last_approved(document: Document) -> Revision | None:
    """Return the approved revision that began last, or will begin last; None before the first."""
    once = Revision.objects.filter(document=document, validity__isempty=False)
    return once.order_by("-validity__startswith").first()


def revision_followed_by(revision: Revision) -> Revision | None:
    """Return the approved revision that ends where this one begins, if one does."""
    before = Revision.objects.filter(document=revision.document_id, stage=Stage.APPROVED)
    return before.filter(validity__endswith=revision.begins_at).first()


def revision_in_preparation(document: Document) -> Revision | None:
    """Return the draft of a document or the revision under review; there is at most one."""
    preparing = Revision.objects.filter(document=document).exclude(stage__in=ONCE_APPROVED)
    return preparing.first()


def revision_locked(key: int) -> Revision:
    """Return the revision as it now is; until the transaction ends nobody acts on its document."""
    document_id = Revision.objects.values_list("document_id", flat=True).get(pk=key)
    document_locked(document_id)
    people = (f"{who}__person" for who in _PEOPLE)
    return Revision.objects.select_related("document__agency", *people).get(pk=key)


def document_locked(key: int) -> Document:
    """Return the document, locked until the transaction ends."""
    locked = Document.objects.select_related("agency").select_for_update(of=("self",))
    return locked.get(pk=key)


def revisions_reviewable_by(actor: Actor) -> QuerySet[Revision]:
    """Return what waits for the actor to review it."""
    if not actor.holds(Permission.REVIEW_DOCUMENTS):
        return Revision.objects.none()
    return _awaiting(actor).filter(reviewed_by=None)


def revisions_approvable_by(actor: Actor, *, at: datetime) -> QuerySet[Revision]:
    """Return what waits for the actor to approve it; the same rule as `may_approve`."""
    if not actor.holds(Permission.APPROVE_DOCUMENTS):
        return Revision.objects.none()
    others = other_reviewers(actor, at=at)
    reviewed_by_another = ~Q(reviewed_by__person_id=actor.person_id)
    nobody_else_could = Q(author_ids__contains=sorted(others))
    return (
        _awaiting(actor)
        .filter(reviewed_by__isnull=False)
        .filter(reviewed_by_another | nobody_else_could)
    )


def other_reviewers(actor: Actor, *, at: datetime) -> set[int]:
    """Return the people of the agency besides the actor who may review documents."""
    able = people_able_to(Permission.REVIEW_DOCUMENTS, actor.agency_id, at=at)
    return able - {actor.person_id}


def _awaiting(actor: Actor) -> QuerySet[Revision]:
    return (
        Revision.objects.filter(document__agency_id=actor.agency_id, stage=Stage.UNDER_REVIEW)
        .exclude(author_ids__contains=[actor.person_id])
        .select_related("document__agency")
        .defer(*_TEXT)
        .order_by("submitted_at", "pk")
    )


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
    seen = revisions_visible_to(actor).filter(document__in=documents).defer(*_TEXT)
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
