"""Who may ask for a change, answer, take back, and draft on a request."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from nep.agencies.actors import Actor
from nep.agencies.rules import Permission
from nep.foundation.verdicts import ALLOWED, Verdict, refuse
from nep.support.documents.models import ChangeRequest, Document
from nep.support.documents.queries.revisions import revision_in_force
from nep.support.documents.rules.requests import RequestKind, RequestStage


def may_ask(actor: Actor, document: Document | None, kind: RequestKind, *, at: datetime) -> Verdict:
    """Decide whether the actor can ask for a change: any staff, of a text in force at theirs."""
    if not actor.holds(Permission.READ_DOCUMENTS):
        return refuse(_("Only staff of the agency ask for changes of its documents."))
    if kind is RequestKind.NEW:
        return ALLOWED
    if document is None or document.agency_id != actor.agency_id:
        return refuse(_("Only staff of the agency ask for changes of its documents."))
    if revision_in_force(document, at=at) is None:
        return refuse(_("Only a document in force can be asked to change."))
    return ALLOWED


def may_answer(actor: Actor, request: ChangeRequest) -> Verdict:
    """Decide whether the actor can accept or refuse a request: never their own."""
    if not actor.holds(Permission.ANSWER_REQUESTS, at_agency=request.agency_id):
        return refuse(_("The head of an office, a leader or the ISO secretary answers requests."))
    if request.stage != RequestStage.OPEN:
        return refuse(_("This request does not wait for an answer."))
    if request.asked_by.person_id == actor.person_id:
        return refuse(_("Somebody else must answer your request."))
    return ALLOWED


def may_take_back(actor: Actor, request: ChangeRequest) -> Verdict:
    """Decide whether the actor can take a request back."""
    if request.asked_by.person_id != actor.person_id:
        return refuse(_("Only who asked takes a request back."))
    if request.stage != RequestStage.OPEN:
        return refuse(_("This request does not wait for an answer."))
    return ALLOWED


def may_draft_on(actor: Actor, request: ChangeRequest) -> Verdict:
    """Decide whether the actor can open the draft to which an accepted request leads."""
    if not actor.holds(Permission.DRAFT_DOCUMENTS, at_agency=request.agency_id):
        return refuse(_("Only the ISO secretary of the agency drafts its documents."))
    if request.kind == RequestKind.STOP:
        return refuse(_("A request to stop leads to no draft: a leader ends the document."))
    if request.stage != RequestStage.ACCEPTED or request.revision_id is not None:
        return refuse(_("Only an accepted request without a draft leads to one."))
    return ALLOWED
