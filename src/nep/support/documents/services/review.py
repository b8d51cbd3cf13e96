"""Review: somebody who wrote none of it confirms the text, or returns it with a remark."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from nep.agencies.actors import Actor
from nep.foundation.verdicts import Unfit
from nep.platform.journal.services import record
from nep.support.documents import acts
from nep.support.documents.models import Revision
from nep.support.documents.permissions import may_return, may_review
from nep.support.documents.queries.revisions import revision_locked
from nep.support.documents.rules.revisions import Stage


@transaction.atomic
def confirm_review(revision: Revision, *, actor: Actor, at: datetime) -> Revision:
    """Confirm that the text is fit for approval.

    :raises Refused: when the actor or the revision's stage does not allow it.
    """
    revision = revision_locked(revision.pk)
    may_review(actor, revision).enforce()

    revision.reviewed_by_id = actor.staff_id
    revision.reviewed_at = at
    revision.save(update_fields=["reviewed_by", "reviewed_at"])

    record(
        acts.REVIEW_CONFIRMED,
        revision,
        actor=actor,
        at=at,
        code=revision.document.code,
        number=revision.label,
    )
    return revision


@transaction.atomic
def return_to_drafter(revision: Revision, remark: str, *, actor: Actor, at: datetime) -> Revision:
    """Send a revision under review back to be written better, saying what to mend.

    :raises Refused: when the actor may not, or says nothing.
    """
    revision = revision_locked(revision.pk)
    may_return(actor, revision).enforce()
    if not remark.strip():
        raise Unfit(_("Say what has to be mended, so that it is mended in one go."))

    revision.stage = Stage.DRAFT
    revision.return_remark = remark.strip()
    revision.submitted_by = revision.submitted_at = None
    revision.reviewed_by = revision.reviewed_at = None
    revision.save(
        update_fields=[
            "stage",
            "return_remark",
            "submitted_by",
            "submitted_at",
            "reviewed_by",
            "reviewed_at",
        ]
    )

    record(
        acts.REVISION_RETURNED,
        revision,
        actor=actor,
        at=at,
        code=revision.document.code,
        number=revision.label,
        remark=revision.return_remark,
    )
    return revision
