"""`/healthz`: whether the parts that the application cannot do without are well.

Anyone may ask, and learns nothing else: no versions, no addresses, no errors in full.
"""

from collections.abc import Callable
from functools import cache
from http import HTTPStatus

from django.contrib.auth.decorators import login_not_required
from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

WELL = "ok"
# A worker that was killed loses its connections at once; one that hangs stops its heartbeat,
# which procrastinate writes every ten seconds.
WORKER = """
    SELECT EXISTS (
        SELECT FROM pg_stat_activity
        WHERE datname = current_database() AND application_name = 'nep-worker'
    ) AND EXISTS (
        SELECT FROM procrastinate_workers
        WHERE last_heartbeat > clock_timestamp() - interval '30 seconds'
    )
"""


class Unwell(Exception):  # noqa: N818 - the answer to a question
    """What is wrong with one part."""


@login_not_required
@never_cache
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """Answer 200 when database, migrations and worker are well, else 503 naming what is not."""
    parts = {
        "database": _state(_require_database),
        "migrations": _state(_require_migrations),
        "worker": _state(_require_worker),
    }
    well = all(state == WELL for state in parts.values())
    return JsonResponse(
        {"status": WELL if well else "unwell", **parts},
        status=HTTPStatus.OK if well else HTTPStatus.SERVICE_UNAVAILABLE,
    )


def _state(require: Callable[[], None]) -> str:
    try:
        require()
    except Unwell as reason:
        return str(reason)
    except Error:
        return "the database does not answer"
    return WELL


def _require_database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


@cache  # what raises is not kept: only the good answer is, for as long as this process lives
def _require_migrations() -> None:
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise Unwell("some are not applied")


def _require_worker() -> None:
    with connection.cursor() as cursor:
        cursor.execute(WORKER)
        (alive,) = cursor.fetchone()
    if not alive:
        raise Unwell("no worker is at work")
