"""The database that one process uses: the server in the home, or the one `DATABASE_URL` names.

Who uses the embedded server holds a share of the lock `database`; whoever leaves last, and so can
hold it alone, stops the server. So a command that runs without `nep run` starts the server and
stops it again, two commands share one, and a `nep run` that comes in between simply joins.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Protocol

from nep.supervisor.binaries import binaries_for
from nep.supervisor.cluster import Cluster
from nep.supervisor.creation import APP_ROLE, OWNER_ROLE, create_for_application
from nep.supervisor.homes import Home
from nep.supervisor.keys import Keys
from nep.supervisor.locks import FileLock, alone
from nep.supervisor.prepared import forget_prepared
from nep.supervisor.words import say


class Database(Protocol):
    """What the supervisor and the commands need to know of a database."""

    def join(self) -> None:
        """Make sure that it runs, and keep it running as long as we use it."""

    def leave(self) -> None:
        """Stop using it; an embedded server that nobody else uses is stopped."""

    def close(self) -> None:
        """Stop an embedded server, whoever else uses it."""

    @property
    def is_ours(self) -> bool:
        """Whether nobody but `nep` changes it."""

    def is_running(self) -> bool:
        """Tell whether an embedded server runs; one that is not ours always does."""

    def revive(self) -> None:
        """Start an embedded server that died."""

    @property
    def url(self) -> str:
        """The address for the application."""

    @property
    def owner_url(self) -> str:
        """The address for migrations and maintenance."""


class EmbeddedDatabase:
    """PostgreSQL inside the home."""

    is_ours = True

    def __init__(self, home: Home, keys: Keys) -> None:
        self._home = home
        self._keys = keys
        self._binaries = binaries_for(home.owner, home.path / "software")
        self._cluster = Cluster(home.postgres, home.owner, self._binaries)
        self._gate = home.run / "database.gate"
        self._users = FileLock(home.run / "database.users")

    def join(self) -> None:
        with alone(self._gate):
            self._users.share()
            if not self._cluster.exists:
                say("Tạo cơ sở dữ liệu mới", "creating a new database")
                forget_prepared(self._home)
                create_for_application(
                    self._cluster.data, self._home.owner, self._binaries, self._keys
                )
            self._cluster.start()

    def leave(self) -> None:
        with alone(self._gate):
            if self._users.try_alone():
                self._cluster.stop()
            self._users.release()

    def close(self) -> None:
        with alone(self._gate):
            self._cluster.stop()
            self._users.release()

    def is_running(self) -> bool:
        return self._cluster.is_running()

    def revive(self) -> None:
        with alone(self._gate):
            self._cluster.start()

    @property
    def url(self) -> str:
        return self._cluster.url(APP_ROLE, self._keys.app_password)

    @property
    def owner_url(self) -> str:
        return self._cluster.url(OWNER_ROLE, self._keys.owner_password)


class NamedDatabase:
    """A server that someone else looks after."""

    is_ours = False

    def __init__(self, url: str, owner_url: str) -> None:
        self.url = url
        self.owner_url = owner_url

    def join(self) -> None:
        """It runs, or the first command says that it does not."""

    def leave(self) -> None:
        """It goes on."""

    def close(self) -> None:
        """It goes on."""

    def is_running(self) -> bool:
        return True

    def revive(self) -> None:
        """That is for those who look after it."""


def database_of(home: Home, keys: Keys, environment: Mapping[str, str]) -> Database:
    """Return the database that the environment names, or the one in the home."""
    url = environment.get("DATABASE_URL")
    if url:
        return NamedDatabase(url, environment.get("DATABASE_OWNER_URL") or url)
    return EmbeddedDatabase(home, keys)


@contextmanager
def joined(database: Database) -> Iterator[Database]:
    """Use the database for the length of a command."""
    database.join()
    try:
        yield database
    finally:
        database.leave()
