"""Reads of the journal."""

from collections.abc import Iterator

from django.db import connection
from django.db.models import Model, QuerySet

from nep.foundation.records import RecordRef
from nep.platform.journal.models import Entry

_BROKEN = """
SELECT agency_id, position FROM (
    SELECT e.*,
           coalesce(lag(hash) OVER chain, '') AS expected_prev,
           row_number() OVER chain AS expected_position
    FROM journal_entry e WINDOW chain AS (PARTITION BY agency_id ORDER BY position)
) sealed
WHERE prev_hash <> expected_prev OR position <> expected_position
   OR hash <> journal_entry_digest(
        (SELECT original FROM journal_entry original WHERE original.id = sealed.id))
ORDER BY agency_id, position
"""


def entries_about(subject: Model) -> QuerySet[Entry]:
    """Return what was done to a record, oldest first."""
    ref = RecordRef.to(subject)
    return Entry.objects.filter(subject_kind=ref.kind, subject_key=ref.key).order_by("id")


def broken_places() -> Iterator[tuple[int, int]]:
    """Yield (agency, position) of every entry whose seal does not hold; none when whole."""
    with connection.cursor() as cursor:
        cursor.execute(_BROKEN)
        yield from cursor.fetchall()
