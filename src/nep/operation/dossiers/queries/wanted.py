"""The long list of dossiers, narrowed, in an order that an index already has (ADR 48).

An agency has two lists: its own dossiers, and those of other agencies that had a step there. What
may be seen is the same either way; one list of both would have to be sorted whole.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from nep.agencies.actors import Actor
from nep.agencies.rules import Permission
from nep.foundation.periods import Period
from nep.operation.dossiers.models import IN_TIME, LATE, Dossier
from nep.operation.dossiers.queries.visibility import dossiers_visible_to
from nep.operation.dossiers.rules.states import FINISHED, Result, State


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the list is narrowed to; the period is that of finishing for finished ones."""

    of_others: bool = False  # the second list of an agency
    code: str = ""  # whole, or how it begins
    procedure_id: int | None = None
    state: State | None = None
    result: Result | None = None
    period: Period | None = None
    agencies: Sequence[int] | None = None  # none: all that the actor sees


def dossiers_listed(actor: Actor, wanted: Wanted, *, at: datetime) -> QuerySet[Dossier]:
    """Return the wanted dossiers that the actor may look at, in the order of their list.

    The newest come first; open ones by when they are due, finished ones the latest first. A code
    typed whole is found in whichever list. The list of others' dossiers is narrowed by code alone.
    """
    visible = dossiers_visible_to(actor)
    if wanted.code:
        whole = visible.filter(code=wanted.code)
        if whole.exists():
            return whole
    if wanted.of_others:
        others = visible.filter(handlings__agency=actor.agency_id, code__startswith=wanted.code)
        return others.order_by("-handlings__received_at", "-handlings__dossier")
    if not actor.holds(Permission.READ_ALL_AGENCIES):
        wanted = replace(wanted, agencies=(actor.agency_id,))
    return visible.filter(_narrowed(wanted, at=at)).order_by(*_order(wanted))


def _narrowed(wanted: Wanted, *, at: datetime) -> Q:
    asked: dict[str, Any] = {
        "procedure_id": wanted.procedure_id,
        "state": wanted.state,
        "code__startswith": wanted.code or None,
        "agency__in": wanted.agencies,
    }
    if wanted.period is not None:
        moment = "finished_at" if wanted.result in FINISHED else "received_at"
        asked |= {f"{moment}__gte": wanted.period.began, f"{moment}__lt": wanted.period.ended}
    narrowed = Q(**{name: value for name, value in asked.items() if value is not None})
    return narrowed & _with_result(wanted.result, at=at)


def _with_result(result: Result | None, *, at: datetime) -> Q:
    match result:
        case Result.OPEN:
            return Q(finished_at=None)
        case Result.OVERDUE:
            return Q(finished_at=None, due_at__lt=at)
        case Result.IN_TIME:
            return IN_TIME
        case Result.LATE:
            return LATE
        case None:
            return Q()


def _order(wanted: Wanted) -> tuple[str, ...]:
    if wanted.code and wanted.agencies is None:
        return ("-code",)
    if wanted.result in FINISHED:
        return ("-finished_at", "-id")
    return ("due_at", "id") if wanted.result else ("-received_at", "-id")
