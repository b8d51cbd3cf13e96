"""Refolding everything: the projections must equal the events, and the chain must hold."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from django.db import connection

from nep.operation.dossiers.models import Dossier, Event, OpenTask
from nep.operation.dossiers.rules.folding import Folded, fold
from nep.operation.dossiers.services.recording import columns_of, lasting_columns_of, task_for
from nep.operation.procedures.engine import ImpossibleChoice, position_after
from nep.operation.procedures.queries import process_of, steps_that_run

_AT_ONCE = 500
_BROKEN = """
SELECT DISTINCT dossier_id FROM (
    SELECT e.*,
           coalesce(lag(hash) OVER chain, '') AS expected_prev,
           row_number() OVER chain AS expected_position
    FROM dossiers_event e WHERE dossier_id = ANY(%s)
    WINDOW chain AS (PARTITION BY dossier_id ORDER BY position)
) sealed
WHERE prev_hash <> expected_prev OR position <> expected_position
   OR hash <> (SELECT dossiers_event_digest(original) FROM dossiers_event original
               WHERE original.id = sealed.id)
"""


@dataclass(frozen=True, slots=True)
class Difference:
    """One place where a dossier's projection is not what its events add up to."""

    code: str
    where: str
    stored: str
    folded: str

    def __str__(self) -> str:
        return f"{self.code}: {self.where} is {self.stored}, events say {self.folded}"


def differences(dossiers: Iterable[Dossier] | None = None) -> Iterator[Difference]:
    """Yield every difference between projections and events, and every broken chain."""
    rows = iter(dossiers if dossiers is not None else _every_dossier())
    while batch := list(islice(rows, _AT_ONCE)):
        yield from _of_batch(batch)


def _every_dossier() -> Iterator[Dossier]:
    dossiers = Dossier.objects.select_related("procedure").order_by("pk")
    return dossiers.iterator(_AT_ONCE)


def _of_batch(batch: list[Dossier]) -> Iterator[Difference]:
    keys = [dossier.pk for dossier in batch]
    broken = _broken_chains(keys)
    events: dict[int, list[Event]] = {key: [] for key in keys}
    for event in Event.objects.filter(dossier__in=keys).order_by("dossier_id", "position"):
        events[event.dossier_id].append(event)
    tasks: dict[int, list[OpenTask]] = {key: [] for key in keys}
    for task in OpenTask.objects.filter(dossier__in=keys).select_related("step"):
        tasks[task.dossier_id].append(task)
    for dossier in batch:
        if dossier.pk in broken:
            yield Difference(dossier.code, "chain", "broken", "whole")
        folded = fold(event.as_happened() for event in events[dossier.pk])
        yield from _of_ownership(dossier, events[dossier.pk])
        yield from _of_columns(dossier, folded)
        yield from _of_tasks(dossier, folded, tasks[dossier.pk])
        yield from _of_process(dossier, folded)


def _broken_chains(keys: list[int]) -> set[int]:
    with connection.cursor() as cursor:
        cursor.execute(_BROKEN, [keys])
        return {row[0] for row in cursor.fetchall()}


def _of_columns(dossier: Dossier, folded: Folded) -> Iterator[Difference]:
    for column, expected in {**lasting_columns_of(folded), **columns_of(folded)}.items():
        stored = getattr(dossier, column)
        if stored != expected:
            yield Difference(dossier.code, column, str(stored), str(expected))
    if dossier.procedure.key != folded.procedure_key:
        yield Difference(dossier.code, "procedure", dossier.procedure.key, folded.procedure_key)


def _of_ownership(dossier: Dossier, events: list[Event]) -> Iterator[Difference]:
    received_by = events[0].agency_id if events else None
    if dossier.agency_id != received_by:
        yield Difference(dossier.code, "agency", str(dossier.agency_id), str(received_by))


def _of_tasks(dossier: Dossier, folded: Folded, tasks: list[OpenTask]) -> Iterator[Difference]:
    steps = steps_that_run(dossier.revision_id)
    stored = {(task.step.key, task.occurrence): _told(task) for task in tasks}
    expected = {
        work.place: _told(task_for(dossier, work, steps[work.step])) for work in folded.open_work
    }
    if stored != expected:
        yield Difference(dossier.code, "open steps", str(stored), str(expected))


def _told(task: OpenTask) -> tuple[object, ...]:
    """Return every column of a worklist row that people go by."""
    return (
        task.holder_id,
        task.opened_at,
        task.due_at,
        task.dossier_due_at,
        task.role,
        task.agency_id,
        task.unit_id,
    )


def _of_process(dossier: Dossier, folded: Folded) -> Iterator[Difference]:
    try:
        position = position_after(process_of(dossier.revision_id), folded.choices)
    except ImpossibleChoice as impossible:
        yield Difference(dossier.code, "process", "cannot be replayed", str(impossible))
        return
    replayed = {(step.step, step.occurrence) for step in position.open}
    expected = {work.place for work in folded.open_work}
    if replayed != expected:
        yield Difference(dossier.code, "process", str(sorted(expected)), str(sorted(replayed)))
