"""Reads for those who tell people of dossiers: what moved, and whose time runs out."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from nep.operation.dossiers.models import Event, OpenTask
from nep.operation.dossiers.rules.states import Kind, State

_TASK = (
    "dossier_id",
    "dossier__code",
    "step__key",
    "step__name",
    "occurrence",
    "role",
    "agency_id",
    "unit_id",
    "holder_id",
    "holder__person_id",
    "dossier_due_at",
)


@dataclass(frozen=True, slots=True)
class Waiting:
    """An open step, and who has it or whose it is to take."""

    dossier_id: int
    code: str
    step_key: str
    step_name: str
    occurrence: int
    role: str
    agency_id: int
    unit_id: int | None
    holder_id: int | None
    holder_person_id: int | None
    due_at: datetime


@dataclass(frozen=True, slots=True)
class Moved:
    """An event that put a step before somebody, and the step, which still waits there."""

    event_id: int
    at: datetime
    returned: bool
    by_staff_id: int | None
    task: Waiting


def moves_still_open(event_ids: Sequence[int]) -> list[Moved]:
    """Return what these events put before somebody and nobody has done or taken since."""
    events = list(
        Event.objects.filter(pk__in=event_ids)
        .filter(Exists(OpenTask.objects.filter(dossier=OuterRef("dossier"))))
        .order_by("pk")
        .only("dossier_id", "kind", "at", "staff_id", "data")
    )
    of_these = OpenTask.objects.filter(dossier__in={event.dossier_id for event in events})
    tasks = {(task.dossier_id, task.step_key, task.occurrence): task for task in _waiting(of_these)}
    return [
        Moved(event.pk, event.at, event.kind == Kind.RETURNED, event.staff_id, task)
        for event in events
        for step, occurrence, holder in _put_before(event.kind, event.data)
        if (task := tasks.get((event.dossier_id, step, occurrence))) and task.holder_id == holder
    ]


def _put_before(kind: str, data: dict[str, Any]) -> Iterator[tuple[str, int, int | None]]:
    """Yield the steps that an event opens or puts into hands: which, how often, whose."""
    if kind in {Kind.ASSIGNED, Kind.CLAIMED}:
        yield data["step"], data["occurrence"], data["holder"]
    for item in data.get("opened", ()):
        yield item["step"], item["occurrence"], item.get("holder")


def tasks_due_between(
    agencies: Iterable[int], after: datetime, until: datetime
) -> Iterable[Waiting]:
    """Return open steps at these agencies of dossiers due after one moment, up to another."""
    return _waiting(
        OpenTask.objects.filter(
            agency__in=list(agencies), dossier_due_at__gt=after, dossier_due_at__lte=until
        ).order_by("dossier_due_at")
    )


def tasks_of_dossiers_received(
    agencies: Iterable[int], since: datetime, before: datetime
) -> Iterable[Waiting]:
    """Return open steps of dossiers received at these agencies in a time, and not yet answered."""
    return _waiting(
        OpenTask.objects.filter(
            agency__in=list(agencies),
            dossier__agency__in=list(agencies),
            dossier__received_at__gte=since,
            dossier__received_at__lt=before,
            dossier__state__in=[State.RECEIVED, State.PROCESSING],
        ).order_by("dossier_due_at")
    )


def _waiting(tasks: QuerySet[OpenTask]) -> list[Waiting]:
    return [Waiting(*row) for row in tasks.values_list(*_TASK)]
