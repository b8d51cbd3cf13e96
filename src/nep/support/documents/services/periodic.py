"""Periodic review: a text in force is looked at again, and stays or has to be amended."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from nep.agencies.actors import Actor
from nep.foundation.verdicts import Unfit
from nep.platform.journal.services import record
from nep.support.documents import acts
from nep.support.documents.models import ChangeRequest, Document, PeriodicReview
from nep.support.documents.permissions import may_review_again
from nep.support.documents.queries.revisions import document_locked, revisions_in_force
from nep.support.documents.rules.periodic import LONGEST_REMARK, Finding
from nep.support.documents.rules.requests import Asked, RequestKind
from nep.support.documents.services.requests import ask_for_change


@transaction.atomic
def review_again(
    document: Document, finding: Finding, remark: str = "", *, actor: Actor, at: datetime
) -> PeriodicReview:
    """Review a document in force: it stays, and its period begins anew, or has to be amended.

    What has to be amended becomes a change request, so that somebody answers for it.

    :raises Refused: when the actor may not, nothing is in force, or the remark is missing.
    """
    document = document_locked(document.pk)
    may_review_again(actor, document, at=at).enforce()
    remark = remark.strip()
    if finding is Finding.AMEND and not remark:
        raise Unfit(_("Say what has to be amended."))
    if len(remark) > LONGEST_REMARK:
        raise Unfit(
            _("That is too long: say it in %(most)s characters.") % {"most": LONGEST_REMARK}
        )

    review = PeriodicReview.objects.create(
        document=document,
        revision=revisions_in_force(at=at).get(document=document),
        finding=finding,
        remark=remark,
        reviewed_by_id=actor.staff_id,
        reviewed_at=at,
        request=_request(document, remark, actor, at) if finding is Finding.AMEND else None,
    )

    record(
        acts.DOCUMENT_REVIEWED,
        document,
        actor=actor,
        at=at,
        code=document.code,
        finding=finding.value,
    )
    return review


def _request(document: Document, remark: str, actor: Actor, at: datetime) -> ChangeRequest:
    asked = Asked(RequestKind.AMEND, _("Periodic review"), remark)
    return ask_for_change(asked, document, actor=actor, at=at)
