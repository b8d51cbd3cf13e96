"""Choosing which clauses a draft cites."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from nep.agencies.actors import Actor
from nep.foundation.verdicts import Unfit
from nep.platform.journal.services import record
from nep.support.clauses import acts
from nep.support.clauses.models import Citation
from nep.support.clauses.queries import citable_clauses
from nep.support.documents.models import Revision
from nep.support.documents.services.drafting import take_edition


@transaction.atomic
def choose_clauses(
    revision: Revision, numbers: Collection[str], *, edition: int, actor: Actor, at: datetime
) -> Revision:
    """Let a draft cite these clauses of the edition in force, and no others.

    :raises Overtaken: when somebody saved the draft since `edition` was read.
    :raises Refused: when the actor may not write it, or there is no such clause.
    """
    revision = take_edition(revision, edition=edition, actor=actor, at=at)
    chosen = [clause for clause in citable_clauses(at=at) if clause.number in numbers]
    if len(chosen) != len(set(numbers)):
        raise Unfit(_("The edition of the standard in force has no such clause."))

    Citation.objects.filter(revision=revision).delete()
    Citation.objects.bulk_create(Citation(revision=revision, clause=clause) for clause in chosen)

    record(
        acts.CLAUSES_CHOSEN,
        revision,
        actor=actor,
        at=at,
        code=revision.document.code,
        number=revision.label,
        clauses=", ".join(clause.number for clause in chosen) or "–",
    )
    return revision


def copy_citations(source_id: int, target_id: int) -> None:
    """Let a new draft begin with the citations of the revision before it."""
    cited = Citation.objects.filter(revision=source_id).values_list("clause_id", flat=True)
    Citation.objects.bulk_create(
        Citation(revision_id=target_id, clause_id=clause_id) for clause_id in cited
    )


def discard_citations(revision_id: int) -> None:
    """Throw away what a draft cites; the database keeps what was approved."""
    Citation.objects.filter(revision=revision_id).delete()
