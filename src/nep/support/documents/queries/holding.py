"""Who writes in a draft now."""

from datetime import datetime, timedelta

from nep.agencies.actors import Actor
from nep.foundation import parameters
from nep.support.documents.models import DraftHold, Revision

HOLD_MINUTES = "documents.hold_minutes"


def lapse_of_holds(*, at: datetime) -> timedelta:
    """Return how long a hold stands after its holder was last seen writing."""
    return timedelta(minutes=int(parameters.number(HOLD_MINUTES, at=at)))


def hold_on(revision: Revision) -> DraftHold | None:
    """Return the hold on a draft, whether it still stands or was left behind."""
    holds = DraftHold.objects.select_related("held_by__person", "held_by__post")
    return holds.filter(revision=revision.pk).first()


def hold_that_stands(revision: Revision, *, at: datetime) -> DraftHold | None:
    """Return who holds a draft, for others to be shown by name and since when."""
    held = hold_on(revision)
    return held if held and held.hold.stands(at=at, lapse=lapse_of_holds(at=at)) else None


def hold_that_keeps_out(actor: Actor, revision: Revision, *, at: datetime) -> DraftHold | None:
    """Return the hold because of which the actor cannot write, if there is one."""
    held = hold_that_stands(revision, at=at)
    return held if held and held.hold.person_id != actor.person_id else None
