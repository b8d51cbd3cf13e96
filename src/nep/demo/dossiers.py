"""Three months of work: dossiers received and carried on by the people in their posts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random
from uuid import UUID

from django.db import transaction

from nep.agencies.actors import Actor
from nep.agencies.models import Agency
from nep.agencies.queries import local_day
from nep.agencies.rules import Role
from nep.demo.people import a_name, a_phone, an_identity_number
from nep.demo.seats import Seats
from nep.lib.worktime.calendar import Calendar
from nep.lib.worktime.counting import add_working_time
from nep.lib.worktime.limits import HOURS_IN_WORKING_DAY, Unit
from nep.norms.parameters.queries import calendar_for
from nep.operation.dossiers.models import Dossier, OpenTask
from nep.operation.dossiers.queries import open_tasks_of
from nep.operation.dossiers.rules.states import Channel, Collector
from nep.operation.dossiers.services.reception import Filing, Given, Person, receive_dossier
from nep.operation.dossiers.services.steps import (
    Outcome,
    Place,
    assign_step,
    complete_step,
    hand_over_result,
    return_step,
)
from nep.operation.procedures.models import ProcedureRevision
from nep.operation.procedures.queries import procedures_run_by, step_limit, steps_that_run
from nep.operation.procedures.rules.steps import returning_to

PERIOD = timedelta(weeks=13)
LATELY = timedelta(days=8)
REASONS = (
    "Dự thảo chưa dẫn đủ căn cứ pháp lý, đề nghị bổ sung.",
    "Thể thức văn bản chưa đúng Nghị định 30/2020/NĐ-CP.",
    "Nội dung dự thảo chưa khớp với hồ sơ, đề nghị kiểm tra lại.",
)
HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Pace:
    """How a dossier fares: how fast its steps go against the plan, and what befalls it."""

    speed: float
    is_returned: bool
    is_assigned: bool

    @classmethod
    def of(cls, chance: Random) -> "Pace":
        slow = chance.random() < 0.07  # noqa: PLR2004 - about one in fourteen is late
        speed = chance.uniform(1.15, 1.9) if slow else chance.uniform(0.25, 0.85)
        return cls(speed, chance.random() < 0.12, chance.random() < 0.4)  # noqa: PLR2004


def build_dossiers(agency: Agency, count: int, seats: Seats, *, now: datetime) -> Iterator[str]:
    """Let an agency receive a number of dossiers and work on them until now; yield each code."""
    chance = Random(f"dossiers of {agency.code}")  # noqa: S311 - the same at every load
    offers = _offers(agency, now)
    if not offers:
        return
    calendar = calendar_for(agency)
    moments = sorted(_filing_moment(chance, calendar, now) for _ in range(count))
    for number, received_at in enumerate(moments):
        key = UUID(int=Random(f"{agency.code} {number}").getrandbits(128))  # noqa: S311
        procedure = offers[number % len(offers)]
        pace = Pace.of(chance)
        filing = _filing(procedure, chance, key)
        with transaction.atomic():
            dossier = _received(filing, agency, seats, at=received_at)
            _work_until(dossier, pace, seats, chance, now=now)
        yield dossier.code


def _offers(agency: Agency, now: datetime) -> list[ProcedureRevision]:
    return list(procedures_run_by(agency, at=now).prefetch_related("serves", "components"))


def _filing_moment(chance: Random, calendar: Calendar, now: datetime) -> datetime:
    # Two in five are of the last days, so that there is work on every desk.
    span = LATELY if chance.random() < 0.4 else PERIOD  # noqa: PLR2004
    moment = now - span + chance.random() * (span - timedelta(hours=4))
    filed = add_working_time(calendar, moment, timedelta(minutes=chance.randrange(5, 200)))
    return min(filed, now).replace(second=0, microsecond=0)


def _filing(procedure: ProcedureRevision, chance: Random, key: UUID) -> Filing:
    person = Person(
        full_name=a_name(chance),
        identity_number=an_identity_number(chance),
        phone=a_phone(chance),
        address="Ninh Thuận (địa chỉ trình diễn)",
    )
    given = [
        Given(component.pk, component.originals, component.copies)
        for component in procedure.components.all()
        if component.required
    ]
    channel = chance.choices(list(Channel), weights=[7, 2, 1])[0]
    return Filing(procedure.serves.all()[0], person, given, key, channel)


def _received(filing: Filing, agency: Agency, seats: Seats, *, at: datetime) -> Dossier:
    officer = seats.actor(Role.ONE_STOP_OFFICER, agency)
    return receive_dossier(filing, actor=officer, at=at)


def _work_until(
    dossier: Dossier, pace: Pace, seats: Seats, chance: Random, *, now: datetime
) -> None:
    """Carry a dossier from step to step until it ends or the present is reached."""
    while tasks := _waiting(dossier):
        due = sorted(((_done_at(task, pace, chance), task) for task in tasks), key=_moment)
        done_at, task = due[0]
        if done_at > now:
            return
        pace = _do(task, pace, seats, chance, at=done_at)


def _waiting(dossier: Dossier) -> list[OpenTask]:
    dossier.refresh_from_db(fields=["turn"])
    tasks = open_tasks_of(dossier)
    for task in tasks:
        task.dossier = dossier
    return tasks


def _moment(planned: tuple[datetime, OpenTask]) -> datetime:
    return planned[0]


def _done_at(task: OpenTask, pace: Pace, chance: Random) -> datetime:
    calendar = calendar_for(task.agency_id)
    limit = step_limit(task.step)
    if limit is None:
        planned = HOUR
    elif limit.unit == Unit.DAY:
        planned = float(limit.value) * HOURS_IN_WORKING_DAY * HOUR * 5 / 7
    else:
        planned = limit.working_time()
    spent = planned * pace.speed * chance.uniform(0.8, 1.1)
    return add_working_time(calendar, task.opened_at, max(spent, HOUR / 6))


def _do(task: OpenTask, pace: Pace, seats: Seats, chance: Random, *, at: datetime) -> Pace:
    dossier = task.dossier
    place = Place(task.step.key, task.occurrence, dossier.turn)
    actor = _worker(task, seats, chance)
    if pace.is_assigned and task.role == Role.OFFICIAL and task.holder_id is None:
        place = _assigned(dossier, task, place, actor, seats)
    if pace.is_returned and task.step.returns_to:
        way = returning_to(task.step.returns_to[0])
        reason = chance.choice(REASONS)
        return_step(dossier, place, way=way, reason=reason, actor=actor, at=at)
        return replace(pace, is_returned=False)
    _go_on(dossier, task, place, actor, at=at)
    return pace


def _go_on(dossier: Dossier, task: OpenTask, place: Place, actor: Actor, *, at: datetime) -> None:
    if _is_last(task):
        hand_over_result(dossier, place, collector=Collector.APPLICANT, actor=actor, at=at)
        return
    outcome = Outcome()
    if task.role == Role.CLERK:
        outcome = Outcome(number=f"{dossier.pk % 900 + 1}/KQ-TTHC", on=local_day(at))
    complete_step(dossier, place, outcome=outcome, actor=actor, at=at)


def _is_last(task: OpenTask) -> bool:
    return task.step.key == [*steps_that_run(task.step.procedure_id)][-1]


def _worker(task: OpenTask, seats: Seats, chance: Random) -> Actor:
    able = seats.actors(Role(task.role), task.agency, task.unit_id)
    return next((actor for actor in able if actor.staff_id == task.holder_id), chance.choice(able))


def _assigned(
    dossier: Dossier, task: OpenTask, place: Place, official: Actor, seats: Seats
) -> Place:
    """Let the head of the office put the step into the official's hands a little later."""
    heads: Sequence[Actor] = seats.actors(Role.HEAD, task.agency, task.unit_id)
    heads = heads or seats.actors(Role.LEADER, task.agency)
    staff = seats.holding(Role.OFFICIAL, task.agency, task.unit_id)
    holder = next(member for member in staff if member.pk == official.staff_id)
    assign_step(dossier, place, holder, actor=heads[0], at=task.opened_at + HOUR / 12)
    return replace(place, turn=place.turn + 1)
