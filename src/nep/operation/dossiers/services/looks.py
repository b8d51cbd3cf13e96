"""Looks at personal data: allowed to those who handle the dossier, and written down (R61, R64)."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from nep.agencies.actors import Actor
from nep.foundation.verdicts import Unfit
from nep.lib.vietnamese.text import tidy
from nep.operation.dossiers import acts
from nep.operation.dossiers.models import Dossier
from nep.operation.dossiers.permissions import (
    may_ask_for_applicant,
    may_look_for_applicants,
    may_see_applicant,
)
from nep.operation.dossiers.queries.lists import Listed
from nep.operation.dossiers.queries.searching import dossiers_of_applicant
from nep.operation.dossiers.rules.keys import Asked
from nep.platform.journal.services import record

SHORTEST_PURPOSE, LONGEST_PURPOSE = 10, 300
FOUND_AT_ONCE = 50  # dossiers of one person; nobody reads on


@transaction.atomic
def look_at_applicant(dossier: Dossier, *, actor: Actor, at: datetime) -> None:
    """Look at the applicant's data in full.

    :raises Refused: when the actor does not handle the dossier.
    """
    may_see_applicant(actor, dossier).enforce()

    record(acts.APPLICANT_SEEN, dossier, actor=actor, at=at, code=dossier.code)


@transaction.atomic
def look_from_outside(dossier: Dossier, purpose: str, *, actor: Actor, at: datetime) -> None:
    """Look at the applicant's data for this once, from outside the handling agency (R61, R65).

    :raises Refused: when the actor watches over no dossiers, or does not say what for.
    """
    may_ask_for_applicant(actor).enforce()
    told = tidy(purpose)
    if not SHORTEST_PURPOSE <= len(told) <= LONGEST_PURPOSE:
        raise Unfit(
            _("Say what you need the data for, in %(least)s to %(most)s characters.")
            % {"least": SHORTEST_PURPOSE, "most": LONGEST_PURPOSE}
        )

    details = {"code": dossier.code, "purpose": told}
    record(acts.APPLICANT_SEEN_FROM_OUTSIDE, dossier, actor=actor, at=at, **details)


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
