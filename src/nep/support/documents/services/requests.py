"""Change requests: asked by any member of staff, answered, and met by the revision they lead to."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from nep.agencies.actors import Actor
from nep.agencies.queries import local_day
from nep.foundation.verdicts import Unfit
from nep.lib.vietnamese.text import tidy
from nep.platform.journal.rules import Act
from nep.platform.journal.services import record
from nep.support.documents import acts
from nep.support.documents.models import ChangeRequest, Document, Revision
from nep.support.documents.permissions_of_requests import (
    may_answer,
    may_ask,
    may_draft_on,
    may_take_back,
)
from nep.support.documents.queries.requests import next_request_number, request_locked
from nep.support.documents.queries.revisions import revision_in_preparation
from nep.support.documents.rules.documents import Extent
from nep.support.documents.rules.requests import LONGEST_ASKED, Asked, RequestKind, RequestStage
from nep.support.documents.services.drafting import NewDocument, draft_document, draft_revision

LONGEST_TITLE = 300


@transaction.atomic
def ask_for_change(
    asked: Asked, document: Document | None = None, *, actor: Actor, at: datetime
) -> ChangeRequest:
    """Ask that a document be written, amended, or no longer applied.

    :raises Refused: when the actor may not, or does not say what and why.
    """
    may_ask(actor, document, asked.kind, at=at).enforce()
    _check_asked(asked, at=at)

    year = local_day(at).year
    request = ChangeRequest.objects.create(
        agency_id=actor.agency_id,
        year=year,
        number=next_request_number(actor.agency_id, year),
        kind=asked.kind,
        document=document if asked.kind is not RequestKind.NEW else None,
        title=tidy(asked.title) if asked.kind is RequestKind.NEW else "",
        reason=asked.reason.strip(),
        content=asked.content.strip(),
        wanted_on=asked.wanted_on,
        asked_by_id=actor.staff_id,
        asked_at=at,
    )

    _told(acts.REQUEST_ASKED, request, actor=actor, at=at)
    return request


@transaction.atomic
def accept_request(
    request: ChangeRequest, answer: str = "", *, actor: Actor, at: datetime
) -> ChangeRequest:
    """Accept what was asked: a draft, or the end of the document, follows from it.

    :raises Refused: when the actor may not answer it.
    """
    request = request_locked(request.pk)
    may_answer(actor, request).enforce()

    _answer(request, RequestStage.ACCEPTED, answer, actor=actor, at=at)

    _told(acts.REQUEST_ACCEPTED, request, actor=actor, at=at)
    return request


@transaction.atomic
def refuse_request(
    request: ChangeRequest, reason: str, *, actor: Actor, at: datetime
) -> ChangeRequest:
    """Refuse what was asked, saying why.

    :raises Refused: when the actor may not answer it, or gives no reason.
    """
    request = request_locked(request.pk)
    may_answer(actor, request).enforce()
    if not reason.strip():
        raise Unfit(_("Say why the request is not accepted."))

    _answer(request, RequestStage.REFUSED, reason, actor=actor, at=at)

    _told(acts.REQUEST_REFUSED, request, actor=actor, at=at)
    return request


@transaction.atomic
def take_back_request(request: ChangeRequest, *, actor: Actor, at: datetime) -> ChangeRequest:
    """Take one's own request back before it is answered.

    :raises Refused: when it is somebody else's, or was answered.
    """
    request = request_locked(request.pk)
    may_take_back(actor, request).enforce()

    request.stage = RequestStage.TAKEN_BACK
    request.save(update_fields=["stage"])

    _told(acts.REQUEST_TAKEN_BACK, request, actor=actor, at=at)
    return request


@transaction.atomic
def draft_on_request(
    request: ChangeRequest,
    new: NewDocument | None = None,
    *,
    extent: Extent = Extent.AMENDMENT,
    actor: Actor,
    at: datetime,
) -> Revision:
    """Lead an accepted request to the draft that meets it: the one in preparation, or a new one.

    :raises Refused: when the actor drafts nothing here, or the request leads to no draft.
    """
    request = request_locked(request.pk)
    may_draft_on(actor, request).enforce()

    revision = _draft_for(request, new, extent, actor=actor, at=at)
    request.revision, request.document = revision, revision.document
    request.save(update_fields=["revision", "document"])
    return revision


def close_requests(met: Iterable[ChangeRequest], *, at: datetime) -> None:
    """Close the requests that an approval, or the end of a document, has met."""
    for request in met:
        request.stage = RequestStage.CLOSED
        request.closed_at = at
        request.save(update_fields=["stage", "closed_at"])


def _draft_for(
    request: ChangeRequest, new: NewDocument | None, extent: Extent, *, actor: Actor, at: datetime
) -> Revision:
    if request.document is not None:
        preparing = revision_in_preparation(request.document)
        return preparing or draft_revision(request.document, extent=extent, actor=actor, at=at)
    if new is None:
        raise Unfit(_("Give the document its code and its kind."))
    return draft_document(new, actor=actor, at=at)


def _check_asked(asked: Asked, *, at: datetime) -> None:
    if not asked.reason.strip() or not asked.content.strip():
        raise Unfit(_("Say what should change, and why."))
    if max(len(asked.reason), len(asked.content)) > LONGEST_ASKED:
        raise Unfit(_("That is too long: say it in %(most)s characters.") % {"most": LONGEST_ASKED})
    title = tidy(asked.title)
    if asked.kind is RequestKind.NEW and not 0 < len(title) <= LONGEST_TITLE:
        raise Unfit(_("A document needs a title."))
    if asked.wanted_on and asked.wanted_on < local_day(at):
        raise Unfit(_("The day by which it is wanted has passed."))


def _answer(
    request: ChangeRequest, stage: RequestStage, said: str, *, actor: Actor, at: datetime
) -> None:
    request.stage = stage
    request.answer = said.strip()
    request.answered_by_id = actor.staff_id
    request.answered_at = at
    request.save(update_fields=["stage", "answer", "answered_by", "answered_at"])


def _told(act: Act, request: ChangeRequest, *, actor: Actor, at: datetime) -> None:
    record(act, request, actor=actor, at=at, label=request.label, about=request.about)
