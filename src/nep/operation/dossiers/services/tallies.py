"""Keeping the figures: what each act adds to the tally of its months, in its transaction."""

from collections import Counter
from datetime import date, datetime

from django.db import connection

from nep.agencies.queries import local_day
from nep.operation.dossiers.models import Dossier
from nep.operation.dossiers.rules.folding import Folded

Counted = tuple[date, str]
"""A month, by its first day, and the column in which a dossier counts there."""

_ADD = """
INSERT INTO dossiers_tally AS kept (month, agency_id, procedure_id, received, in_time, late)
VALUES (%s, %s, %s, %s, %s, %s)
ON CONFLICT (month, agency_id, procedure_id) DO UPDATE SET
    received = kept.received + EXCLUDED.received,
    in_time = kept.in_time + EXCLUDED.in_time,
    late = kept.late + EXCLUDED.late
"""
COLUMNS = ("received", "in_time", "late")


def counted(folded: Folded) -> frozenset[Counted]:
    """Return where a dossier counts: where it came, and where it was finished."""
    if folded.received_at is None or folded.promised_at is None:
        return frozenset()
    came = (_month_of(folded.received_at), "received")
    if folded.finished_at is None:
        return frozenset({came})
    result = "in_time" if folded.finished_at <= folded.promised_at else "late"
    return frozenset({came, (_month_of(folded.finished_at), result)})


def keep_tally(dossier: Dossier, before: Folded, after: Folded) -> None:
    """Move the figures from what was so to what is so now; most acts change none.

    The rows stay locked until the act is done, so they are the last that it takes, in the
    order of months.
    """
    gone, come = counted(before) - counted(after), counted(after) - counted(before)
    changes = Counter({**dict.fromkeys(gone, -1), **dict.fromkeys(come, 1)})
    for month in sorted({month for month, _column in changes}):
        added = [changes[month, column] for column in COLUMNS]
        with connection.cursor() as cursor:
            cursor.execute(_ADD, [month, dossier.agency_id, dossier.procedure_id, *added])


def _month_of(at: datetime) -> date:
    return local_day(at).replace(day=1)
