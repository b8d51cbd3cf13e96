"""Reads for papers of documents: a revision whole, and those that it followed."""

from datetime import datetime

from nep.agencies.models import Agency
from nep.support.documents.models import Document, Revision
from nep.support.documents.queries.revisions import TEXT_COLUMNS, revisions_in_force
from nep.support.documents.queries.visible import PEOPLE
from nep.support.documents.rules.revisions import ONCE_APPROVED

PEOPLE_NAMED = tuple(f"{who}__{part}" for who in PEOPLE for part in ("person", "post"))


def revision_printable(agency: Agency, code: str, *, at: datetime) -> Revision:
    """Return what an agency works by under a code at a moment, with everyone it names.

    :raises Revision.DoesNotExist: when no revision under this code applies.
    """
    return (
        revisions_in_force(at=at)
        .select_related("document__agency", "delegation__giver__post", *PEOPLE_NAMED)
        .get(document__agency=agency, document__code=code)
    )


def revisions_up_to(revision: Revision) -> list[Revision]:
    """Return the revisions approved before this one and this one itself, the oldest first."""
    before = Revision.objects.filter(
        document=revision.document_id, stage__in=ONCE_APPROVED, number__lt=revision.number
    )
    return [*before.select_related("document__agency").order_by("number"), revision]


Listed = tuple[Document, Revision | None]


def documents_of(agency: Agency, *, at: datetime) -> list[Listed]:
    """Return every document of an agency by its code, with the revision in force at a moment."""
    applying = revisions_in_force(at=at).filter(document__agency=agency).defer(*TEXT_COLUMNS)
    in_force = {revision.document_id: revision for revision in applying}
    documents = Document.objects.filter(agency=agency).order_by("code")
    return [(document, in_force.get(document.pk)) for document in documents]
