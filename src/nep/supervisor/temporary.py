"""A throw-away database server for tests."""

import secrets
import shutil
import tempfile
from pathlib import Path
from types import TracebackType
from typing import Self

from nep.supervisor.binaries import binaries_for
from nep.supervisor.cluster import SETTINGS, Cluster
from nep.supervisor.creation import SUPERUSER, initialise
from nep.supervisor.owners import can_search, server_owner

# What is lost with the machine is no loss here.
CARELESS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "logging_collector": "off",
}


class TemporaryCluster:
    """A server in a folder of its own, fast because it need not survive, gone when stopped.

    It ends with the process that started it, too. Workers of one test run share it::

        cluster = TemporaryCluster()
        cluster.start()                                  # about a second
        os.environ["DATABASE_URL"] = cluster.url()       # superuser, database "postgres"
        ...
        cluster.stop()

    or, in one test, ``with TemporaryCluster() as cluster: …``.
    """

    def __init__(self) -> None:
        self._owner = server_owner()
        self._folder: Path | None = None
        self._cluster: Cluster | None = None
        self._password = secrets.token_urlsafe(24)

    def start(self) -> None:
        """Make the server and wait until it accepts connections."""
        self._folder = self._make_folder()
        binaries = binaries_for(self._owner, self._folder / "software")
        initialise(
            self._folder / "data", self._owner, binaries, self._password, "--no-sync", "--no-clean"
        )
        settings = {**SETTINGS, **CARELESS}
        self._cluster = Cluster(
            self._folder, self._owner, binaries, settings, ends_with_parent=True
        )
        self._cluster.start()

    def url(self, database: str = "postgres") -> str:
        """Return the superuser's address of a database."""
        if self._cluster is None:
            message = "The server has not been started."
            raise RuntimeError(message)
        return self._cluster.url(SUPERUSER, self._password, database)

    def stop(self) -> None:
        """Stop the server and remove what it wrote."""
        if self._cluster is not None:
            self._cluster.stop()
            self._cluster = None
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder = None

    def _make_folder(self) -> Path:
        folder = Path(tempfile.mkdtemp(prefix="nep-test-"))
        if not can_search(self._owner, folder.parent):
            folder.rmdir()
            folder = Path(tempfile.mkdtemp(prefix="nep-test-", dir="/tmp"))
        folder.chmod(0o711)
        return folder

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.stop()
