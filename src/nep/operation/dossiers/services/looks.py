"""Looks at personal data: allowed to those who handle the dossier, and written down (R61, R64)."""

from datetime import datetime

from django.db import transaction

from nep.agencies.actors import Actor
from nep.operation.dossiers import acts
from nep.operation.dossiers.models import Dossier
from nep.operation.dossiers.permissions import may_look_for_applicants, may_see_applicant
from nep.operation.dossiers.queries.lists import Listed
from nep.operation.dossiers.queries.searching import dossiers_of_applicant
from nep.operation.dossiers.rules.keys import Asked
from nep.platform.journal.services import record

FOUND_AT_ONCE = 50  # dossiers of one person; nobody reads on


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


@transaction.atomic
def look_for_applicant(asked: Asked, *, actor: Actor, at: datetime) -> list[Listed]:
    """Look for the dossiers of a person; what was asked for is not written down, only its kind.

    :raises Refused: when the actor handles no dossiers.
    """
    may_look_for_applicants(actor).enforce()

    dossiers = dossiers_of_applicant(actor, asked, at_once=FOUND_AT_ONCE)

    details: dict[str, str | int] = {"key": asked.key, "found": len(dossiers)}
    record(acts.APPLICANT_SOUGHT, None, actor=actor, at=at, **details)
    return dossiers
