"""Reads of the journal."""

from collections.abc import Iterable, Iterator

from django.db import connection
from django.db.models import Model, QuerySet

from nep.foundation.records import RecordRef
from nep.platform.journal.models import Entry
from nep.platform.journal.rules import Act

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


def entries_about_rows(rows: Iterable[Model]) -> QuerySet[Entry]:
    """Return what was done to several records of one kind, the latest first."""
    refs = [RecordRef.to(row) for row in rows]
    kinds = {ref.kind for ref in refs}
    entries = Entry.objects.filter(subject_kind__in=kinds, subject_key__in=[r.key for r in refs])
    return entries.order_by("-id")


def was_done(act: Act, **details: str | int) -> bool:
    """Tell whether an act was ever recorded with these details."""
    return Entry.objects.filter(act=act.name, details__contains=details).exists()


def broken_places() -> Iterator[tuple[int, int]]:
    """Yield (agency, position) of every entry whose seal does not hold; none when whole."""
    with connection.cursor() as cursor:
        cursor.execute(_BROKEN)
        yield from cursor.fetchall()


def entries_among(ids: Iterable[int], acts: Iterable[str]) -> QuerySet[Entry]:
    """Return those of these entries that record acts of these names, oldest first."""
    return Entry.objects.filter(pk__in=list(ids), act__in=list(acts)).order_by("id")
