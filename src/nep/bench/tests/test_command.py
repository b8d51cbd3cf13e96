"""The command as people type it: one line of JSON, and no database left behind."""

import json
import os
import signal
import subprocess
import sys
import time

import psycopg
import pytest

pytestmark = pytest.mark.slow

COMMAND = [sys.executable, "-m", "django", "bench", "worklist", "--dossiers"]
FAILING = """
import django
django.setup()
from nep.bench.scratch import scratch_database
with scratch_database() as name:
    raise RuntimeError(name)
"""
ENVIRONMENT = {**os.environ, "DJANGO_SETTINGS_MODULE": "nep.config.settings_test"}


@pytest.fixture
def server():
    """The server of this run of tests, outside every test database."""
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as connection:
        yield connection


def started(*command):
    pipe = subprocess.PIPE
    # A shell starts what runs in its background deaf to interrupts, and children inherit that.
    heard = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        return subprocess.Popen(command, env=ENVIRONMENT, stdout=pipe, stderr=pipe, text=True)  # noqa: S603
    finally:
        signal.signal(signal.SIGINT, heard)


def exists(server, name):
    row = server.execute("SELECT count(*) FROM pg_database WHERE datname = %s", [name])
    return row.fetchone() == (1,)


def test_it_prints_one_line_and_sweeps_up_after_those_that_were_killed(server):
    killed = "nep_bench_999999999"
    server.execute(f"CREATE DATABASE {killed}")

    bench = started(*COMMAND, "400")
    said, _ = bench.communicate()

    assert bench.returncode == 0
    told = json.loads(said)
    assert (told["bench"], told["dossiers"], told["open"], told["rows"]) == ("worklist", 400, 20, 2)
    assert 0 < told["median_ms"] <= told["p95_ms"]
    assert not exists(server, killed)
    assert not exists(server, f"nep_bench_{bench.pid}")


def test_nothing_is_left_of_one_that_fails(server):
    bench = started(sys.executable, "-c", FAILING)
    _, complained = bench.communicate()

    assert "RuntimeError: nep_bench_" in complained
    assert not exists(server, f"nep_bench_{bench.pid}")


def test_nothing_is_left_of_one_that_is_interrupted(server):
    bench = started(*COMMAND, "400")
    name = f"nep_bench_{bench.pid}"
    while not exists(server, name):
        assert bench.poll() is None
        time.sleep(0.05)

    bench.send_signal(signal.SIGINT)
    bench.communicate()

    assert bench.returncode != 0
    assert not exists(server, name)
