"""Holding a draft: whoever opens the editor writes alone, until they stop or are relieved."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from nep.agencies.actors import Actor
from nep.foundation.templatetags.nep import moment
from nep.foundation.verdicts import Overtaken
from nep.platform.journal.services import record
from nep.support.documents import acts
from nep.support.documents.models import DraftHold, Revision
from nep.support.documents.permissions import may_write
from nep.support.documents.queries.holding import hold_on, hold_that_keeps_out
from nep.support.documents.queries.revisions import revision_locked


@transaction.atomic
def hold_draft(revision: Revision, *, actor: Actor, at: datetime) -> DraftHold | None:
    """Hold a draft for the actor if nobody else does; return the hold that keeps them out.

    Any editor of a part of the revision calls this when it is opened and when it is saved.

    :raises Refused: when the actor may not write.
    """
    revision = revision_locked(revision.pk)
    may_write(actor, revision).enforce()
    other = hold_that_keeps_out(actor, revision, at=at)
    if other is None:
        _hold(revision, actor, at)
    return other


@transaction.atomic
def take_over_draft(revision: Revision, *, actor: Actor, at: datetime) -> None:
    """Take a draft out of somebody's hands; what they typed meanwhile is kept for them.

    :raises Refused: when the actor may not write.
    """
    revision = revision_locked(revision.pk)
    may_write(actor, revision).enforce()

    other = hold_that_keeps_out(actor, revision, at=at)
    _hold(revision, actor, at)

    if other is not None:
        record(
            acts.DRAFT_TAKEN_OVER,
            revision,
            actor=actor,
            at=at,
            code=revision.document.code,
            number=revision.label,
            holder=other.held_by.person.full_name,
            holder_id=other.held_by.person_id,
        )


@transaction.atomic
def let_go_of_draft(revision: Revision, *, actor: Actor) -> None:
    """End the actor's hold, if it is theirs: others may write again."""
    DraftHold.objects.filter(revision=revision.pk, held_by__person_id=actor.person_id).delete()


def check_hold(revision: Revision, *, actor: Actor, at: datetime) -> None:
    """Let an act on a draft pass only when nobody else is writing in it.

    :raises Overtaken: when somebody is.
    """
    other = hold_that_keeps_out(actor, revision, at=at)
    if other is not None:
        raise Overtaken(
            _("%(name)s has been writing in this draft since %(since)s. Take it over, or wait.")
            % {"name": other.held_by.person.full_name, "since": moment(other.since)}
        )


def _hold(revision: Revision, actor: Actor, at: datetime) -> None:
    mine = hold_on(revision)
    since = mine.since if mine and mine.held_by.person_id == actor.person_id else at
    DraftHold.objects.update_or_create(
        revision=revision,
        defaults={"held_by_id": actor.staff_id, "since": since, "seen_at": at},
    )
