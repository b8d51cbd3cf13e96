"""Who may distribute a document, and who may confirm having read it."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from nep.agencies.actors import Actor
from nep.agencies.rules import Permission
from nep.foundation.verdicts import ALLOWED, Verdict, refuse
from nep.support.distribution.queries import has_to_know
from nep.support.documents.models import Document, Revision
from nep.support.documents.rules.revisions import Standing

TO_BE_READ = (Standing.IN_FORCE, Standing.COMING)
IN_PREPARATION = (Standing.DRAFT, Standing.UNDER_REVIEW)


def may_distribute(actor: Actor, document: Document) -> Verdict:
    """Decide whether the actor says who has to know a document."""
    if not actor.holds(Permission.DRAFT_DOCUMENTS, at_agency=document.agency_id):
        return refuse(_("Only the ISO secretary of the agency distributes its documents."))
    return ALLOWED


def may_confirm_reading(actor: Actor, revision: Revision, *, at: datetime) -> Verdict:
    """Decide whether the actor can confirm having read a revision."""
    if revision.standing(at=at) not in TO_BE_READ:
        return refuse(_("Only a text that applies, or soon will, is read and confirmed."))
    if not has_to_know(actor, revision.document):
        return refuse(_("This document is not distributed to your post."))
    return ALLOWED


def may_remind(actor: Actor, revision: Revision, *, at: datetime) -> Verdict:
    """Decide whether the actor can remind those who have not read a revision."""
    if revision.standing(at=at) not in TO_BE_READ:
        return refuse(_("Only a text that applies, or soon will, is read and confirmed."))
    return may_distribute(actor, revision.document)
