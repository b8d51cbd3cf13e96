"""Looks at personal data: allowed to those who handle the dossier, and written down (R61, R64)."""

from datetime import datetime

from django.db import transaction

from nep.agencies.actors import Actor
from nep.operation.dossiers import acts
from nep.operation.dossiers.models import Dossier
from nep.operation.dossiers.permissions import may_see_applicant
from nep.platform.journal.services import record


@transaction.atomic
def look_at_applicant(dossier: Dossier, *, actor: Actor, at: datetime) -> None:
    """Look at the applicant's data in full.

    :raises Refused: when the actor does not handle the dossier.
    """
    may_see_applicant(actor, dossier).enforce()

    record(acts.APPLICANT_SEEN, dossier, actor=actor, at=at, code=dossier.code)


@transaction.atomic
def take_paper(dossier: Dossier, paper: str, *, actor: Actor, at: datetime) -> None:
    """Take a paper or a file of the dossier, which shows personal data.

    :raises Refused: when the actor does not handle the dossier.
    """
    may_see_applicant(actor, dossier).enforce()

    record(acts.PAPER_PRINTED, dossier, actor=actor, at=at, code=dossier.code, paper=paper)
