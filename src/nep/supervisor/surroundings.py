"""The environment variables that the processes under the supervisor get."""

from collections.abc import Mapping

from nep.supervisor.database import Database
from nep.supervisor.homes import Home
from nep.supervisor.keys import Keys

SETTINGS = "nep.config.settings"
# Who owns the tables may do what the application must never do: only these commands are owners.
OWNER_COMMANDS = frozenset({"migrate", "bench"})


def surroundings(
    environment: Mapping[str, str], home: Home, keys: Keys, database: Database
) -> dict[str, str]:
    """Return the environment of the application's processes."""
    kept = {name: value for name, value in environment.items() if name != "DATABASE_OWNER_URL"}
    return {
        **kept,
        "NEP_HOME": str(home.path),
        "NEP_SECRET_KEY": environment.get("NEP_SECRET_KEY") or keys.secret_key,
        "DATABASE_URL": database.url,
        "DJANGO_SETTINGS_MODULE": environment.get("DJANGO_SETTINGS_MODULE") or SETTINGS,
        "PYTHONUNBUFFERED": "1",
    }


def owner_surroundings(plain: Mapping[str, str], database: Database) -> dict[str, str]:
    """Return the environment of migrations and maintenance."""
    return {**plain, "DATABASE_OWNER_URL": database.owner_url}
