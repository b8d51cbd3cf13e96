"""The worker: takes jobs out of PostgreSQL, one connection kept and a few more at need.

A job whose worker was killed stays marked as being done. Its worker's heartbeat has then stopped,
and this worker puts it back in the queue: jobs are idempotent, so doing one again does no harm.

A worker that loses the database may hold a job that it can no longer report. It ends on the spot,
and the supervisor starts one that knows nothing of it.
"""

import asyncio
import os
from typing import Any

from procrastinate import App, PsycopgConnector
from procrastinate.contrib.django import app
from procrastinate.contrib.django.utils import connector_params
from procrastinate.exceptions import UniqueViolation
from procrastinate.jobs import Status
from psycopg import AsyncConnection, OperationalError

NAME = "nep-worker"  # by this name of its connections the health page knows that it lives
CONCURRENCY = 2
CONNECTIONS = 4
STOP_SECONDS = 3.0
HEARTBEAT_SECONDS = 5.0
SILENCE_SECONDS = 15.0
GIVES_WAY = 10  # people wait for pages, nobody for a job


def work() -> None:
    """Take jobs until told to stop; a job under way has a few seconds to finish."""
    os.nice(GIVES_WAY)
    known = {**connector_params(), "application_name": NAME}
    # The usual connector opens four connections at once; idle ones cost 4 MiB each.
    connector = PsycopgConnector(kwargs=known, min_size=1, max_size=CONNECTIONS)
    with app.replace_connector(connector) as worker:
        asyncio.run(_work(worker, known))


async def _work(worker: App, known: dict[str, Any]) -> None:
    async with worker.open_async():
        watches = [
            asyncio.create_task(_end_with_the_database(known)),
            asyncio.create_task(_take_up_what_others_dropped(worker)),
        ]
        try:
            await worker.run_worker_async(
                name=NAME,
                concurrency=CONCURRENCY,
                delete_jobs="successful",  # periodic ones would fill the tables
                shutdown_graceful_timeout=STOP_SECONDS,
                update_heartbeat_interval=HEARTBEAT_SECONDS,
                stalled_worker_timeout=SILENCE_SECONDS,
            )
        finally:
            for watch in watches:
                watch.cancel()


async def _end_with_the_database(known: dict[str, Any]) -> None:
    """Hold a connection that waits for nothing but its own end."""
    try:
        async with await AsyncConnection.connect(**known, autocommit=True) as connection:
            async for _nothing in connection.notifies():
                pass
    except OperationalError:
        os._exit(1)  # at once: a job in a thread could not be stopped otherwise


async def _take_up_what_others_dropped(worker: App) -> None:
    """Put jobs of silent workers back in the queue, now and then."""
    while True:
        await take_up_what_others_dropped(worker)
        await asyncio.sleep(SILENCE_SECONDS)


async def take_up_what_others_dropped(worker: App) -> None:
    """Put jobs of silent workers back in the queue.

    Of a job that waits in the queue once, the next one may wait already: it does all that is to
    do, and the one that was dropped must not keep the lock from it.
    """
    dropped = await worker.job_manager.get_stalled_jobs(seconds_since_heartbeat=SILENCE_SECONDS)
    for job in dropped:
        try:
            await worker.job_manager.retry_job(job)
        except UniqueViolation:
            await worker.job_manager.finish_job(job, Status.FAILED, delete_job=True)
