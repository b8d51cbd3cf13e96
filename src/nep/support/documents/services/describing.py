"""Describing a document: what registers say of it besides code, kind and title."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from nep.agencies.actors import Actor
from nep.foundation.verdicts import Unfit
from nep.lib.vietnamese.text import tidy
from nep.platform.journal.services import record
from nep.support.documents import acts
from nep.support.documents.models import Document
from nep.support.documents.permissions import may_draft
from nep.support.documents.queries.revisions import document_locked
from nep.support.documents.rules.documents import Confidentiality
from nep.support.documents.rules.periodic import LONGEST_PERIOD

LONGEST_UNIT = 200


@dataclass(frozen=True, slots=True)
class Description:
    """Drafting unit, confidentiality, and the document's own period of review in months."""

    unit: str = ""
    confidentiality: Confidentiality = Confidentiality.NORMAL
    review_months: int | None = None


@transaction.atomic
def describe_document(
    document: Document, said: Description, *, actor: Actor, at: datetime
) -> Document:
    """Say of a document what registers print; no text of it changes.

    :raises Refused: when the actor drafts no documents here, or the period is no period.
    """
    document = document_locked(document.pk)
    may_draft(actor, agency_id=document.agency_id).enforce()
    if said.review_months is not None and not 1 <= said.review_months <= LONGEST_PERIOD:
        raise Unfit(_("A period of review has 1 to %(most)s months.") % {"most": LONGEST_PERIOD})
    if len(tidy(said.unit)) > LONGEST_UNIT:
        raise Unfit(_("That is too long: say it in %(most)s characters.") % {"most": LONGEST_UNIT})

    document.unit = tidy(said.unit)
    document.confidentiality = said.confidentiality
    document.review_months = said.review_months
    document.save(update_fields=["unit", "confidentiality", "review_months"])

    record(
        acts.DOCUMENT_DESCRIBED,
        document,
        actor=actor,
        at=at,
        code=document.code,
        unit=document.unit,
        confidentiality=document.confidentiality,
        months=document.review_months,
    )
    return document
