"""Approval: a text begins to apply at its moment."""

from datetime import datetime

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from nep.agencies.actors import Actor
from nep.agencies.rules import Kind, Role
from nep.foundation.events import publish
from nep.foundation.templatetags.nep import moment
from nep.foundation.verdicts import Unfit
from nep.platform.journal.services import record
from nep.support.documents import acts
from nep.support.documents.events import RevisionApproved
from nep.support.documents.models import Revision
from nep.support.documents.permissions import (
    can_stand,
    may_approve,
    reviewed_themselves,
)
from nep.support.documents.queries.requests import requests_met_by
from nep.support.documents.queries.revisions import (
    applies_last,
    last_approved,
    revision_locked,
)
from nep.support.documents.rules.approval import Approval, SigningForm, usual_signing_form
from nep.support.documents.rules.revisions import Stage
from nep.support.documents.services.requests import close_requests

COMMITTEES = frozenset({Kind.PROVINCE_COMMITTEE, Kind.DISTRICT_COMMITTEE, Kind.COMMUNE_COMMITTEE})
_APPROVED_COLUMNS = [
    "stage",
    "approved_by",
    "approved_at",
    "delegation",
    "signing_form",
    "reviewed_by_approver",
    "sole_reviewer_reason",
    "decision_number",
    "decision_on",
    "decision_signer",
    "decision_issuer",
    "validity",
]


@transaction.atomic
def approve_revision(
    revision: Revision, approval: Approval, *, actor: Actor, at: datetime
) -> Revision:
    """Approve a revision: from its moment it applies in place of the one before.

    :raises Refused: when the actor, the revision's stage or the approval itself does not allow
        it, or a module above says so.
    """
    revision = revision_locked(revision.pk)
    may_approve(actor, revision, at=at).enforce()
    last = last_approved(revision.document)
    terms = can_stand(approval, revision, last, actor=actor, at=at)
    if not terms:
        raise Unfit(str(terms.reason))

    # End the one before first: the exclusion holds at every statement, not only at commit.
    open_ended = applies_last(revision.document)
    if open_ended is not None:
        let_apply(open_ended, until=approval.effective_from)
    _take_over(revision, approval, actor=actor)
    revision.approved_at = at
    revision.save(update_fields=_APPROVED_COLUMNS)

    delegation = actor.delegation_for(Role.LEADER)
    record(
        acts.REVISION_APPROVED,
        revision,
        actor=actor,
        at=at,
        code=revision.document.code,
        number=revision.label,
        effective_from=moment(approval.effective_from),
        delegation=delegation.delegation_id if delegation else None,
    )
    close_requests(requests_met_by(revision), at=at)
    publish(RevisionApproved(revision.pk, revision.document_id, approval.effective_from, at))
    return revision


def _take_over(revision: Revision, approval: Approval, *, actor: Actor) -> None:
    """Write what the approval says into the revision, which is not saved here."""
    delegation = actor.delegation_for(Role.LEADER)
    revision.stage = Stage.APPROVED
    revision.approved_by_id = actor.staff_id
    revision.delegation_id = delegation.delegation_id if delegation else None
    usual = usual_signing(actor, revision)
    revision.signing_form = usual if approval.signing is None else approval.signing
    revision.reviewed_by_approver = reviewed_themselves(actor, revision)
    if revision.reviewed_by_approver:
        revision.sole_reviewer_reason = approval.sole_reviewer_reason.strip()
    if approval.decision is not None:
        revision.decision_number = approval.decision.number.strip()
        revision.decision_on = approval.decision.on
        revision.decision_signer = approval.decision.signer.strip()
        revision.decision_issuer = approval.decision.issuer.strip()
    revision.validity = DateTimeTZRange(approval.effective_from, None)


def usual_signing(actor: Actor, revision: Revision) -> SigningForm:
    """Return how the actor usually signs papers of the revision's agency."""
    return usual_signing_form(
        delegated=actor.delegation_for(Role.LEADER) is not None,
        deputy=actor.post.startswith("Phó "),
        of_a_committee=revision.document.agency.kind in COMMITTEES,
    )


def let_apply(revision: Revision, *, until: datetime | None) -> None:
    """End an approved text at a moment, or let it apply without an end again."""
    revision.validity = DateTimeTZRange(revision.begins_at, until)
    revision.save(update_fields=["validity"])
