"""Figures of dossiers by agency and by procedure: sums of tallies, and what is open now."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.db.models import Count, Q, QuerySet, Sum

from nep.foundation.periods import Period
from nep.operation.dossiers.models import Dossier, Tally


@dataclass(frozen=True, slots=True)
class Tallied:
    """What was received in a period, and what was finished in it by the original promise."""

    received: int = 0
    in_time: int = 0
    late: int = 0


@dataclass(frozen=True, slots=True)
class Open:
    """What is in progress now, and how much of it is past the day it is due."""

    open: int = 0
    overdue: int = 0


_LAST = """
SELECT asked.agency, (SELECT max(at) FROM dossiers_event WHERE agency_id = asked.agency)
FROM unnest(%s::bigint[]) AS asked (agency)
"""


def tallied_by_agency(period: Period) -> dict[int, Tallied]:
    """Return the tally of a period for each agency that has one, by key."""
    return _summed(_in(period), "agency_id")


def tallied_by_procedure(agency_id: int, period: Period) -> dict[int, Tallied]:
    """Return the tally of an agency in a period for each procedure that has one, by key."""
    return _summed(_in(period).filter(agency=agency_id), "procedure_id")


def open_by_agency(*, at: datetime) -> dict[int, Open]:
    """Return what is in progress at each agency that has anything, by key."""
    return _counted(Dossier.objects.all(), "agency_id", at=at)


def open_by_procedure(agency_id: int, *, at: datetime) -> dict[int, Open]:
    """Return what an agency has in progress of each procedure, by key."""
    return _counted(Dossier.objects.filter(agency=agency_id), "procedure_id", at=at)


def open_at(agency_id: int, *, at: datetime) -> Open:
    """Return what an agency has in progress."""
    mine = Dossier.objects.filter(agency=agency_id)
    return _counted(mine, "agency_id", at=at).get(agency_id, Open())


def last_events(agencies: Iterable[int]) -> dict[int, datetime]:
    """Return when each agency last did something to a dossier, if ever, by key."""
    with connection.cursor() as cursor:
        cursor.execute(_LAST, [list(agencies)])
        return {agency: at for agency, at in cursor.fetchall() if at is not None}


def _in(period: Period) -> QuerySet[Tally]:
    return Tally.objects.filter(month__gte=period.first, month__lt=period.end)


def _summed(tallies: QuerySet[Tally], by: str) -> dict[int, Tallied]:
    sums = tallies.values_list(by).annotate(Sum("received"), Sum("in_time"), Sum("late"))
    return {key: Tallied(*figures) for key, *figures in sums.order_by()}


def _counted(dossiers: QuerySet[Dossier], by: str, *, at: datetime) -> dict[int, Open]:
    # Only columns of the index of what is in progress, so that it alone is read.
    counts = (
        dossiers.filter(finished_at=None)
        .values_list(by)
        .annotate(every=Count("due_at"), late=Count("due_at", filter=Q(due_at__lt=at)))
    )
    return {key: Open(every, late) for key, every, late in counts.order_by()}
