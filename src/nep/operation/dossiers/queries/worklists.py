"""Worklists: the steps that wait for somebody, by when their dossier is due."""

from datetime import datetime, timedelta
from enum import StrEnum

from django.db.models import Count, Q, QuerySet

from nep.agencies.actors import Actor
from nep.foundation.clock import VIETNAM
from nep.operation.dossiers.models import Dossier, OpenTask
from nep.operation.dossiers.rules.states import State


class Tab(StrEnum):
    """The tabs of a worklist, by when the dossier is due."""

    LATE = "qua-han"
    TODAY = "hom-nay"
    WEEK = "tuan-nay"
    WAITING = "cho-bo-sung"
    ALL = "tat-ca"


def worklist_of(actor: Actor, *, tab: Tab = Tab.ALL, at: datetime) -> QuerySet[OpenTask]:
    """Return the steps that wait for the actor, soonest due first."""
    tasks = _waiting_for(actor).filter(_on_tab(tab, at=at))
    return tasks.order_by("dossier_due_at", "id")


def worklist_counts(actor: Actor, *, at: datetime) -> dict[Tab, int]:
    """Count the steps on each tab of the actor's worklist, in one go."""
    counts = {tab.name: Count("pk", filter=_on_tab(tab, at=at)) for tab in Tab}
    counted = _waiting_for(actor).aggregate(**counts)
    return {tab: counted[tab.name] for tab in Tab}


def _waiting_for(actor: Actor) -> QuerySet[OpenTask]:
    in_reach = Q(agency=actor.agency_id, role__in=actor.roles, holder=None) & (
        Q(unit=None) | Q(unit=actor.unit_id)
    )
    return OpenTask.objects.filter(in_reach | Q(holder=actor.staff_id))


def _on_tab(tab: Tab, *, at: datetime) -> Q:
    tonight = at.astimezone(VIETNAM).replace(hour=0, minute=0, second=0, microsecond=0)
    tonight += timedelta(days=1)
    match tab:
        case Tab.LATE:
            return Q(dossier_due_at__lt=at)
        case Tab.TODAY:
            return Q(dossier_due_at__gte=at, dossier_due_at__lt=tonight)
        case Tab.WEEK:
            return Q(dossier_due_at__gte=at, dossier_due_at__lt=tonight + timedelta(days=6))
        case Tab.WAITING:
            # By the few that wait: a join would look at the dossier of every step.
            waiting = Dossier.objects.filter(state=State.SUPPLEMENT_ASKED)
            return Q(dossier__in=waiting.values("pk"))
        case Tab.ALL:
            return Q()


def steps_held_by(staff_id: int) -> QuerySet[OpenTask]:
    """Return the open steps in the hands of staff, whoever asks: none may stay when they leave."""
    return OpenTask.objects.filter(holder=staff_id).order_by("dossier_due_at", "id")
