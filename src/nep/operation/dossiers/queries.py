"""Reads of dossiers: worklists, one dossier and its story, and what citizens may see."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from nep.agencies.actors import Actor
from nep.agencies.models import Agency
from nep.agencies.rules import Permission
from nep.foundation.clock import VIETNAM
from nep.operation.dossiers.acts import PAPER_PRINTED
from nep.operation.dossiers.models import Dossier, Event, OpenTask
from nep.operation.dossiers.rules.folding import fold
from nep.operation.dossiers.rules.states import ENDED, State
from nep.operation.procedures.rules.steps import Choice
from nep.platform.journal.queries import entries_about


@dataclass(frozen=True, slots=True)
class Listed:
    """What a list says of a dossier, and on a worklist of the step that waits in it."""

    code: str
    agency_id: int
    state: int
    due_at: datetime
    promised_at: datetime
    finished_at: datetime | None
    procedure: str
    applicant: str | None  # none: the data were erased
    step_key: str = ""
    step_name: str = ""
    holder_id: int | None = None


_DOSSIER = (
    "code",
    "agency_id",
    "state",
    "due_at",
    "promised_at",
    "finished_at",
    "procedure__name",
    "applicant__full_name",
)
_TASK = (*(f"dossier__{column}" for column in _DOSSIER), "step__key", "step__name", "holder_id")


class Tab(StrEnum):
    """The tabs of a worklist, by when the dossier is due."""

    LATE = "qua-han"
    TODAY = "hom-nay"
    WEEK = "tuan-nay"
    WAITING = "cho-bo-sung"
    ALL = "tat-ca"


def dossiers_visible_to(actor: Actor) -> QuerySet[Dossier]:
    """Return what the actor may look at: their agency's, those with a step there, or all."""
    if actor.holds(Permission.READ_ALL_AGENCIES):
        return Dossier.objects.all()
    if not actor.holds(Permission.HANDLE_DOSSIERS):
        return Dossier.objects.none()
    worked_on_here = Event.objects.filter(dossier=OuterRef("pk"), agency=actor.agency_id)
    waits_here = OpenTask.objects.filter(dossier=OuterRef("pk"), agency=actor.agency_id)
    return Dossier.objects.filter(
        Q(agency=actor.agency_id) | Exists(worked_on_here) | Exists(waits_here)
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


def dossier_visible_to(actor: Actor, *, code: str) -> Dossier:
    """Return one dossier; raises DoesNotExist alike for what is absent and what is not theirs."""
    return (
        dossiers_visible_to(actor)
        .select_related("agency", "procedure", "revision__revision__document", "applicant")
        .get(code=code)
    )


def worklist_of(actor: Actor, *, tab: Tab = Tab.ALL, at: datetime) -> QuerySet[OpenTask]:
    """Return the steps that wait for the actor, soonest due first."""
    tasks = _waiting_for(actor).filter(_on_tab(tab, at=at))
    return tasks.order_by("dossier_due_at", "id")


def worklist_counts(actor: Actor, *, at: datetime) -> dict[Tab, int]:
    """Count the steps on each tab of the actor's worklist, in one go."""
    counts = {tab.name: Count("pk", filter=_on_tab(tab, at=at)) for tab in Tab}
    counted = _waiting_for(actor).aggregate(**counts)
    return {tab: counted[tab.name] for tab in Tab}


def lines_of(dossiers: Iterable[Dossier]) -> list[Listed]:
    """Return what a list says of dossiers, in their order.

    A long list is cut into pages by keys alone; only what is shown is then joined and read.
    """
    keys = [dossier.pk for dossier in dossiers]
    rows = Dossier.objects.filter(pk__in=keys).values_list("pk", *_DOSSIER)
    return _in_order(keys, rows)


def worklist_lines_of(tasks: Iterable[OpenTask]) -> list[Listed]:
    """Return what a worklist says of steps, in their order, as `lines_of` does.

    A step that somebody completed since the page was cut is left out.
    """
    keys = [task.pk for task in tasks]
    rows = OpenTask.objects.filter(pk__in=keys).values_list("pk", *_TASK)
    return _in_order(keys, rows)


def _in_order(keys: Iterable[int], rows: Iterable[tuple[Any, ...]]) -> list[Listed]:
    lines = {row[0]: Listed(*row[1:]) for row in rows}
    return [lines[key] for key in keys if key in lines]


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


def open_tasks_of(dossier: Dossier) -> QuerySet[OpenTask]:
    """Return the steps of a dossier that wait for somebody."""
    return (
        OpenTask.objects.filter(dossier=dossier)
        .select_related("step", "agency", "unit", "holder__person", "holder__post")
        .order_by("step__order")
    )


def events_of(dossier: Dossier) -> QuerySet[Event]:
    """Return what happened to a dossier, oldest first, with who did it."""
    return (
        Event.objects.filter(dossier=dossier)
        .select_related("staff__person", "staff__post", "agency", "delegation__giver__person")
        .order_by("position")
    )


def choices_of(dossier: Dossier) -> tuple[Choice, ...]:
    """Return the recorded choices of a dossier, as the engine replays them."""
    events = Event.objects.filter(dossier=dossier).order_by("position")
    return fold(event.as_happened() for event in events).choices


def dossier_coded(code: str) -> Dossier:
    """Return the dossier with this code, for the citizen's look-up (R51).

    :raises Dossier.DoesNotExist: when there is none.
    """
    # Without a function around the column, so that its index serves whatever the case typed.
    spellings = {code.strip(), code.strip().upper()}
    return Dossier.objects.select_related("procedure", "agency", "revision", "applicant").get(
        code__in=spellings
    )


def is_over(dossier: Dossier) -> bool:
    """Tell whether nobody works on the dossier any more."""
    return State(dossier.state) in ENDED


def files_of(dossier: Dossier) -> dict[str, str]:
    """Return the files that the events of a dossier name: digest → what it is called here."""
    names: dict[str, str] = {}
    for event in Event.objects.filter(dossier=dossier).order_by("position"):
        for item in event.data.get("components", ()):
            if item["sha256"]:
                names[item["sha256"]] = f"{dossier.code}-thanh-phan-{item['component']}"
        if digest := event.data.get("result", {}).get("sha256"):
            names[digest] = f"{dossier.code}-ket-qua"
    return names


def was_printed(dossier: Dossier, paper: str) -> bool:
    """Tell whether a paper of the dossier was printed before: what follows is a reprint."""
    printed = entries_about(dossier).filter(act=PAPER_PRINTED.name, details__paper=paper)
    return printed.exists()
