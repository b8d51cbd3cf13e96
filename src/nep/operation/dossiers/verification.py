"""Refolding everything: the projections must equal the events, and the chain must hold."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice

from django.db import connection

from nep.operation.dossiers.models import Dossier, Event, Handling, OpenTask, Tally
from nep.operation.dossiers.rules.folding import Folded, fold
from nep.operation.dossiers.services.recording import columns_of, lasting_columns_of, task_for
from nep.operation.dossiers.services.tallies import COLUMNS, counted
from nep.operation.procedures.engine import ImpossibleChoice, position_after
from nep.operation.procedures.queries import process_of, steps_that_run

_AT_ONCE = 500
Handled = tuple[int, datetime | None]
Sums = Counter[tuple[int, int, date, str]]  # agency, procedure, month, column → how many
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
    """Yield every difference between projections and events, and every broken chain.

    The tallies of months are sums over all dossiers, so they are compared when all are read.
    """
    rows = iter(dossiers if dossiers is not None else _every_dossier())
    sums: Sums = Counter()
    while batch := list(islice(rows, _AT_ONCE)):
        yield from _of_batch(batch, sums)
    if dossiers is None:
        yield from _of_tallies(sums)


def _every_dossier() -> Iterator[Dossier]:
    dossiers = Dossier.objects.select_related("procedure").order_by("pk")
    return dossiers.iterator(_AT_ONCE)


def _of_batch(batch: list[Dossier], sums: Sums) -> Iterator[Difference]:
    keys = [dossier.pk for dossier in batch]
    broken = _broken_chains(keys)
    events: dict[int, list[Event]] = {key: [] for key in keys}
    for event in Event.objects.filter(dossier__in=keys).order_by("dossier_id", "position"):
        events[event.dossier_id].append(event)
    tasks: dict[int, list[OpenTask]] = {key: [] for key in keys}
    for task in OpenTask.objects.filter(dossier__in=keys).select_related("step"):
        tasks[task.dossier_id].append(task)
    handlings: dict[int, set[Handled]] = {key: set() for key in keys}
    for handling in Handling.objects.filter(dossier__in=keys):
        handlings[handling.dossier_id].add((handling.agency_id, handling.received_at))
    for dossier in batch:
        if dossier.pk in broken:
            yield Difference(dossier.code, "chain", "broken", "whole")
        folded = fold(event.as_happened() for event in events[dossier.pk])
        yield from _of_ownership(dossier, events[dossier.pk])
        yield from _of_columns(dossier, folded)
        yield from _of_tasks(dossier, folded, tasks[dossier.pk])
        yield from _of_process(dossier, folded)
        acted = {event.agency_id for event in events[dossier.pk]}
        waits = {task.agency_id for task in tasks[dossier.pk]}
        others = (acted | waits) - {dossier.agency_id}
        expected = {(agency, folded.received_at) for agency in others}
        yield from _of_handlings(dossier, handlings[dossier.pk], expected)
        kept = (dossier.agency_id, dossier.procedure_id)
        sums.update((*kept, *place) for place in counted(folded))


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


def _of_handlings(
    dossier: Dossier, stored: set[Handled], expected: set[Handled]
) -> Iterator[Difference]:
    """Compare who else may look: those who did something, or have a step now."""
    if stored != expected:
        yield Difference(dossier.code, "handled by", _spelled(stored), _spelled(expected))


def _spelled(handled: set[Handled]) -> str:
    return ", ".join(f"{agency} since {at}" for agency, at in sorted(handled, key=str))


def _of_tallies(expected: Sums) -> Iterator[Difference]:
    stored: Sums = Counter()
    for row in Tally.objects.all():
        for column in COLUMNS:
            stored[row.agency_id, row.procedure_id, row.month, column] = getattr(row, column)
    for place in sorted(stored | expected):
        if stored[place] != expected[place]:
            agency, procedure, month, column = place
            where = f"{column} of procedure {procedure} in {month:%m/%Y}"
            told = (str(stored[place]), str(expected[place]))
            yield Difference(f"agency {agency}", where, *told)


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
