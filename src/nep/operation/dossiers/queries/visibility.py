"""Which dossiers an actor may look at, and which there are for jobs and commands."""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from nep.agencies.actors import Actor
from nep.agencies.models import Agency
from nep.agencies.rules import Permission
from nep.operation.dossiers.models import Dossier, Event, Handling, OpenTask


def dossiers_visible_to(actor: Actor) -> QuerySet[Dossier]:
    """Return what the actor may look at: their agency's, those with a step there, or all."""
    if actor.holds(Permission.READ_ALL_AGENCIES):
        return Dossier.objects.all()
    if not actor.holds(Permission.HANDLE_DOSSIERS):
        return Dossier.objects.none()
    had_a_step_here = Handling.objects.filter(dossier=OuterRef("pk"), agency=actor.agency_id)
    return Dossier.objects.filter(Q(agency=actor.agency_id) | Exists(had_a_step_here))


def dossier_visible_to(actor: Actor, *, code: str) -> Dossier:
    """Return one dossier; raises DoesNotExist alike for what is absent and what is not theirs."""
    return (
        dossiers_visible_to(actor)
        .select_related("agency", "procedure", "revision__revision__document", "applicant")
        .get(code=code)
    )


def every_dossier() -> QuerySet[Dossier]:
    """Return all dossiers there are, whoever asks; for jobs and commands."""
    return Dossier.objects.all()


def every_open_task() -> QuerySet[OpenTask]:
    """Return all steps that wait for anybody, whoever asks; for jobs and commands."""
    return OpenTask.objects.all()


def dossiers_received_by(agency: Agency) -> QuerySet[Dossier]:
    """Return the dossiers of an agency, whoever asks; for jobs and commands."""
    return Dossier.objects.filter(agency=agency)


def dossiers_changed_since(dossiers: QuerySet[Dossier], moment: datetime) -> QuerySet[Dossier]:
    """Return those of the dossiers to which something was recorded at a moment or later."""
    recorded = Event.objects.filter(recorded_at__gte=moment)
    return dossiers.filter(pk__in=recorded.values("dossier"))
