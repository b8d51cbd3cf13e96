"""Reads of revisions for the acts and for the modules above, whoever asks."""

from datetime import datetime

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.db.models import QuerySet

from nep.support.documents.models import Document, Revision
from nep.support.documents.rules.revisions import ONCE_APPROVED, Stage
from nep.support.documents.rules.text import Section

TEXT_COLUMNS = [section.value for section in Section]


def revision_with_key(key: int) -> Revision:
    """Return the revision that an event or a stored row names, whoever asks."""
    return Revision.objects.select_related("document__agency").get(pk=key)


def revisions_of(document: Document) -> QuerySet[Revision]:
    """Return all revisions of a document, the newest first, without their text."""
    return Revision.objects.filter(document=document).defer(*TEXT_COLUMNS).order_by("-number")


def revisions_in_force(*, at: datetime) -> QuerySet[Revision]:
    """Return every revision that applies at a moment.

    A validity ends where the revision is followed or withdrawn; so it alone decides, and the
    question has the same answer whenever it is asked of the past.
    """
    return Revision.objects.filter(validity__contains=at)


def revisions_applying_from(moment: datetime) -> QuerySet[Revision]:
    """Return every revision that applies at a moment or at any time after it.

    Among them those withdrawn from a day to come: they apply until then.
    """
    return Revision.objects.filter(validity__overlap=DateTimeTZRange(moment, None))


def approved_reaching(document: Document, moment: datetime) -> QuerySet[Revision]:
    """Return the revisions of a document that nobody withdrew and that reach beyond a moment."""
    reaching = revisions_applying_from(moment).filter(document=document, stage=Stage.APPROVED)
    return reaching.select_related("document__agency").order_by("number")


def revision_in_force(document: Document, *, at: datetime) -> Revision | None:
    """Return the one revision of a document that applies at a moment, or None."""
    return revisions_in_force(at=at).filter(document=document).first()


def last_approved(document: Document) -> Revision | None:
    """Return the approved revision that began last, or will begin last; None before the first."""
    once = Revision.objects.filter(document=document, validity__isempty=False)
    return once.order_by("-validity__startswith").first()


def applies_last(document: Document) -> Revision | None:
    """Return the revision that applies without an end, now or soon: the next one ends it."""
    return Revision.objects.filter(document=document, validity__upper_inf=True).first()


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
    document = document_locked(document_id)
    revision = Revision.objects.select_related("reviewed_by").get(pk=key)
    revision.document = document
    return revision


def document_locked(key: int) -> Document:
    """Return the document, locked until the transaction ends."""
    locked = Document.objects.select_related("agency").select_for_update(of=("self",))
    return locked.get(pk=key)
