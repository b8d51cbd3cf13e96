"""What `/healthz` says, and to whom."""

import json
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client

from nep.config import health

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_remembered() -> Iterator[None]:
    health._require_migrations.cache_clear()
    yield
    health._require_migrations.cache_clear()


def note_heartbeat(*, seconds_ago: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_workers (last_heartbeat)"
            " VALUES (now() - make_interval(secs => %s))",
            [seconds_ago],
        )


@contextmanager
def session_of_a_worker() -> Iterator[None]:
    """Hold a connection by the name by which workers are known."""
    known = ("dbname", "user", "password", "host", "port")
    params = connection.get_connection_params()
    where = {key: params[key] for key in known if params.get(key)}
    with psycopg.connect(**where, application_name="nep-worker"):
        yield


def ask(client: Client) -> tuple[int, dict[str, str]]:
    answer = client.get("/healthz")
    return answer.status_code, json.loads(answer.content)


class TestHealth:
    def test_all_is_well_with_a_worker_at_work(self, client):
        note_heartbeat(seconds_ago=1)

        with session_of_a_worker():
            status, parts = ask(client)

        assert status == 200
        assert parts == {"status": "ok", "database": "ok", "migrations": "ok", "worker": "ok"}

    def test_a_worker_that_was_killed_is_missed_at_once(self, client):
        note_heartbeat(seconds_ago=1)  # it died after its last one

        status, parts = ask(client)

        assert status == 503
        assert parts["worker"] == "no worker is at work"
        assert parts["database"] == parts["migrations"] == "ok"

    def test_a_worker_that_hangs_is_missed_by_its_heartbeat(self, client):
        note_heartbeat(seconds_ago=60)

        with session_of_a_worker():
            status, parts = ask(client)

        assert status == 503
        assert parts["worker"] == "no worker is at work"

    def test_a_migration_that_is_not_applied_is_told_until_it_is(self, client):
        recorder = MigrationRecorder(connection)
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")  # the application may not, its owner may
        recorder.record_unapplied("procrastinate", "0041_post_retry_failed_job")

        assert ask(client)[1]["migrations"] == "some are not applied"

        recorder.record_applied("procrastinate", "0041_post_retry_failed_job")
        assert ask(client)[1]["migrations"] == "ok"

    def test_it_is_never_kept_by_anyone_on_the_way(self, client):
        assert "no-store" in client.get("/healthz")["Cache-Control"]

    def test_it_is_for_reading(self, client):
        assert client.post("/healthz").status_code == 405
