"""Worklists: the steps that wait for somebody, by when their dossier is due."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import Any, Self

from django.db.models import (
    BigIntegerField,
    Count,
    DateTimeField,
    Q,
    QuerySet,
    TextField,
    Value,
)

from nep.agencies.actors import Actor
from nep.agencies.rules import Permission, Role
from nep.foundation.clock import VIETNAM
from nep.foundation.paging import PAGE_SIZE, Page, page_cut
from nep.foundation.questions import Question, Told
from nep.operation.dossiers.models import Dossier, OpenTask
from nep.operation.dossiers.queries.lists import LISTED_OF_TASK, Listed
from nep.operation.dossiers.rules.states import State


class Tab(StrEnum):
    """The tabs of a worklist, by when the dossier is due."""

    LATE = "qua-han"
    TODAY = "hom-nay"
    WEEK = "tuan-nay"
    WAITING = "cho-bo-sung"
    ALL = "tat-ca"


@dataclass(frozen=True, slots=True)
class _Seeker:
    """Whose worklist it is and when: values, or what stands for them in a question."""

    staff: Any
    agency: Any
    unit: Any
    roles: Sequence[Any]
    at: Any
    tonight: Any
    six_days_on: Any

    @classmethod
    def of(cls, actor: Actor, *, at: datetime) -> Self:
        midnight = at.astimezone(VIETNAM).replace(hour=0, minute=0, second=0, microsecond=0)
        tonight = midnight + timedelta(days=1)
        place = (actor.staff_id, actor.agency_id, actor.unit_id)
        return cls(*place, sorted(actor.roles), at, tonight, tonight + timedelta(days=6))

    @classmethod
    def told(cls, roles: int) -> Self:
        key, moment = BigIntegerField(), DateTimeField()
        return cls(
            staff=Told("staff", key),
            agency=Told("agency", key),
            unit=Told("unit", key),
            roles=[Told(f"role{number}", TextField()) for number in range(roles)],
            at=Told("at", moment),
            tonight=Told("tonight", moment),
            six_days_on=Told("six_days_on", moment),
        )

    def as_values(self) -> dict[str, Any]:
        roles = {f"role{number}": role for number, role in enumerate(self.roles)}
        named = ("staff", "agency", "unit", "at", "tonight", "six_days_on")
        return {**roles, **{name: getattr(self, name) for name in named}}


def worklist_of(actor: Actor, *, tab: Tab = Tab.ALL, at: datetime) -> QuerySet[OpenTask]:
    """Return the steps that wait for the actor, soonest due first."""
    return _soonest_first(_Seeker.of(actor, at=at), tab)


def worklist_page(actor: Actor, *, tab: Tab, number: int, at: datetime) -> Page[Listed]:
    """Return a page of `worklist_of` as the home shows it."""
    seeker = _Seeker.of(actor, at=at)
    rows = _page(tab, len(seeker.roles), number).ask(**seeker.as_values())
    return page_cut([Listed(*row) for row in rows], number)


def worklist_counts(actor: Actor, *, at: datetime) -> dict[Tab, int]:
    """Count the steps on each tab of the actor's worklist, in one go."""
    seeker = _Seeker.of(actor, at=at)
    counted = _counts(len(seeker.roles)).ask(**seeker.as_values())
    return dict(zip(Tab, counted[0] if counted else (0,) * len(Tab), strict=True))


@lru_cache(maxsize=64)
def _page(tab: Tab, roles: int, number: int) -> Question[tuple[Any, ...]]:
    """Cut the list into pages by keys alone; only what is shown is then joined and read."""
    start = (number - 1) * PAGE_SIZE

    def build() -> QuerySet[Any, tuple[Any, ...]]:
        keys = _soonest_first(_Seeker.told(roles), tab).values("pk")
        shown = OpenTask.objects.filter(pk__in=keys[start : start + PAGE_SIZE + 1])
        return shown.order_by("dossier_due_at", "id").values_list(*LISTED_OF_TASK)

    return Question(build)


@lru_cache(maxsize=8)
def _counts(roles: int) -> Question[tuple[int, ...]]:
    def build() -> QuerySet[Any, tuple[int, ...]]:
        seeker = _Seeker.told(roles)
        counts = {tab.name: Count("pk", filter=_on_tab(tab, seeker)) for tab in Tab}
        tasks = _waiting_for(seeker).order_by().values(together=Value(1))
        return tasks.annotate(**counts).values_list(*counts)

    return Question(build)


def _soonest_first(seeker: _Seeker, tab: Tab) -> QuerySet[OpenTask]:
    tasks = _waiting_for(seeker).filter(_on_tab(tab, seeker))
    return tasks.order_by("dossier_due_at", "id")


def _waiting_for(seeker: _Seeker) -> QuerySet[OpenTask]:
    in_reach = Q(agency=seeker.agency, role__in=seeker.roles, holder=None) & (
        Q(unit=None) | Q(unit=seeker.unit)
    )
    return OpenTask.objects.filter(in_reach | Q(holder=seeker.staff))


def _on_tab(tab: Tab, seeker: _Seeker) -> Q:
    match tab:
        case Tab.LATE:
            return Q(dossier_due_at__lt=seeker.at)
        case Tab.TODAY:
            return Q(dossier_due_at__gte=seeker.at, dossier_due_at__lt=seeker.tonight)
        case Tab.WEEK:
            return Q(dossier_due_at__gte=seeker.at, dossier_due_at__lt=seeker.six_days_on)
        case Tab.WAITING:
            # By the few that wait: a join would look at the dossier of every step.
            waiting = Dossier.objects.filter(state=State.SUPPLEMENT_ASKED)
            return Q(dossier__in=waiting.values("pk"))
        case Tab.ALL:
            return Q()


def steps_held_by(staff_id: int) -> QuerySet[OpenTask]:
    """Return the open steps in the hands of staff, whoever asks: none may stay when they leave."""
    return OpenTask.objects.filter(holder=staff_id).order_by("dossier_due_at", "id")


def steps_left_behind(actor: Actor) -> QuerySet[OpenTask]:
    """Return the steps held by somebody whose account is closed, to those who may assign them."""
    if not actor.holds(Permission.ASSIGN_STEPS):
        return OpenTask.objects.none()
    left = OpenTask.objects.filter(agency=actor.agency_id, holder__person__is_active=False)
    if Role.LEADER not in actor.roles:  # as `may_assign` decides
        left = left.filter(Q(unit=None) | Q(unit=actor.unit_id))
    return left.order_by("dossier_due_at", "id")
