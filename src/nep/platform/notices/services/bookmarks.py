"""How far a job has come: nothing is told twice, and nothing is left out.

Rows of a table that only grows do not appear in the order of their ids: of two transactions, the
one that took the smaller id may commit last. So a reader remembers a transaction, not an id: all
transactions before its horizon had ended when it looked, and the next look takes the rows of those
that have ended since. Each look moves the bookmark in the transaction that tells of the rows.
"""

from datetime import datetime

from django.db import connection
from django.db.backends.utils import CursorWrapper

from nep.platform.notices.models import Bookmark

# A transaction takes its ids while it runs: none is overtaken by more rows than this.
OVERTAKEN_BY = 10_000
# A reader that begins anew looks back so far and no farther.
LOOKS_BACK = 20_000

# The oldest transaction that still runs, leaving out those that surely run in another database of
# the server: a long one there need not keep anybody waiting here.
_HORIZON = """
    WITH now AS MATERIALIZED (SELECT pg_current_snapshot() AS seen),
    elsewhere AS (
        SELECT transactionid FROM pg_locks JOIN pg_stat_activity USING (pid)
        WHERE locktype = 'transactionid' AND datname <> current_database()
    )
    SELECT least(
        (SELECT min(running::text::bigint) FROM now, pg_snapshot_xip(seen) AS running
         WHERE running::xid NOT IN (SELECT transactionid FROM elsewhere)),
        pg_current_xact_id_if_assigned()::text::bigint,
        pg_snapshot_xmax(seen)::text::bigint
    ) FROM now
"""
_LAST = "SELECT coalesce(max(id), 0) FROM {table}"
# What lies behind the last id is surely new, even when transactions are counted anew after the
# data moved to another server; what lies before it is new when its transaction ended since.
_ENDED_SINCE = """
    SELECT id FROM {table}
    WHERE id > %(from)s
      AND (id > %(last)s OR age(xmin) <= age(%(before)s::text::xid8::xid))
      AND age(xmin) > age(%(now)s::text::xid8::xid)
    ORDER BY id
"""


def new_rows(table: str, reader: str) -> list[int]:
    """Return the ids of rows committed since the reader last looked, and move its bookmark.

    Belongs into a transaction: two at once wait for each other, and one that fails moves nothing.
    """
    Bookmark.objects.get_or_create(reader=reader)
    bookmark = Bookmark.objects.select_for_update().get(reader=reader)
    with connection.cursor() as cursor:
        if not bookmark.horizon:
            cursor.execute(_LAST.format(table=table))
            bookmark.last_id = max(cursor.fetchone()[0] - LOOKS_BACK, 0)
        ids = rows_ended_since(cursor, table, bookmark)
    bookmark.save(update_fields=["last_id", "horizon"])
    return ids


def rows_ended_since(cursor: CursorWrapper, table: str, bookmark: Bookmark) -> list[int]:
    """Return the ids of rows whose transactions ended since the bookmark, and set it further."""
    cursor.execute(_HORIZON)
    (horizon,) = cursor.fetchone()
    cursor.execute(
        _ENDED_SINCE.format(table=table),
        {
            "from": bookmark.last_id - OVERTAKEN_BY if bookmark.horizon else bookmark.last_id,
            "last": bookmark.last_id,
            "before": str(bookmark.horizon or horizon),
            "now": str(horizon),
        },
    )
    ids = [key for (key,) in cursor.fetchall()]
    bookmark.horizon = horizon
    bookmark.last_id = max([bookmark.last_id, *ids])
    return ids


def time_passed(reader: str, *, until: datetime) -> datetime | None:
    """Return until when the reader has told, and set its bookmark to `until`; None at first.

    Belongs into the transaction that tells of the time between. After the clock of a demo was
    set back it is the later of the two.
    """
    Bookmark.objects.get_or_create(reader=reader)
    bookmark = Bookmark.objects.select_for_update().get(reader=reader)
    since, bookmark.at = bookmark.at, until
    bookmark.save(update_fields=["at"])
    return since
