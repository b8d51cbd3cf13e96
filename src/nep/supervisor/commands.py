"""`nep <command>`: a Django command of that name, on the database of this home."""

import os
import subprocess
import sys
from typing import NoReturn

from nep.supervisor.child import PARENT
from nep.supervisor.database import Database, database_of, joined
from nep.supervisor.homes import Home, find_home
from nep.supervisor.keys import keys_of
from nep.supervisor.owners import server_owner
from nep.supervisor.prepared import forget_prepared, is_prepared, note_prepared
from nep.supervisor.processes import child_command
from nep.supervisor.surroundings import (
    OWNER_COMMANDS,
    SETTINGS,
    owner_surroundings,
    surroundings,
)
from nep.supervisor.words import Trouble

# These look at the code only.
WITHOUT_DATABASE = frozenset({"help", "version", "check", "collectstatic", "generate_docs"})
# These may be the first words said to an empty home: they bring the tables along, never a demo.
FROM_NOTHING = frozenset({"init"})


READING_A_FILE = ["procedures", "check"]
"""Says what a file holds, wherever it is asked: neither home nor applications are needed."""


def manage(arguments: list[str]) -> None:
    """Run one Django command; the server is started for it if it does not run, and then stopped."""
    if arguments[:2] == READING_A_FILE:
        _check_file(arguments[2:])
    if arguments[0] in WITHOUT_DATABASE:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
        _execute(arguments)
        return
    home = find_home(os.environ, server_owner())
    home.prepare()
    keys = keys_of(home.secrets)
    with joined(database_of(home, keys, os.environ)) as database:
        plain = surroundings(os.environ, home, keys, database)
        if arguments[0] in FROM_NOTHING:
            plain["NEP_DEMO"] = "0"
            _prepare(home, database, plain)
        is_owner = arguments[0] in OWNER_COMMANDS
        wanted = owner_surroundings(plain, database) if is_owner else plain
        if is_owner:
            forget_prepared(home)  # the next start looks again
        os.environ.clear()
        os.environ.update(wanted)
        _execute(arguments)


def _prepare(home: Home, database: Database, plain: dict[str, str]) -> None:
    """Bring tables and reference data, where the home does not have them already."""
    if database.is_ours and is_prepared(home):
        return
    child = {**plain, PARENT: str(os.getpid())}
    for what, surrounding in (("tables", owner_surroundings(child, database)), ("data", child)):
        command = child_command("prepare", what)
        if subprocess.run(command, env=surrounding, check=False).returncode:  # noqa: S603 - ours
            raise Trouble(
                vietnamese=f"Bước chuẩn bị “{what}” không xong; lý do ở trên.",
                english=f"The step “{what}” failed; the reason is above.",
            )
    note_prepared(home)


def _execute(arguments: list[str]) -> None:
    # Imported here: the supervisor itself does without Django.
    from django.core.management import execute_from_command_line  # noqa: PLC0415

    sys.argv = ["nep", *arguments]
    execute_from_command_line(sys.argv)


def _check_file(arguments: list[str]) -> NoReturn:
    """Answer at once: starting the applications would take three times as long as the rest."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    from django.apps import apps  # noqa: PLC0415

    apps.populate([])  # what translation waits for
    from nep.operation.procedures.checking import main  # noqa: PLC0415

    sys.exit(main(arguments))
