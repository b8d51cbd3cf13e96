"""What befell a dossier, event by event: rows that any number of dossiers can have in common.

Nothing is invented about how events add up: they are folded as the services fold them, and
promises are counted as at the counter. Only steps' own due dates are simple guesses.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from nep.agencies.actors import Actor
from nep.agencies.models import Agency
from nep.agencies.rules import Role
from nep.bench.courses import Course
from nep.demo.seats import Seats
from nep.operation.dossiers.models import Dossier
from nep.operation.dossiers.rules.folding import Happened, fold
from nep.operation.dossiers.rules.states import Channel, Collector, Kind, Source
from nep.operation.dossiers.services.opening import promise_of
from nep.operation.dossiers.services.recording import columns_of, lasting_columns_of, task_for
from nep.operation.procedures.engine import OpenStep
from nep.operation.procedures.queries import step_limit
from nep.operation.procedures.rules.steps import ON

A_DAY = timedelta(days=1)
NO_CODE = "«code»"  # stands in the event of reception until a dossier has one
LONGEST_PACE = timedelta(hours=5)  # from one step to the next
DOSSIER = (
    "agency_id",
    "procedure_id",
    "revision_id",
    "channel",
    "received_at",
    "promised_at",
    "state",
    "turn",
    "due_at",
    "finished_at",
    "handed_over_at",
)
EVENT = ("kind", "at", "source", "schema_version", "staff_id", "agency_id", "data")
TASK = (
    "step_id",
    "occurrence",
    "role",
    "agency_id",
    "unit_id",
    "holder_id",
    "opened_at",
    "due_at",
    "dossier_due_at",
)
Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class History:
    """The rows of a dossier but for its own key, code and applicant."""

    identifier: str  # of the agency, as codes bear it
    dossier: Row
    events: Sequence[Row]
    tasks: Sequence[Row]

    def code(self, number: int) -> str:
        """Return the code of the dossier that bears this number."""
        return f"{self.identifier}-{self.dossier[4]:%y%m%d}-{number:07}"

    def events_of(self, code: str) -> Iterator[Row]:
        """Yield the events of one dossier: the first of them says its code."""
        received, *later = self.events
        yield (*received[:-1], received[-1].replace(NO_CODE, code))
        yield from later


@dataclass(frozen=True, slots=True)
class Fate:
    """When a dossier came in, how many moves were made until now, and in whose hands it then is."""

    received_at: datetime
    moves: int
    holder: Actor | None = None


def history_of(course: Course, fate: Fate, seats: Seats, *, now: datetime) -> History:
    """Tell what befell a dossier, as its events, and what they add up to."""
    told = list(_Story(course, fate, seats, now).told())
    folded = fold(happened for happened, _agency in told)
    columns = {**lasting_columns_of(folded), **columns_of(folded)}
    dossier = Dossier(agency=course.agency, procedure=course.served, **columns)
    tasks = [task_for(dossier, work, course.steps[work.step]) for work in folded.open_work]
    return History(
        course.agency.identifier,
        tuple(getattr(dossier, name) for name in DOSSIER),
        [_event_row(happened, agency) for happened, agency in told],
        [tuple(getattr(task, name) for name in TASK) for task in tasks],
    )


def _event_row(happened: Happened, agency_id: int) -> Row:
    data = json.dumps(happened.data, ensure_ascii=False)
    return (happened.kind, happened.at, Source.IMPORT, 1, happened.staff_id, agency_id, data)


@dataclass(frozen=True, slots=True)
class _Story:
    course: Course
    fate: Fate
    seats: Seats
    now: datetime

    def told(self) -> Iterator[tuple[Happened, int]]:
        """Yield what happened, each with the agency that did it."""
        at, pace = self.fate.received_at, self._pace()
        receiver = self._worker(Role.ONE_STOP_OFFICER, self.course.agency, None)
        yield self._received(receiver, at=at), receiver.agency_id
        for move in self.course.moves[: self.fate.moves]:
            at += pace
            step = self.course.steps[move.step]
            actor = self._worker(Role(step.role), step.agency or self.course.agency, step.unit_id)
            data = {"step": move.step, "occurrence": move.occurrence, "way": ON}
            data["opened"] = self._opened(move.opened, at=at)
            yield self._moved(data, actor, at=at), actor.agency_id
        if (holder := self.fate.holder) is not None:
            move = self.course.moves[self.fate.moves]
            data = {"step": move.step, "occurrence": move.occurrence, "holder": holder.staff_id}
            yield Happened(Kind.CLAIMED, at + pace, holder.staff_id, data), holder.agency_id

    def _pace(self) -> timedelta:
        return min((self.now - self.fate.received_at) / (self.fate.moves + 2), LONGEST_PACE)

    def _worker(self, role: Role, agency: Agency, unit_id: int | None) -> Actor:
        return self.seats.actors(role, agency, unit_id)[0]

    def _received(self, receiver: Actor, *, at: datetime) -> Happened:
        course = self.course
        promise = promise_of(course.procedure, course.agency, at=at)
        data = {
            "code": NO_CODE,
            "procedure": course.served.key,
            "revision": course.procedure.pk,
            "channel": Channel.COUNTER,
            "due_at": promise.due.isoformat() if promise.due else "",
            "promise": promise.condensed().to_json(),
            "components": [
                {"component": paper.pk, "originals": 1, "copies": 0, "sha256": ""}
                for paper in course.procedure.components.all()
            ],
            "opened": self._opened(course.opening, at=at, holder=receiver.staff_id),
        }
        return Happened(Kind.RECEIVED, at, receiver.staff_id, data)

    def _moved(self, data: dict[str, Any], actor: Actor, *, at: datetime) -> Happened:
        last = [*self.course.steps][-1]
        if data["step"] == last:
            data["collector"] = Collector.APPLICANT
            return Happened(Kind.HANDED_OVER, at, actor.staff_id, data)
        if [item["step"] for item in data["opened"]] == [last]:
            data["finishes"] = True
        return Happened(Kind.COMPLETED, at, actor.staff_id, data)

    def _opened(
        self, steps: Sequence[OpenStep], *, at: datetime, holder: int | None = None
    ) -> list[dict[str, Any]]:
        return [
            {
                "step": step.step,
                "occurrence": step.occurrence,
                "due_at": self._due(step.step, at=at),
                "holder": holder,
            }
            for step in steps
        ]

    def _due(self, key: str, *, at: datetime) -> str | None:
        return (at + A_DAY).isoformat() if step_limit(self.course.steps[key]) else None
