"""Bringing a database up to date, in a process of its own that has Django.

    python -m nep.supervisor.child prepare tables    as the owner of the tables
    python -m nep.supervisor.child prepare data      as the application

The demo is for a first look: it is wanted where the database had no table at all at its first
start, and never while `NEP_DEMO` is 0. That is noted in the home, so that a load that was
interrupted is taken up again, and no database in use ever gets invented people.
"""

import os
from io import StringIO
from pathlib import Path

from django.core.management import call_command, get_commands
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from nep.supervisor.words import say

WANTED, LOADED = "wanted", "loaded"
NOTE, ACCOUNTS = "demo", "demo-accounts.json"


def prepare_tables() -> None:
    """Apply the migrations that are missing; costs next to nothing when none is."""
    executor = MigrationExecutor(connection)
    missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if not executor.loader.applied_migrations and os.environ.get("NEP_DEMO") != "0":
        _file(NOTE).write_text(WANTED, encoding="ascii")
    if missing:
        say(f"Cập nhật bảng dữ liệu ({len(missing)})", f"applying {len(missing)} migrations")
        call_command("migrate", interactive=False, verbosity=0)


def prepare_data() -> None:
    """Load the reference data of the law and the standard, and at the first start the demo."""
    commands = get_commands()  # an installation may leave the demo out
    if "norms" in commands:
        call_command("norms", "load")
    if "demo" in commands:
        _prepare_demo()


def _prepare_demo() -> None:
    if _demo_is(WANTED) and os.environ.get("NEP_DEMO") != "0":
        call_command("demo", "load")
        _file(NOTE).write_text(LOADED, encoding="ascii")
    if _demo_is(LOADED):
        accounts = StringIO()
        call_command("demo", "accounts", "--json", stdout=accounts)
        _file(ACCOUNTS).write_text(accounts.getvalue(), encoding="utf-8")


def _demo_is(state: str) -> bool:
    note = _file(NOTE)
    return note.exists() and note.read_text(encoding="ascii") == state


def _file(name: str) -> Path:
    return Path(os.environ["NEP_HOME"]) / "run" / name
