"""Who works in a benchmark: the demo's agencies and people, with procedures long in force."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice

from nep.agencies.actors import Actor
from nep.agencies.models import Agency
from nep.agencies.queries import agencies_on, local_day
from nep.agencies.rules import Role
from nep.bench.courses import Course, course_of
from nep.demo.procedures import build_procedures, runnable_at
from nep.demo.province import build_agencies
from nep.demo.seats import Seats
from nep.operation.procedures.queries import procedures_run_by

LARGEST = "ubnd-huyen-ninh-hai"
OTHERS = 17  # that receive dossiers too; no common factor with the one in twenty that is open
WEEKS_OF_WORK = timedelta(weeks=15)  # since their procedures came into force


@dataclass(frozen=True, slots=True)
class Province:
    """The courses that dossiers take at the agencies at work, and who has most to do."""

    largest: Sequence[Course]
    others: Sequence[Sequence[Course]]
    busiest: Actor
    seats: Seats


def build_province(now: datetime) -> Province:
    """Establish all agencies; the largest runs all it can, some others one procedure each."""
    for _name in build_agencies(now):
        pass
    seats = Seats(now)
    able = [agency for agency in agencies_on(local_day(now)) if _runs_something(agency, now)]
    largest = next(agency for agency in able if agency.code == LARGEST)
    others = [agency for agency in able if agency != largest][:OTHERS]
    courses = _courses_at(largest, seats, now=now)
    return Province(
        courses,
        [_courses_at(agency, seats, most=1, now=now) for agency in others],
        _busiest(courses, seats),
        seats,
    )


def reached_by(actor: Actor, courses: Iterable[Course]) -> list[tuple[Course, int]]:
    """Return the courses that come to the actor, and after how many moves."""
    return [
        (course, moves) for course in courses if (moves := course.moves_until(actor)) is not None
    ]


def _runs_something(agency: Agency, now: datetime) -> bool:
    return bool(runnable_at(agency, local_day(now)))


def _courses_at(
    agency: Agency, seats: Seats, *, most: int | None = None, now: datetime
) -> list[Course]:
    for _name in islice(build_procedures(agency, seats, now=now), most):
        pass
    return [course_of(procedure) for procedure in procedures_run_by(agency, at=now)]


def _busiest(courses: Sequence[Course], seats: Seats) -> Actor:
    """Return the official whose step stands in the most procedures."""
    units = {step.unit_id for course in courses for step in course.steps.values()}
    officials = {
        actor.staff_id: actor
        for unit in units
        for actor in seats.actors(Role.OFFICIAL, courses[0].agency, unit)
    }
    return max(officials.values(), key=lambda actor: len(reached_by(actor, courses)))
