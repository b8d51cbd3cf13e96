"""Review: somebody who wrote none of it confirms the text, or returns it with remarks."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from nep.agencies.actors import Actor
from nep.foundation.verdicts import Overtaken, Unfit
from nep.platform.journal.services import record
from nep.support.documents import acts
from nep.support.documents.models import Remark, Revision
from nep.support.documents.permissions import may_mend, may_return, may_review
from nep.support.documents.queries.remarks import places_of, remark_locked
from nep.support.documents.queries.revisions import revision_locked
from nep.support.documents.rules.places import LONGEST_REMARK, Placed
from nep.support.documents.rules.revisions import Stage

_RETURNED_COLUMNS = [
    "stage",
    "return_remark",
    "submitted_by",
    "submitted_at",
    "reviewed_by",
    "reviewed_at",
]


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
def return_to_drafter(
    revision: Revision,
    remark: str = "",
    *,
    placed: Sequence[Placed] = (),
    actor: Actor,
    at: datetime,
) -> Revision:
    """Send a revision under review back to be written better, saying what to mend and where.

    :raises Refused: when the actor may not, says nothing, or names a place that is not there.
    """
    revision = revision_locked(revision.pk)
    may_return(actor, revision).enforce()
    made = _made(revision, placed)
    if not remark.strip() and not made:
        raise Unfit(_("Say what has to be mended, so that it is mended in one go."))

    revision.stage = Stage.DRAFT
    revision.return_remark = remark.strip() or _("Remarks on: %(places)s.") % {
        "places": "; ".join(dict.fromkeys(one.title for one in made))
    }
    revision.submitted_by = revision.submitted_at = None
    revision.reviewed_by = revision.reviewed_at = None
    revision.save(update_fields=_RETURNED_COLUMNS)
    for one in made:
        one.made_by_id, one.made_at = actor.staff_id, at
    Remark.objects.bulk_create(made)

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


@transaction.atomic
def mend_remark(remark: Remark, answer: str = "", *, actor: Actor, at: datetime) -> Remark:
    """Tick a remark off: it was mended, or the answer says why the text stays as it is.

    :raises Overtaken: when somebody ticked it off before.
    :raises Refused: when the actor may not write the draft.
    """
    revision = revision_locked(remark.revision_id)
    may_mend(actor, revision).enforce()
    remark = remark_locked(remark.pk)
    if remark.mended_at is not None:
        raise Overtaken(_("Somebody ticked this remark off before you."))
    if len(answer) > LONGEST_REMARK:
        raise Unfit(
            _("That is too long: say it in %(most)s characters.") % {"most": LONGEST_REMARK}
        )

    remark.mended_by_id = actor.staff_id
    remark.mended_at = at
    remark.answer = answer.strip()
    remark.save(update_fields=["mended_by", "mended_at", "answer"])

    record(
        acts.REMARK_MENDED,
        revision,
        actor=actor,
        at=at,
        code=revision.document.code,
        number=revision.label,
        place=remark.title,
    )
    return remark


def _made(revision: Revision, placed: Sequence[Placed]) -> list[Remark]:
    """Return the remarks as rows that nobody signed yet; places left empty are left out."""
    said = [one for one in placed if one.said.strip()]
    titles = {place.key: place.title for place in places_of(revision)} if said else {}
    for one in said:
        if one.place not in titles:
            raise Unfit(_("This revision has no place %(place)s.") % {"place": one.place})
        if len(one.said) > LONGEST_REMARK:
            raise Unfit(
                _("That is too long: say it in %(most)s characters.") % {"most": LONGEST_REMARK}
            )
    return [
        Remark(
            revision=revision, place=one.place, title=titles[one.place][:200], said=one.said.strip()
        )
        for one in said
    ]
