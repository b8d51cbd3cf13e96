"""`nep <command>` without a running Nếp, and what is refused."""

import os
import signal
import socket
import time

import psycopg
import pytest

from nep.supervisor.temporary import TemporaryCluster
from nep.supervisor.tests.installation import Installation

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def stopped():
    with Installation() as installation:
        assert installation.nep("migrate", "--verbosity=0") == (
            0,
            "· Tạo cơ sở dữ liệu mới · creating a new database\n",
        )
        yield installation


def test_a_command_stops_the_server_that_it_started(stopped):
    status, said = stopped.nep("migrate", "--check")

    assert (status, said) == (0, "")
    assert stopped.processes() == []


def test_two_commands_share_one_server_and_the_last_one_stops_it(stopped):
    commands = [stopped.command("showmigrations", "auth") for _ in range(3)]
    said = [command.communicate(timeout=30)[0] for command in commands]

    assert [command.returncode for command in commands] == [0, 0, 0]
    assert all("[X] 0001_initial" in text for text in said)
    assert stopped.processes() == []


def test_a_run_that_comes_during_a_command_goes_on_after_it(stopped):
    long = stopped.command("procrastinate", "shell")  # waits for its input to end
    try:
        stopped.start()
        os.kill(long.pid, signal.SIGINT)
        long.communicate(timeout=30)

        assert stopped.is_healthy()
    finally:
        stopped.stop()
    assert stopped.processes() == []


def test_the_application_may_not_migrate_but_its_owner_may(stopped):
    assert stopped.nep("migrate", "--plan")[0] == 0

    drop = "from django.db import connection as c; c.cursor().execute('DROP TABLE auth_group')"
    status, said = stopped.nep("shell", "--command", drop)

    assert status != 0
    assert "must be owner of table auth_group" in said


def test_a_taken_port_is_named(stopped, monkeypatch):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        environment = {**stopped.environment, "PORT": str(port)}
        monkeypatch.setattr(Installation, "environment", environment)

        status, said = stopped.nep("run")

    assert status == 1
    assert f"Không mở được cổng {port}" in said
    assert f"PORT={port + 1}" in said
    assert stopped.processes() == []


@pytest.mark.parametrize("port", ["tám nghìn", "70000", "-1"])
def test_a_port_that_is_none_is_refused(stopped, monkeypatch, port):
    monkeypatch.setattr(Installation, "environment", {**stopped.environment, "PORT": port})

    status, said = stopped.nep("run")

    assert status == 1
    assert f"PORT={port}" in said


def test_a_home_that_cannot_be_is_refused_in_a_sentence(stopped, monkeypatch):
    impossible = {**stopped.environment, "NEP_HOME": "/dev/null/nep"}
    monkeypatch.setattr(Installation, "environment", impossible)
    began = time.monotonic()

    status, said = stopped.nep("run")

    assert status == 1
    assert said.splitlines() == [
        "Không dùng được NEP_HOME=/dev/null/nep: /dev/null không phải là thư mục.",
        "NEP_HOME=/dev/null/nep cannot be used: /dev/null is not a folder.",
    ]
    assert time.monotonic() - began < 5


def test_without_a_word_it_says_what_it_can_do(stopped):
    status, said = stopped.nep()

    assert status == 0
    assert "nep run" in said


def test_a_named_server_is_used_and_left_running(monkeypatch):
    with TemporaryCluster() as theirs, Installation() as installation:
        named = {**installation.environment, "DATABASE_URL": theirs.url()}
        monkeypatch.setattr(Installation, "environment", named)

        installation.start()
        installation.stop()

        assert not (installation.path / "postgres" / "data").exists()
        assert installation.nep("migrate", "--check") == (0, "")
        with psycopg.connect(theirs.url()) as connection:
            tables = connection.execute("SELECT count(*) FROM django_migrations").fetchone()
    assert tables[0] > 0
