"""The worker: takes jobs out of PostgreSQL, one connection kept and a few more at need.

A job whose worker was killed stays marked as being done. Its worker's heartbeat has then stopped,
and this worker puts it back in the queue: jobs are idempotent, so doing one again does no harm.
"""

import asyncio

from procrastinate import App, PsycopgConnector
from procrastinate.contrib.django import app
from procrastinate.contrib.django.utils import connector_params

NAME = "nep-worker"  # by this name of its connections the health page knows that it lives
CONCURRENCY = 2
CONNECTIONS = 4
STOP_SECONDS = 4.0
POLL_SECONDS = 2.0  # also how long it may take to notice that the database has come back
HEARTBEAT_SECONDS = 5.0
SILENCE_SECONDS = 15.0


def work() -> None:
    """Take jobs until told to stop; a job under way has a few seconds to finish."""
    # The usual connector opens four connections at once; idle ones cost 6 MiB each.
    connector = PsycopgConnector(
        kwargs={**connector_params(), "application_name": NAME}, min_size=1, max_size=CONNECTIONS
    )
    with app.replace_connector(connector) as worker:
        asyncio.run(_work(worker))


async def _work(worker: App) -> None:
    async with worker.open_async():
        keeper = asyncio.create_task(_take_up_what_others_dropped(worker))
        try:
            await worker.run_worker_async(
                name=NAME,
                concurrency=CONCURRENCY,
                fetch_job_polling_interval=POLL_SECONDS,
                shutdown_graceful_timeout=STOP_SECONDS,
                update_heartbeat_interval=HEARTBEAT_SECONDS,
                stalled_worker_timeout=SILENCE_SECONDS,
            )
        finally:
            keeper.cancel()


async def _take_up_what_others_dropped(worker: App) -> None:
    """Put jobs of silent workers back in the queue, now and then."""
    while True:
        dropped = await worker.job_manager.get_stalled_jobs(seconds_since_heartbeat=SILENCE_SECONDS)
        for job in dropped:
            await worker.job_manager.retry_job(job)
        await asyncio.sleep(SILENCE_SECONDS)
