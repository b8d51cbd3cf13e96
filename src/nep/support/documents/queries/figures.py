"""Figures of documents by agency, for those who watch over many."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Max, Q

from nep.support.documents.models import Revision
from nep.support.documents.queries.revisions import revisions_in_force
from nep.support.documents.rules.documents import DocumentKind


@dataclass(frozen=True, slots=True)
class InForce:
    """How many revisions apply at an agency, procedures among them, and the last approval."""

    documents: int = 0
    procedures: int = 0
    approved_at: datetime | None = None


def in_force_by_agency(*, at: datetime) -> dict[int, InForce]:
    """Return what applies at each agency where anything does, by key."""
    is_procedure = Q(document__kind=DocumentKind.PROCEDURE.value)
    counts = (
        Revision.objects.filter(pk__in=revisions_in_force(at=at).values("pk"))
        .values_list("document__agency")
        .annotate(
            documents=Count("pk"),
            procedures=Count("pk", filter=is_procedure),
            approved=Max("approved_at"),
        )
    )
    return {agency: InForce(*figures) for agency, *figures in counts.order_by()}
