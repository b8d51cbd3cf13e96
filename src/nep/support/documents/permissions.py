"""Who may do what to a document at which stage; and whether an approval can stand as given."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from nep.agencies.actors import Actor
from nep.agencies.queries import local_day
from nep.agencies.rules import Permission, Role
from nep.foundation.verdicts import ALLOWED, Verdict, refuse
from nep.support.documents.models import Document, Revision
from nep.support.documents.queries.revisions import (
    approved_reaching,
    revision_in_force,
    revision_in_preparation,
)
from nep.support.documents.queries.waiting import other_reviewers
from nep.support.documents.rules.approval import Approval, SigningForm
from nep.support.documents.rules.documents import ADOPTED_BY_THE_PROVINCE
from nep.support.documents.rules.revisions import Stage, Standing, can_move, was_never_sent


def may_draft(actor: Actor, *, agency_id: int) -> Verdict:
    """Decide whether the actor can open a new document of an agency."""
    if not actor.holds(Permission.DRAFT_DOCUMENTS, at_agency=agency_id):
        return refuse(_("Only the ISO secretary of the agency drafts its documents."))
    return ALLOWED


def may_draft_revision(actor: Actor, document: Document) -> Verdict:
    """Decide whether the actor can open the draft of the next revision."""
    allowed = may_draft(actor, agency_id=document.agency_id)
    if allowed and revision_in_preparation(document) is not None:
        return refuse(_("A revision of this document is already in preparation."))
    return allowed


def may_write(actor: Actor, revision: Revision) -> Verdict:
    """Decide whether the actor can write what the revision says."""
    if not actor.holds(Permission.DRAFT_DOCUMENTS, at_agency=revision.document.agency_id):
        return refuse(_("Only the ISO secretary of the agency drafts its documents."))
    if revision.stage != Stage.DRAFT:
        return refuse(_("Only a draft can be written; open a new revision to change this text."))
    return ALLOWED


def may_discard(actor: Actor, revision: Revision) -> Verdict:
    """Decide whether the actor can throw a draft away, as if it had not been begun."""
    if not actor.holds(Permission.DRAFT_DOCUMENTS, at_agency=revision.document.agency_id):
        return refuse(_("Only the ISO secretary of the agency drafts its documents."))
    if not was_never_sent(Stage(revision.stage), revision.return_remark):
        return refuse(_("Only a draft that was never sent to review can be discarded."))
    return ALLOWED


def may_mend(actor: Actor, revision: Revision) -> Verdict:
    """Decide whether the actor can tick off remarks on a draft."""
    return may_write(actor, revision)


def may_submit(actor: Actor, revision: Revision) -> Verdict:
    """Decide whether the actor can send the draft to review."""
    if not actor.holds(Permission.DRAFT_DOCUMENTS, at_agency=revision.document.agency_id):
        return refuse(_("Only the ISO secretary of the agency drafts its documents."))
    if not can_move(Stage(revision.stage), Stage.UNDER_REVIEW):
        return refuse(_("Only a draft can be sent to review."))
    return ALLOWED


def may_review(actor: Actor, revision: Revision) -> Verdict:
    """Decide whether the actor can confirm that the text is fit for approval."""
    if not actor.holds(Permission.REVIEW_DOCUMENTS, at_agency=revision.document.agency_id):
        return refuse(_("You cannot review documents of this agency."))
    if revision.stage != Stage.UNDER_REVIEW:
        return refuse(_("Only a revision under review can be reviewed."))
    if actor.person_id in revision.author_ids:
        return refuse(_("Someone who did not write the text must review it."))
    if revision.reviewed_by_id is not None:
        return refuse(_("The revision has been reviewed and waits for approval."))
    return ALLOWED


def may_return(actor: Actor, revision: Revision) -> Verdict:
    """Decide whether the actor can send the revision back to its drafter."""
    if not actor.holds(Permission.REVIEW_DOCUMENTS, at_agency=revision.document.agency_id):
        return refuse(_("You cannot review documents of this agency."))
    if revision.stage != Stage.UNDER_REVIEW:
        return refuse(_("Only a revision under review can be returned."))
    if actor.person_id in revision.author_ids:
        return refuse(_("Someone who did not write the text must review it."))
    return ALLOWED


def may_approve(actor: Actor, revision: Revision, *, at: datetime) -> Verdict:
    """Decide whether the actor can put the revision in force from a date.

    A leader or their recorded delegate (QĐ 19/2014 Điều 4.2a), who wrote none of the text; who
    reviewed it only where nobody else at the agency could have.
    """
    if not actor.holds(Permission.APPROVE_DOCUMENTS, at_agency=revision.document.agency_id):
        return refuse(_("Only a leader of the agency, or their recorded delegate, approves."))
    if not can_move(Stage(revision.stage), Stage.APPROVED):
        return refuse(_("Only a revision under review can be approved."))
    return _stands_apart(actor, revision, at=at)


def _stands_apart(actor: Actor, revision: Revision, *, at: datetime) -> Verdict:
    if actor.person_id in revision.author_ids:
        return refuse(_("Someone other than those who wrote the text must approve it."))
    if revision.reviewed_by is None:
        return refuse(_("Someone must review the revision before it is approved."))
    authors = set(revision.author_ids)
    if reviewed_themselves(actor, revision) and other_reviewers(actor, at=at) - authors:
        return refuse(
            _("You reviewed this revision yourself. Return it, so that someone else reviews it.")
        )
    return ALLOWED


def reviewed_themselves(actor: Actor, revision: Revision) -> bool:
    """Tell whether the actor is the person, in this post or another, who reviewed the text."""
    return revision.reviewed_by is not None and (revision.reviewed_by.person_id == actor.person_id)


def may_withdraw(actor: Actor, revision: Revision, *, at: datetime) -> Verdict:
    """Decide whether the actor can end a text that applies, or keep one from beginning."""
    if not actor.holds(Permission.APPROVE_DOCUMENTS, at_agency=revision.document.agency_id):
        return refuse(_("Only a leader of the agency, or their recorded delegate, withdraws."))
    if revision.standing(at=at) not in {Standing.IN_FORCE, Standing.COMING}:
        return refuse(_("Only a revision in force, or soon to be, can be withdrawn."))
    if revision.stage == Stage.WITHDRAWN:
        return refuse(_("Its end is set already: it was withdrawn from a day to come."))
    return ALLOWED


def may_stop(actor: Actor, document: Document, *, at: datetime) -> Verdict:
    """Decide whether the actor can let a whole document stop applying."""
    if not actor.holds(Permission.APPROVE_DOCUMENTS, at_agency=document.agency_id):
        return refuse(_("Only a leader of the agency, or their recorded delegate, withdraws."))
    if not approved_reaching(document, at).exists():
        return refuse(_("Nothing of this document applies, now or soon."))
    return ALLOWED


def can_end(since: datetime | None, *, at: datetime) -> Verdict:
    """Decide whether a text can end at a moment: now when none is named, never in the past."""
    if since is not None and since < at:
        return refuse(_("A text cannot end at a moment that has passed."))
    return ALLOWED


def may_review_again(actor: Actor, document: Document, *, at: datetime) -> Verdict:
    """Decide whether the actor can review a document in force, as is due from time to time."""
    if not actor.holds(Permission.REVIEW_DOCUMENTS, at_agency=document.agency_id):
        return refuse(_("You cannot review documents of this agency."))
    if revision_in_force(document, at=at) is None:
        return refuse(_("Only a document in force is reviewed from time to time."))
    return ALLOWED


def can_stand(
    approval: Approval, revision: Revision, last: Revision | None, *, actor: Actor, at: datetime
) -> Verdict:
    """Decide whether a revision can be approved in these terms after the last one approved."""
    last_begins = last.begins_at if last else None
    if approval.effective_from < at:
        return refuse(_("A text cannot apply from a moment that has passed."))
    if last_begins and approval.effective_from <= last_begins:
        return refuse(_("A text must begin later than the one approved before it."))
    if last and last.ends_at and approval.effective_from < last.ends_at:
        return refuse(_("The text withdrawn before applies to its day; this one begins then."))
    if reviewed_themselves(actor, revision) and not approval.sole_reviewer_reason.strip():
        return refuse(_("Say why nobody else at the agency could review the text."))
    return _decision_fits(approval, revision, at=at) and _signing_fits(approval, actor)


def _decision_fits(approval: Approval, revision: Revision, *, at: datetime) -> Verdict:
    decision = approval.decision
    if decision is None:
        if revision.document.kind in ADOPTED_BY_THE_PROVINCE:
            return refuse(
                _("Name the provincial decision that adopted this procedure (TT 01/2018, art. 8).")
            )
        return ALLOWED
    if not all(map(str.strip, (decision.number, decision.signer, decision.issuer))):
        return refuse(_("A decision has a number, a day, a signer and an issuer."))
    if decision.on > local_day(at):
        return refuse(_("The decision cannot be of a day that has not come."))
    return ALLOWED


def _signing_fits(approval: Approval, actor: Actor) -> Verdict:
    delegated = actor.delegation_for(Role.LEADER) is not None
    if approval.signing is None or delegated == (approval.signing is SigningForm.BY_AUTHORITY):
        return ALLOWED
    return refuse(_("A delegate signs TUQ., and nobody else does."))
