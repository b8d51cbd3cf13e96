"""How every act on a dossier is written: one event, folded, and the projections moved.

Nothing else in the house inserts events or moves a dossier's columns and open tasks.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import BigIntegerField
from django.utils.translation import gettext as _

from nep.agencies.actors import Actor
from nep.agencies.rules import Role
from nep.foundation import clock
from nep.foundation.questions import Question, Told
from nep.foundation.verdicts import Overtaken
from nep.operation.dossiers.models import Dossier, Event, Handling, OpenTask
from nep.operation.dossiers.queries.story import folded_so_far
from nep.operation.dossiers.rules.folding import Folded, OpenWork, apply
from nep.operation.dossiers.rules.states import Kind, Source
from nep.operation.dossiers.services.tallies import keep_tally
from nep.operation.procedures.models import Step
from nep.operation.procedures.queries import steps_that_run

_OF_IT = Told("dossier", BigIntegerField())
_LOCKED = Question(lambda: Dossier.objects.select_for_update().filter(pk=_OF_IT))
_TASKS = Question(lambda: OpenTask.objects.filter(dossier=_OF_IT))


@dataclass(frozen=True, slots=True)
class Turn:
    """A dossier that is locked for one act, and what its events add up to so far."""

    dossier: Dossier
    folded: Folded
    steps: Mapping[str, Step]
    tasks: Mapping[tuple[str, int], OpenTask] = field(default_factory=dict)  # by place


def take_turn(dossier: Dossier, *, seen: int) -> Turn:
    """Lock the dossier for an act on what the page showed.

    :raises Overtaken: when more has happened since the page was drawn.
    """
    (locked,) = _LOCKED.ask(dossier=dossier.pk)
    if locked.turn != seen:
        raise Overtaken(
            _("Somebody has worked on dossier %(code)s meanwhile. Look at it again, then act.")
            % {"code": locked.code}
        )
    steps = steps_that_run(locked.revision_id)
    return Turn(locked, folded_so_far(locked), steps, _open_tasks(locked, steps))


def _open_tasks(dossier: Dossier, steps: Mapping[str, Step]) -> dict[tuple[str, int], OpenTask]:
    keys = {step.pk: key for key, step in steps.items()}
    tasks = _TASKS.ask(dossier=dossier.pk)
    return {(keys[task.step_id], task.occurrence): task for task in tasks}


def write(
    turn: Turn, kind: Kind, data: Mapping[str, Any], *, actor: Actor, at: datetime, role: Role
) -> Folded:
    """Write one event and move the projections to what now follows.

    `role` is the one in which the actor acts; exercised by delegation, the event names it.
    """
    stand_in = actor.delegation_for(role)
    event = Event.objects.create(
        dossier=turn.dossier,
        kind=kind,
        at=at,
        source=Source.DEMO if clock.is_shifted() else Source.LIVE,
        staff_id=actor.staff_id,
        agency_id=actor.agency_id,
        delegation_id=stand_in.delegation_id if stand_in else None,
        data=data,
    )
    after = apply(turn.folded, event.as_happened())
    _project(turn, after)
    return after


def _project(turn: Turn, after: Folded) -> None:
    """Make the dossier's rows equal to what its events add up to."""
    columns = columns_of(after)
    for column, value in columns.items():
        setattr(turn.dossier, column, value)
    Dossier.objects.filter(pk=turn.dossier.pk).update(**columns)
    _project_tasks(turn, after)
    _project_handlings(turn, after)
    keep_tally(turn.dossier, turn.folded, after)


def lasting_columns_of(folded: Folded) -> dict[str, Any]:
    """Return the columns that reception sets for good, by name."""
    return {
        "code": folded.code,
        "revision_id": folded.revision_id,
        "channel": folded.channel,
        "received_at": folded.received_at,
        "promised_at": folded.promised_at,
    }


def columns_of(folded: Folded) -> dict[str, Any]:
    """Return the projected columns of a dossier by name."""
    return {
        "state": folded.state,
        "turn": folded.turn,
        "due_at": folded.due_at,
        "finished_at": folded.finished_at,
        "handed_over_at": folded.handed_over_at,
    }


def _project_tasks(turn: Turn, after: Folded) -> None:
    wanted = {work.place for work in after.open_work}
    closed = [task.pk for place, task in turn.tasks.items() if place not in wanted]
    if closed:
        OpenTask.objects.filter(pk__in=closed).delete()
    for work in after.open_work:
        stored = turn.tasks.get(work.place)
        if stored is None:
            task_for(turn.dossier, work, turn.steps[work.step]).save(force_insert=True)
        elif stored.holder_id != work.holder_id:
            OpenTask.objects.filter(pk=stored.pk).update(holder=work.holder_id)


def _project_handlings(turn: Turn, after: Folded) -> None:
    """Let other agencies look at the dossier from their first step on; most acts open none."""
    owner = turn.dossier.agency_id
    opened = {
        turn.steps[work.step].agency_id or owner
        for work in after.open_work
        if work.place not in turn.tasks
    }
    rows = [
        Handling(dossier=turn.dossier, agency_id=agency, received_at=turn.dossier.received_at)
        for agency in opened - {owner}
    ]
    if rows:
        Handling.objects.bulk_create(rows, ignore_conflicts=True)


def task_for(dossier: Dossier, work: OpenWork, step: Step) -> OpenTask:
    """Return the worklist row of an open step, not yet stored."""
    return OpenTask(
        dossier=dossier,
        step=step,
        occurrence=work.occurrence,
        role=step.role,
        agency_id=step.agency_id or dossier.agency_id,
        unit_id=step.unit_id,
        holder_id=work.holder_id,
        opened_at=work.opened_at,
        due_at=work.due_at,
        dossier_due_at=dossier.due_at,
    )
