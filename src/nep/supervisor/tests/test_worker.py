"""What a killed worker leaves behind in the queue, and that it keeps nobody from working."""

import asyncio

import pytest
from django.db import connection
from procrastinate import PsycopgConnector
from procrastinate.contrib.django import app

from nep.supervisor.worker import take_up_what_others_dropped

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("own_database")]
DEAD = "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - interval '1 hour')"
JOB = """
    INSERT INTO procrastinate_jobs (queue_name, task_name, lock, queueing_lock, status, worker_id)
    VALUES ('default', 'tests.each_minute', 'tests', 'tests', %s, %s)
"""


def dropped(*, with_successor: bool) -> None:
    """Leave a job as a worker that was killed leaves it."""
    with connection.cursor() as cursor:
        cursor.execute(f"{DEAD} RETURNING id")
        (worker,) = cursor.fetchone()
        cursor.execute(JOB, ["doing", worker])
        if with_successor:
            cursor.execute(JOB, ["todo", None])


def states() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT status::text FROM procrastinate_jobs ORDER BY id")
        return [state for (state,) in cursor.fetchall()]


def take_up() -> None:
    params = connection.get_connection_params()
    known = {
        name: params[name]
        for name in ("dbname", "user", "password", "host", "port")
        if params.get(name)
    }

    async def go() -> None:
        with app.replace_connector(PsycopgConnector(kwargs=known)) as worker:
            async with worker.open_async():
                await take_up_what_others_dropped(worker)

    asyncio.run(go())


def test_a_job_that_was_dropped_is_done_again():
    dropped(with_successor=False)

    take_up()

    assert states() == ["todo"]


def test_one_whose_successor_waits_already_makes_way_for_it():
    dropped(with_successor=True)

    take_up()

    assert states() == ["todo"]
