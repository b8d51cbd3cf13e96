"""`nep <command>`: a Django command of that name, on the database of this home."""

import os
import sys

from nep.supervisor.database import database_of, joined
from nep.supervisor.homes import find_home
from nep.supervisor.keys import keys_of
from nep.supervisor.owners import server_owner
from nep.supervisor.prepared import forget_prepared
from nep.supervisor.surroundings import (
    OWNER_COMMANDS,
    SETTINGS,
    owner_surroundings,
    surroundings,
)

# These look at the code only.
WITHOUT_DATABASE = frozenset({"help", "version", "check", "collectstatic", "generate_docs"})


def manage(arguments: list[str]) -> None:
    """Run one Django command; the server is started for it if it does not run, and then stopped."""
    if arguments[0] in WITHOUT_DATABASE:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
        _execute(arguments)
        return
    home = find_home(os.environ, server_owner())
    home.prepare()
    keys = keys_of(home.secrets)
    with joined(database_of(home, keys, os.environ)) as database:
        plain = surroundings(os.environ, home, keys, database)
        is_owner = arguments[0] in OWNER_COMMANDS
        wanted = owner_surroundings(plain, database) if is_owner else plain
        if is_owner:
            forget_prepared(home)  # the next start looks again
        os.environ.clear()
        os.environ.update(wanted)
        _execute(arguments)


def _execute(arguments: list[str]) -> None:
    # Imported here: the supervisor itself does without Django.
    from django.core.management import execute_from_command_line  # noqa: PLC0415

    sys.argv = ["nep", *arguments]
    execute_from_command_line(sys.argv)
