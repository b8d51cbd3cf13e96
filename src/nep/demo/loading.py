"""Loading the demo, in parts that can be taken up again wherever they were cut off.

The first part is what a newcomer needs to begin: every agency with its people, and UBND huyện
Ninh Hải with two of its communes at work. The worker loads the rest, an agency at a time.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from nep.agencies import acts
from nep.agencies.models import Agency
from nep.agencies.queries import (
    agencies_by_code,
    agencies_on_record,
    local_day,
    successions_of,
)
from nep.agencies.rules import Kind
from nep.demo import tables
from nep.demo.documents import build_documents
from nep.demo.dossiers import build_dossiers
from nep.demo.procedures import build_procedures, runnable_at
from nep.demo.province import BUILDER, build_agencies, record_successions
from nep.demo.records import build_records
from nep.demo.seats import Seats
from nep.foundation import clock
from nep.norms.parameters.services.loading import shift_clock
from nep.operation.dossiers.queries import dossiers_received_by
from nep.platform.journal.queries import was_done

THE_DAY = date(2023, 11, 27)
FIRST = ("ubnd-huyen-ninh-hai", "ubnd-xa-tri-hai", "ubnd-thi-tran-khanh-hai")
COUNTS = {Kind.COMMUNE_COMMITTEE: 52, Kind.DISTRICT_COMMITTEE: 150}
COUNT_ELSEWHERE = 80
AT_FIRST = 16  # of each agency of the story; the worker loads the others
ONE_WEEK = timedelta(weeks=1)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a part of the loading is: what it is about, how many of how many, the latest."""

    part: str
    done: int
    total: int
    latest: str


Told = Callable[[Progress], None]


def travel_to(day: date, *, real_now: datetime) -> int:
    """Shift the clock by whole weeks so that the present falls into the week of a day.

    Returns the weeks. The day of the week and the hour stay the real ones.
    """
    here = local_day(real_now)
    this_monday = here - timedelta(days=here.weekday())
    that_monday = day - timedelta(days=day.weekday())
    weeks = (that_monday - this_monday) // ONE_WEEK
    shift_clock(weeks, actor=BUILDER, at=real_now + weeks * ONE_WEEK)
    return weeks


def is_begun() -> bool:
    """Tell whether a demo stands here, whole or in part."""
    return bool(agencies_by_code([tables.agencies()[0].code]))


def is_somebody_elses() -> bool:
    """Tell whether a real province stands here, or agencies that are not the demo's."""
    return was_done(acts.PROVINCE_FOUNDED) or (agencies_on_record() and not is_begun())


def load_first(*, tell: Told) -> None:
    """Load what a newcomer needs to begin."""
    now = clock.now()
    total = len(tables.agencies())
    for done, name in enumerate(build_agencies(now), start=1):
        tell(Progress("agencies", done, total, name))
    _successions(now)
    for code in FIRST:
        load_agency(code, most=AT_FIRST, tell=tell)
    build_documents(agencies_by_code(FIRST[:1])[FIRST[0]], Seats(now), now=now)


def rest() -> list[str]:
    """Return the codes of the agencies that are not fully loaded, in the order of the list."""
    codes = [row.code for row in tables.agencies()]
    standing = agencies_by_code(codes)
    return [code for code in codes if code in standing and _lacks_something(standing[code])]


def load_agency(code: str, *, most: int | None = None, tell: Told) -> None:
    """Load the procedures and dossiers of one agency, or what is still missing of them."""
    now = clock.now()
    agency = agencies_by_code([code])[code]
    seats = Seats(now)
    offered = runnable_at(agency, local_day(now))
    for done, name in enumerate(build_procedures(agency, seats, now=now), start=1):
        tell(Progress(agency.name, done, len(offered), name))
    build_records(agency, seats, now=now)
    wanted = min(count_for(agency), most or count_for(agency))
    there = dossiers_received_by(agency).count()
    built = build_dossiers(agency, range(wanted), seats, now=now)
    for done, dossier in enumerate(built, start=there + 1):
        tell(Progress(agency.name, done, wanted, dossier))


def count_for(agency: Agency) -> int:
    """Return how many dossiers the demo gives an agency that handles procedures."""
    return COUNTS.get(Kind(agency.kind), COUNT_ELSEWHERE)


def count_of_all(now: datetime) -> int:
    """Return how many dossiers there are once everything is loaded."""
    standing = agencies_by_code(row.code for row in tables.agencies()).values()
    running = (agency for agency in standing if runnable_at(agency, local_day(now)))
    return sum(count_for(agency) for agency in running)


def _lacks_something(agency: Agency) -> bool:
    if not runnable_at(agency, local_day(clock.now())):
        return False
    return dossiers_received_by(agency).count() < count_for(agency)


def _successions(now: datetime) -> None:
    first = next(tables.successions())
    predecessor = next(row for row in tables.agencies() if row.name == first.predecessor)
    agency = agencies_by_code([predecessor.code])[predecessor.code]
    if not successions_of(agency).exists():
        with transaction.atomic():
            record_successions(now)
