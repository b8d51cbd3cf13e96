"""Discarding: a draft that nobody has been shown yet is thrown away."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from nep.agencies.actors import Actor
from nep.foundation.events import publish
from nep.foundation.verdicts import Overtaken
from nep.platform.journal.services import record
from nep.support.documents import acts
from nep.support.documents.events import DraftDiscarded
from nep.support.documents.models import Revision
from nep.support.documents.permissions import may_discard
from nep.support.documents.queries.revisions import revision_locked, revisions_of
from nep.support.documents.services.holding import check_hold


@transaction.atomic
def discard_draft(revision: Revision, *, edition: int, actor: Actor, at: datetime) -> None:
    """Throw a draft away with everything that belongs to it, and its document if it had no other.

    Its number and its code are free again; the journal keeps that there was a draft.

    :raises Overtaken: when somebody saved since `edition` was read: their work is not thrown away.
    :raises Refused: when the actor may not.
    """
    revision = revision_locked(revision.pk)
    may_discard(actor, revision).enforce()
    check_hold(revision, actor=actor, at=at)
    if revision.edition != edition:
        raise Overtaken(_("Somebody wrote in this draft after you opened it. Look at it first."))

    document = revision.document
    record(
        acts.DRAFT_DISCARDED,
        revision,
        actor=actor,
        at=at,
        code=document.code,
        number=revision.label,
    )
    publish(DraftDiscarded(revision.pk, document.pk, at))

    revision.delete()
    if not revisions_of(document).exists():
        document.delete()
