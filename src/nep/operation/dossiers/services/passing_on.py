"""Passing on the open steps of staff who leave a post or lose a role (R67)."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from nep.agencies.events import DutiesEnded
from nep.agencies.models import ROLE_NAMES, Staff
from nep.agencies.queries import staff_holding, staff_named
from nep.agencies.rules import Role
from nep.foundation.verdicts import Unfit
from nep.operation.dossiers.models import OpenTask
from nep.operation.dossiers.queries.worklists import steps_held_by
from nep.operation.dossiers.rules.states import Kind
from nep.operation.dossiers.services.recording import take_turn, write


@transaction.atomic
def pass_on_work(ended: DutiesEnded) -> None:
    """Put every open step that staff hold in the ended roles into the hands of the receiver.

    :raises Refused: when steps are held and nobody is named to receive them, or the receiver does
        not hold a step's role; the sentence says how much waits.
    """
    held = steps_held_by(ended.staff_id).filter(role__in=ended.roles)
    tasks = list(held.select_related("dossier", "step", "agency").order_by("dossier_id"))
    if not tasks:
        return
    leaver = staff_named([ended.staff_id])[ended.staff_id]
    receiver = staff_named([ended.receiver_id]).get(ended.receiver_id or 0)
    if receiver is None:
        raise Unfit(_still_waiting(leaver, tasks))
    for task in tasks:
        _check_able(receiver, task, ended)
        _pass_on(task, receiver, ended)


def _still_waiting(leaver: Staff, tasks: Sequence[OpenTask]) -> str:
    sentence = _("%(person)s still holds open steps of dossiers: %(count)s. Name who takes over.")
    return sentence % {"person": leaver.person.full_name, "count": len(tasks)}


def _check_able(receiver: Staff, task: OpenTask, ended: DutiesEnded) -> None:
    able = staff_holding(Role(task.role), task.agency, at=ended.at)
    if not able.filter(pk=receiver.pk).exists():
        raise Unfit(
            _("%(person)s cannot take over dossier %(code)s: its step is for the role “%(role)s”.")
            % {
                "person": receiver.person.full_name,
                "code": task.dossier.code,
                "role": ROLE_NAMES[Role(task.role)],
            }
        )


def _pass_on(task: OpenTask, receiver: Staff, ended: DutiesEnded) -> None:
    # Several steps of one dossier may wait in the same hands: each passing on is a turn.
    task.dossier.refresh_from_db(fields=["turn"])
    turn = take_turn(task.dossier, seen=task.dossier.turn)
    waiting = turn.tasks.get((task.step.key, task.occurrence))
    if waiting is None or waiting.holder_id != ended.staff_id:
        return  # completed, or given to somebody else, before the dossier was ours
    data = {
        "step": task.step.key,
        "occurrence": task.occurrence,
        "holder": receiver.pk,
        "previous": ended.staff_id,
    }
    write(turn, Kind.ASSIGNED, data, actor=ended.actor, at=ended.at, role=Role.ADMINISTRATOR)
