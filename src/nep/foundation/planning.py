"""Queries whose best plan depends on the very values that are asked for."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection


@contextmanager
def planned_for_its_values() -> Iterator[None]:
    """Let the database plan each query anew, not as it did for other values before.

    Statements are prepared, and after some uses planned once for all values. A list that can be
    narrowed to an agency with nothing, or to a state of nearly everything, is read along another
    index each time; the plan for all reads a million rows for the one.
    """
    with connection.cursor() as cursor:
        cursor.execute("SET plan_cache_mode TO force_custom_plan")
        yield
        cursor.execute("RESET plan_cache_mode")
