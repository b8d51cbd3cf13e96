"""Withdrawal: a text ends now or from a day on, or a whole document stops applying."""

from datetime import datetime

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils.translation import gettext as _

from nep.agencies.actors import Actor
from nep.foundation.events import publish
from nep.foundation.templatetags.nep import moment
from nep.foundation.verdicts import Unfit
from nep.platform.journal.services import record
from nep.support.documents import acts
from nep.support.documents.events import RevisionWithdrawn
from nep.support.documents.models import Document, Revision
from nep.support.documents.permissions import can_end, may_stop, may_withdraw
from nep.support.documents.queries.requests import requests_to_stop
from nep.support.documents.queries.revisions import (
    approved_reaching,
    document_locked,
    revision_followed_by,
    revision_locked,
)
from nep.support.documents.rules.revisions import Stage, Standing
from nep.support.documents.services.approval import let_apply
from nep.support.documents.services.requests import close_requests

_WITHDRAWN_COLUMNS = ["validity", "stage", "withdrawn_by", "withdrawn_at", "withdrawal_reason"]


@transaction.atomic
def withdraw_revision(
    revision: Revision,
    reason: str,
    *,
    since: datetime | None = None,
    actor: Actor,
    at: datetime,
) -> Revision:
    """Withdraw a text: it ends now, or at a moment to come when `since` names one.

    One that has not begun never does, and the one before goes on.

    :raises Refused: when the actor or the revision's standing does not allow it, or no reason
        is given.
    """
    revision = revision_locked(revision.pk)
    may_withdraw(actor, revision, at=at).enforce()
    _check_terms(reason, since, at=at)

    coming = revision.standing(at=at) is Standing.COMING
    before = revision_followed_by(revision) if coming else None
    until = revision.ends_at
    _end(revision, None if coming else since or at, reason, actor=actor, at=at)
    if before is not None:
        let_apply(before, until=until)
    return revision


@transaction.atomic
def stop_document(
    document: Document,
    reason: str,
    *,
    since: datetime | None = None,
    actor: Actor,
    at: datetime,
) -> list[Revision]:
    """Let a whole document stop applying (ngưng áp dụng): nothing of it applies from a moment on.

    The text that applies ends there, those that would begin later never do; a draft stays a
    draft. Returns what was withdrawn.

    :raises Refused: when the actor may not, nothing applies, or no reason is given.
    """
    document = document_locked(document.pk)
    may_stop(actor, document, at=at).enforce()
    _check_terms(reason, since, at=at)

    end = since or at
    ended = list(approved_reaching(document, end))
    for revision in ended:
        begins = revision.begins_at
        _end(revision, end if begins and begins < end else None, reason, actor=actor, at=at)
    close_requests(requests_to_stop(document), at=at)

    record(
        acts.DOCUMENT_STOPPED,
        document,
        actor=actor,
        at=at,
        code=document.code,
        since=moment(end),
        reason=reason.strip(),
    )
    return ended


def _check_terms(reason: str, since: datetime | None, *, at: datetime) -> None:
    if not reason.strip():
        raise Unfit(_("Say why the text is withdrawn."))
    terms = can_end(since, at=at)
    if not terms:
        raise Unfit(str(terms.reason))


def _end(
    revision: Revision, end: datetime | None, reason: str, *, actor: Actor, at: datetime
) -> None:
    """Withdraw a locked revision, which ends at a moment, or never began when there is none."""
    begins = revision.begins_at
    revision.validity = DateTimeTZRange(begins, end) if end else DateTimeTZRange(empty=True)
    revision.stage = Stage.WITHDRAWN
    revision.withdrawn_by_id = actor.staff_id
    revision.withdrawn_at = at
    revision.withdrawal_reason = reason.strip()
    revision.save(update_fields=_WITHDRAWN_COLUMNS)

    record(
        acts.REVISION_WITHDRAWN,
        revision,
        actor=actor,
        at=at,
        code=revision.document.code,
        number=revision.label,
        reason=revision.withdrawal_reason,
    )
    publish(RevisionWithdrawn(revision.pk, revision.document_id, end or at, at))
