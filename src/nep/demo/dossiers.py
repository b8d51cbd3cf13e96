"""Three months of work: dossiers received and carried on by the people in their posts."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
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
from nep.operation.dossiers.models import Dossier
from nep.operation.dossiers.queries import dossiers_received_by, folded_so_far
from nep.operation.dossiers.rules.folding import Folded, OpenWork
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
from nep.operation.procedures.models import ProcedureRevision, Step
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


@dataclass(frozen=True, slots=True)
class Plan:
    """A dossier that is to be received: when, by which procedure, and all that chance decides."""

    key: UUID
    received_at: datetime
    procedure: ProcedureRevision
    chance: Random


def build_dossiers(
    agency: Agency, numbers: Iterable[int], seats: Seats, *, now: datetime
) -> Iterator[str]:
    """Let an agency receive dossiers and work on them until now; yield the code of each new one.

    A dossier comes about in one transaction with all that happens to it, so those that stand
    already are whole and left alone.
    """
    offers = _offers(agency, now)
    if not offers:
        return
    planned = sorted(_plans(agency, numbers, offers, now), key=lambda plan: plan.received_at)
    standing = set(dossiers_received_by(agency).values_list("request_key", flat=True))
    for plan in planned:
        if plan.key in standing:
            continue
        with transaction.atomic():
            filing = _filing(plan.procedure, plan.chance, plan.key)
            officer = plan.chance.choice(seats.actors(Role.ONE_STOP_OFFICER, agency))
            dossier = receive_dossier(filing, actor=officer, at=plan.received_at)
            _Journey(dossier, seats, plan.chance, now).go()
        yield dossier.code


def _plans(
    agency: Agency, numbers: Iterable[int], offers: Sequence[ProcedureRevision], now: datetime
) -> Iterator[Plan]:
    calendar = calendar_for(agency)
    for number in numbers:
        chance = Random(f"{agency.code} {number}")  # noqa: S311 - the same at every load
        key = UUID(int=chance.getrandbits(128))
        moment = _filing_moment(chance, calendar, now)
        yield Plan(key, moment, offers[number % len(offers)], chance)


def _offers(agency: Agency, now: datetime) -> list[ProcedureRevision]:
    return list(procedures_run_by(agency, at=now).prefetch_related("serves", "components"))


def _filing_moment(chance: Random, calendar: Calendar, now: datetime) -> datetime:
    # One in five is of the last days, so that there is work on every desk.
    span = LATELY if chance.random() < 0.2 else PERIOD  # noqa: PLR2004
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


@dataclass
class _Journey:
    """A dossier on its way from step to step, until it ends or the present is reached."""

    dossier: Dossier
    seats: Seats
    chance: Random
    now: datetime

    def go(self) -> None:
        pace = Pace.of(self.chance)
        folded = folded_so_far(self.dossier)
        while folded.open_work:
            planned = [(self._done_at(work, pace), work.place, work) for work in folded.open_work]
            done_at, _place, work = min(planned, key=lambda one: one[:2])
            if done_at > self.now:
                return
            folded, pace = self._do(work, folded, pace, at=done_at)

    @property
    def _steps(self) -> Mapping[str, Step]:
        return steps_that_run(self.dossier.revision_id)

    def _agency(self, step: Step) -> Agency:
        return step.agency or self.dossier.agency

    def _done_at(self, work: OpenWork, pace: Pace) -> datetime:
        step = self._steps[work.step]
        limit = step_limit(step)
        if limit is None:
            planned = HOUR
        elif limit.unit == Unit.DAY:
            planned = float(limit.value) * HOURS_IN_WORKING_DAY * HOUR * 5 / 7
        else:
            planned = limit.working_time()
        # The same each time that the step is looked at, whatever else is open.
        luck = Random(f"{self.dossier.request_key} {work.place}").uniform(0.8, 1.1)  # noqa: S311
        spent = max(planned * pace.speed * luck, HOUR / 6)
        return add_working_time(calendar_for(self._agency(step)), work.opened_at, spent)

    def _do(
        self, work: OpenWork, folded: Folded, pace: Pace, *, at: datetime
    ) -> tuple[Folded, Pace]:
        step = self._steps[work.step]
        actor = self._worker(work, step)
        if pace.is_assigned and step.role == Role.OFFICIAL and work.holder_id is None:
            folded = self._assigned(work, folded, step, actor)
        place = Place(work.step, work.occurrence, folded.turn)
        if pace.is_returned and step.returns_to:
            way = returning_to(step.returns_to[0])
            reason = self.chance.choice(REASONS)
            after = return_step(self.dossier, place, way=way, reason=reason, actor=actor, at=at)
            return after, replace(pace, is_returned=False)
        return self._go_on(step, place, actor, at=at), pace

    def _go_on(self, step: Step, place: Place, actor: Actor, *, at: datetime) -> Folded:
        if step.key == [*self._steps][-1]:
            by_post = self.dossier.channel != Channel.COUNTER and self.chance.random() < 0.5  # noqa: PLR2004
            collector = Collector.POST if by_post else Collector.APPLICANT
            return hand_over_result(self.dossier, place, collector=collector, actor=actor, at=at)
        outcome = Outcome()
        if step.role == Role.CLERK:
            number = f"{self.dossier.pk % 900 + 1}/KQ-TTHC"
            outcome = Outcome(number=number, on=local_day(at))
        return complete_step(self.dossier, place, outcome=outcome, actor=actor, at=at)

    def _worker(self, work: OpenWork, step: Step) -> Actor:
        able = self.seats.actors(Role(step.role), self._agency(step), step.unit_id)
        held = (actor for actor in able if actor.staff_id == work.holder_id)
        return next(held, None) or self.chance.choice(able)

    def _assigned(self, work: OpenWork, folded: Folded, step: Step, official: Actor) -> Folded:
        """Let the head of the office put the step into the official's hands a little later."""
        agency = self._agency(step)
        heads: Sequence[Actor] = self.seats.actors(Role.HEAD, agency, step.unit_id)
        heads = heads or self.seats.actors(Role.LEADER, agency)
        staff = self.seats.holding(Role.OFFICIAL, agency, step.unit_id)
        holder = next(member for member in staff if member.pk == official.staff_id)
        place = Place(work.step, work.occurrence, folded.turn)
        soon = work.opened_at + HOUR / 12
        return assign_step(self.dossier, place, holder, actor=heads[0], at=soon)
