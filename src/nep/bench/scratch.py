"""A database that exists as long as one benchmark."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management import call_command
from django.db import ProgrammingError, connection
from psycopg.sql import SQL, Composed, Identifier

_PREFIX = "nep_bench_"
# A benchmark that was killed could not clean up; one that runs is connected.
_LEFT_OVER = """
SELECT datname FROM pg_database
WHERE datname ~ %s AND pg_get_userbyid(datdba) = current_user
  AND NOT EXISTS (SELECT FROM pg_stat_activity WHERE pg_stat_activity.datname = pg_database.datname)
"""


class NoScratchDatabaseError(Exception):
    """The role that runs the benchmark may not create databases."""


@contextmanager
def scratch_database() -> Iterator[str]:
    """Work in an empty database with all tables and the reference data; drop it in any case."""
    usual = connection.settings_dict["NAME"]
    name = f"{_PREFIX}{os.getpid()}"
    _drop_left_overs()
    _create(name)
    try:
        _turn_to(name)
        with hasty():
            call_command("migrate", interactive=False, verbosity=0)
            call_command("norms", "load", verbosity=0)
        yield name
    finally:
        _turn_to(usual)
        _run(SQL("DROP DATABASE {} WITH (FORCE)").format(Identifier(name)))


@contextmanager
def hasty() -> Iterator[None]:
    """Do not wait for the disk at every commit: what a power cut takes can be made again."""
    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit TO off")
        yield
        cursor.execute("RESET synchronous_commit")


def _create(name: str) -> None:
    try:
        _run(SQL("CREATE DATABASE {}").format(Identifier(name)))
    except ProgrammingError as error:
        message = f"a benchmark needs a role that may create databases: {error}"
        raise NoScratchDatabaseError(message) from error


def _drop_left_overs() -> None:
    with connection.cursor() as cursor:
        cursor.execute(_LEFT_OVER, [f"^{_PREFIX}[0-9]+$"])
        left_over = [name for (name,) in cursor.fetchall()]
    for name in left_over:
        _run(SQL("DROP DATABASE IF EXISTS {}").format(Identifier(name)))


def _turn_to(name: str) -> None:
    connection.close()
    connection.settings_dict["NAME"] = name


def _run(statement: Composed) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)
