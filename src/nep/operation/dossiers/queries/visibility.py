"""Which dossiers an actor may look at, and which there are for jobs and commands."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import BigIntegerField, Exists, OuterRef, Q, QuerySet, TextField

from nep.agencies.actors import Actor
from nep.agencies.models import Agency
from nep.agencies.rules import Permission
from nep.foundation.questions import Question, Told
from nep.operation.dossiers.models import Dossier, Event, Handling, OpenTask

_CODED = Q(code=Told("code", TextField()))


@dataclass(frozen=True, slots=True)
class _Questions:
    """The question for one dossier by its code: of those of an agency, or of all."""

    of_agency: Question[Dossier]
    anywhere: Question[Dossier]


def dossiers_visible_to(actor: Actor) -> QuerySet[Dossier]:
    """Return what the actor may look at: their agency's, those with a step there, or all."""
    if actor.holds(Permission.READ_ALL_AGENCIES):
        return Dossier.objects.all()
    if not actor.holds(Permission.HANDLE_DOSSIERS):
        return Dossier.objects.none()
    return _of_agency(actor.agency_id)


def dossier_visible_to(actor: Actor, *, code: str) -> Dossier:
    """Return one dossier with all that its page says of it.

    :raises Dossier.DoesNotExist: alike for what is absent and for what is not theirs.
    """
    return _the_one(_WHOLE, actor, code)


def dossier_to_act_on(actor: Actor, *, code: str) -> Dossier:
    """Return the same dossier for an act, which needs nothing around it.

    :raises Dossier.DoesNotExist: likewise.
    """
    return _the_one(_BARE, actor, code)


def _of_agency(agency: int | Told) -> QuerySet[Dossier]:
    had_a_step_here = Handling.objects.filter(dossier=OuterRef("pk"), agency=agency)
    return Dossier.objects.filter(Q(agency=agency) | Exists(had_a_step_here))


def _whole(dossiers: QuerySet[Dossier]) -> QuerySet[Dossier]:
    joined = ("agency", "procedure", "revision__revision__document", "applicant")
    # The diagram is long, and no page of a dossier draws it.
    return dossiers.select_related(*joined).defer("revision__bpmn")


def _the_one(questions: _Questions, actor: Actor, code: str) -> Dossier:
    found: list[Dossier] = []
    if actor.holds(Permission.READ_ALL_AGENCIES):
        found = questions.anywhere.ask(code=code)
    elif actor.holds(Permission.HANDLE_DOSSIERS):
        found = questions.of_agency.ask(code=code, agency=actor.agency_id)
    if not found:
        raise Dossier.DoesNotExist(code)
    return found[0]


def every_dossier() -> QuerySet[Dossier]:
    """Return all dossiers there are, whoever asks; for jobs and commands."""
    return Dossier.objects.all()


def every_open_task() -> QuerySet[OpenTask]:
    """Return all steps that wait for anybody, whoever asks; for jobs and commands."""
    return OpenTask.objects.all()


def dossiers_received_by(agency: Agency) -> QuerySet[Dossier]:
    """Return the dossiers of an agency, whoever asks; for jobs and commands."""
    return Dossier.objects.filter(agency=agency)


def has_dossiers(agency_id: int) -> bool:
    """Tell whether an agency, by its key, has received any dossier."""
    return Dossier.objects.filter(agency_id=agency_id).exists()


def dossiers_changed_since(dossiers: QuerySet[Dossier], moment: datetime) -> QuerySet[Dossier]:
    """Return those of the dossiers to which something was recorded at a moment or later."""
    recorded = Event.objects.filter(recorded_at__gte=moment)
    return dossiers.filter(pk__in=recorded.values("dossier"))


_WHOLE = _Questions(
    Question(lambda: _whole(_of_agency(Told("agency", BigIntegerField())).filter(_CODED))),
    Question(lambda: _whole(Dossier.objects.filter(_CODED))),
)
_BARE = _Questions(
    Question(lambda: _of_agency(Told("agency", BigIntegerField())).filter(_CODED)),
    Question(lambda: Dossier.objects.filter(_CODED)),
)
