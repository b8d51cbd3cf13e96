"""A database that exists as long as one benchmark."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import LiteralString

from django.core.management import call_command
from django.db import ProgrammingError, connection
from django.db.backends.utils import CursorWrapper
from psycopg.sql import SQL, Composed, Identifier

_PREFIX = "nep_bench_"
_OURS = """
SELECT datname FROM pg_database WHERE datname ~ %s AND pg_get_userbyid(datdba) = current_user
"""
# A benchmark that was killed could not clean up; one that runs is connected.
_NOT_IN_USE = """
  AND NOT EXISTS (SELECT FROM pg_stat_activity WHERE pg_stat_activity.datname = pg_database.datname)
"""
_REFERENCES = """
SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint
WHERE contype = 'f' AND conrelid::regclass::text = ANY(%s)
"""
_INDEXES = """
SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index
WHERE NOT indisunique AND indrelid::regclass::text = ANY(%s)
"""


class NoScratchDatabaseError(Exception):
    """The role that runs the benchmark may not create databases."""


@contextmanager
def scratch_database() -> Iterator[str]:
    """Work in an empty database with all tables and the reference data; drop it in any case."""
    usual = connection.settings_dict["NAME"]
    name = f"{_PREFIX}{os.getpid()}"
    _drop_left_overs()
    try:  # from before it is there: an interrupt may come in the midst of its making
        _create(name)
        _turn_to(name)
        with hasty():
            call_command("migrate", interactive=False, verbosity=0)
            call_command("norms", "load", verbosity=0)
        yield name
    finally:
        _turn_to(usual)
        # By force: what was just interrupted may look connected for a moment longer.
        for ours in _named(_OURS, f"^{name}(_.*)?$"):
            _run(SQL("DROP DATABASE {} WITH (FORCE)").format(Identifier(ours)))


def copied(name: str, label: object) -> str:
    """Copy the database as it is now; return the name of the copy, dropped with the other."""
    copy = f"{name}_{label}"
    connection.close()  # nobody may be connected to what is copied
    usual = connection.settings_dict["NAME"]
    _turn_to("postgres")
    _run(
        SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY file_copy").format(
            Identifier(copy), Identifier(name)
        )
    )
    _turn_to(usual)
    return copy


@contextmanager
def working_on(name: str) -> Iterator[None]:
    """Turn to another of the databases for a while."""
    usual = connection.settings_dict["NAME"]
    _turn_to(name)
    try:
        yield
    finally:
        _turn_to(usual)


@contextmanager
def loose(tables: Sequence[str]) -> Iterator[None]:
    """Do without foreign keys and plain indexes while much is written, and check all at the end."""
    with connection.cursor() as cursor:
        cursor.execute(_REFERENCES, [list(tables)])
        references = cursor.fetchall()
        cursor.execute(_INDEXES, [list(tables)])
        indexes = cursor.fetchall()
        for table, name, _definition in references:
            _alter(cursor, "ALTER TABLE {} DROP CONSTRAINT {}", table, name)
        for name, _definition in indexes:
            _alter(cursor, "DROP INDEX {}", name)
        yield
        for _name, definition in indexes:
            cursor.execute(definition)
        for table, name, definition in references:
            _alter(cursor, f"ALTER TABLE {{}} ADD CONSTRAINT {{}} {definition}", table, name)


def _alter(cursor: CursorWrapper, statement: LiteralString, *names: str) -> None:
    cursor.execute(SQL(statement).format(*map(Identifier, names)))


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
    for name in _named(_OURS + _NOT_IN_USE, f"^{_PREFIX}[0-9]+(_.*)?$"):
        _run(SQL("DROP DATABASE IF EXISTS {}").format(Identifier(name)))


def _named(which: LiteralString, pattern: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(which, [pattern])
        return [name for (name,) in cursor.fetchall()]


def _turn_to(name: str) -> None:
    connection.close()
    connection.settings_dict["NAME"] = name


def _run(statement: Composed) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)
