"""Which steps an act opens, for whom, and by when."""

from collections.abc import Iterable
from datetime import datetime, time
from typing import Any

from nep.agencies.models import Agency
from nep.foundation import parameters
from nep.lib.worktime.cutoffs import due_of_handing_on, due_of_same_day
from nep.lib.worktime.due import due_of_promise, due_of_step
from nep.lib.worktime.explanation import Deadline
from nep.norms.parameters.queries import calendar_for
from nep.operation.dossiers.services.recording import Turn
from nep.operation.procedures.engine import OpenStep, position_after
from nep.operation.procedures.models import ProcedureRevision, Step
from nep.operation.procedures.queries import process_of, promised_limit, step_limit
from nep.operation.procedures.rules.steps import Choice


def steps_opened_by(turn: Turn, choice: Choice) -> tuple[OpenStep, ...]:
    """Return the steps that a choice opens; those open before and after it are not among them.

    :raises ImpossibleChoice: when the step is not open or does not lead that way.
    """
    process = process_of(turn.dossier.revision_id)
    position = position_after(process, (*turn.folded.choices, choice))
    before = {work.place for work in turn.folded.open_work}
    return tuple(step for step in position.open if (step.step, step.occurrence) not in before)


def opened(steps: Iterable[OpenStep], turn: Turn, *, at: datetime) -> list[dict[str, Any]]:
    """Return the opened steps as an event keeps them.

    A step that comes back goes to whoever did it before: they know the dossier.
    """
    return [
        {
            "step": step.step,
            "occurrence": step.occurrence,
            "due_at": _due(turn.steps[step.step], turn.dossier.agency_id, at=at),
            "holder": turn.folded.done_by.get(step.step),
        }
        for step in steps
    ]


def _due(step: Step, owner_id: int, *, at: datetime) -> str | None:
    limit = step_limit(step)
    if limit is None:
        return None
    deadline = due_of_step(limit, at, calendar=calendar_for(step.agency_id or owner_id))
    return deadline.due.isoformat() if deadline.due else None


def promise_of(revision: ProcedureRevision, agency: Agency, *, at: datetime) -> Deadline:
    """Return by when the agency promises the result of a dossier filed at a moment."""
    calendar = calendar_for(agency)
    if revision.same_day:
        return due_of_same_day(
            at, cut_off=_cut_off("one_stop.same_day_until", at), calendar=calendar
        )
    return due_of_promise(promised_limit(revision), at, calendar=calendar)


def first_steps(turn: Turn, *, holder_id: int, at: datetime) -> list[dict[str, Any]]:
    """Return the step of reception, in the hands of whoever received.

    It ends with handing on to those who handle the dossier: the same day, or at the start of
    the next one when it was filed late (NĐ 61/2018 Điều 18).
    """
    position = position_after(process_of(turn.dossier.revision_id), ())
    calendar = calendar_for(turn.dossier.agency_id)
    handing_on = due_of_handing_on(
        at, cut_off=_cut_off("one_stop.hand_on_until", at), calendar=calendar
    )
    return [
        {
            "step": step.step,
            "occurrence": step.occurrence,
            "due_at": handing_on.due.isoformat() if handing_on.due else None,
            "holder": holder_id,
        }
        for step in position.open
    ]


def _cut_off(key: str, at: datetime) -> time:
    return time(hour=int(parameters.number(key, at=at)))
