"""The acts on an open step: take it up, put it into hands, complete it, return it, hand over.

Each returns what the dossier's events then add up to.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from nep.agencies.actors import Actor
from nep.agencies.models import Staff
from nep.agencies.queries import staff_holding
from nep.agencies.rules import Role
from nep.foundation.verdicts import Overtaken, Unfit
from nep.operation.dossiers.models import Applicant, Dossier, OpenTask
from nep.operation.dossiers.permissions import may_assign, may_claim, may_work
from nep.operation.dossiers.rules.folding import Folded
from nep.operation.dossiers.rules.states import Collector, Kind
from nep.operation.dossiers.services.opening import opened, steps_opened_by
from nep.operation.dossiers.services.recording import Turn, take_turn, write
from nep.operation.procedures.engine import ImpossibleChoice, OpenStep
from nep.operation.procedures.rules.steps import ON, Choice, is_return, target_of


@dataclass(frozen=True, slots=True)
class Place:
    """An open step as a page showed it: which, for the how-manieth time, at which turn."""

    step: str
    occurrence: int
    turn: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a step: a paper with its number and day, or its file."""

    number: str = ""
    on: date | None = None
    sha256: str = ""
    note: str = ""


@transaction.atomic
def claim_step(dossier: Dossier, place: Place, *, actor: Actor, at: datetime) -> Folded:
    """Take up a step that nobody holds yet.

    :raises Refused: when it is not the actor's to take.
    """
    turn, task = _open(dossier, place)
    may_claim(actor, task).enforce()

    data = {**_named(place), "holder": actor.staff_id}
    return write(turn, Kind.CLAIMED, data, actor=actor, at=at, role=Role(task.role))


@transaction.atomic
def assign_step(
    dossier: Dossier, place: Place, holder: Staff, *, actor: Actor, at: datetime
) -> Folded:
    """Put a step into the hands of somebody who holds its role.

    :raises Refused: when the actor assigns no steps here, or the holder lacks the role.
    """
    turn, task = _open(dossier, place)
    may_assign(actor, task).enforce()
    able = staff_holding(Role(task.role), task.agency, at=at, unit_id=task.unit_id)
    if not able.filter(pk=holder.pk).exists():
        raise Unfit(_("%(person)s does not do this step.") % {"person": holder.person.full_name})

    data = {**_named(place), "holder": holder.pk, "previous": task.holder_id}
    role = Role.LEADER if Role.LEADER in actor.roles else Role.HEAD
    return write(turn, Kind.ASSIGNED, data, actor=actor, at=at, role=role)


@transaction.atomic
def complete_step(
    dossier: Dossier,
    place: Place,
    *,
    outcome: Outcome = Outcome(),
    way: str = ON,
    actor: Actor,
    at: datetime,
) -> Folded:
    """Complete a step and send the dossier on its way.

    :raises Refused: when it is not the actor's turn, or the step does not lead that way.
    """
    turn, task = _open(dossier, place)
    may_work(actor, task).enforce()
    if is_return(way):
        raise Unfit(_("Returning a step asks for a reason."))
    steps = _led_to(turn, place, way)
    if not steps and _is_last(turn, place):
        raise Unfit(_("The last step ends with handing over the result."))

    data = {**_named(place), "way": way, **_told(outcome), "opened": opened(steps, turn, at=at)}
    if _finishes(turn, steps):
        data["finishes"] = True
    return write(turn, Kind.COMPLETED, data, actor=actor, at=at, role=Role(task.role))


@transaction.atomic
def return_step(
    dossier: Dossier, place: Place, *, way: str, reason: str, actor: Actor, at: datetime
) -> Folded:
    """Return the dossier to an earlier step, saying what is to be mended.

    :raises Refused: without a reason, out of turn, or where the table allows no return.
    """
    turn, task = _open(dossier, place)
    may_work(actor, task).enforce()
    if not reason.strip():
        raise Unfit(_("Say what is to be mended."))
    if not is_return(way):
        raise Unfit(_("Choose the step to return to."))
    steps = _led_to(turn, place, way)

    data = {
        **_named(place),
        "way": way,
        "target": target_of(way),
        "reason": reason.strip(),
        "opened": opened(steps, turn, at=at),
    }
    return write(turn, Kind.RETURNED, data, actor=actor, at=at, role=Role(task.role))


@transaction.atomic
def hand_over_result(
    dossier: Dossier,
    place: Place,
    *,
    collector: Collector,
    collected_by: str = "",
    actor: Actor,
    at: datetime,
) -> Folded:
    """Hand the result over and end the dossier.

    :raises Refused: when it is not the last step, not the actor's, or nobody is named.
    """
    turn, task = _open(dossier, place)
    may_work(actor, task).enforce()
    if not _is_last(turn, place):
        raise Unfit(_("The result can be handed over only at the last step."))
    if collector == Collector.AUTHORISED and not collected_by.strip():
        raise Unfit(_("Write who took the result for the applicant."))

    Applicant.objects.filter(dossier=dossier).update(collected_by=collected_by.strip())

    data = {**_named(place), "way": ON, "collector": collector, "opened": []}
    return write(turn, Kind.HANDED_OVER, data, actor=actor, at=at, role=Role(task.role))


def _open(dossier: Dossier, place: Place) -> tuple[Turn, OpenTask]:
    turn = take_turn(dossier, seen=place.turn)
    task = turn.tasks.get((place.step, place.occurrence))
    if task is None:
        raise Overtaken(
            _("Step %(step)s of dossier %(code)s is not open.")
            % {"step": place.step, "code": dossier.code}
        )
    return turn, task


def _named(place: Place) -> dict[str, Any]:
    return {"step": place.step, "occurrence": place.occurrence}


def _told(outcome: Outcome) -> dict[str, Any]:
    told = {
        "number": outcome.number.strip(),
        "on": outcome.on.isoformat() if outcome.on else "",
        "sha256": outcome.sha256,
        "note": outcome.note.strip(),
    }
    return {"result": {name: value for name, value in told.items() if value}}


def _led_to(turn: Turn, place: Place, way: str) -> tuple[OpenStep, ...]:
    try:
        return steps_opened_by(turn, Choice(place.step, place.occurrence, way))
    except ImpossibleChoice as impossible:
        raise Unfit(_("The procedure does not lead that way from this step.")) from impossible


def _is_last(turn: Turn, place: Place) -> bool:
    return place.step == [*turn.steps][-1]


def _finishes(turn: Turn, steps: tuple[OpenStep, ...]) -> bool:
    return [step.step for step in steps] == [[*turn.steps][-1]]
