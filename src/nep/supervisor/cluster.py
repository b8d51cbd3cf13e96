"""One PostgreSQL server of our own: started, found again, stopped.

It listens on a socket in a folder of mode 0700 and nowhere else, asks for a password there, and
runs as an unprivileged user. `pg_ctl` is not used: the supervisor is the parent and has to see
the server die.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote

from nep.supervisor.binaries import Binaries
from nep.supervisor.creation import (
    DATABASE,
    make_private_folder,
    run_program,
    server_environment,
)
from nep.supervisor.lifeline import end_with_parent
from nep.supervisor.owners import Owner
from nep.supervisor.postmaster import (
    Postmaster,
    forget_stale,
    read_postmaster,
    running_postmaster,
)
from nep.supervisor.words import Trouble

PORT = 5432  # only names the socket file: no network address is opened
# sun_path, less the ending null: 108 bytes on Linux, 104 on macOS.
LONGEST_SOCKET = 107 if sys.platform.startswith("linux") else 103
SHORT_FOLDERS = Path("/tmp")  # noqa: S108 - the folder made there is 0700 and has a random name
SHORT_PREFIX = "nep-socket-"
START_SECONDS = 60.0
RETRY_SECONDS = 10.0
RETRY_PAUSE = 0.2
STOP_SECONDS = 30.0
STEP_SECONDS = 0.02

SETTINGS = {
    "unix_socket_permissions": "0700",
    "max_connections": "60",
    "shared_buffers": "128MB",
    "jit": "off",  # our queries are short; compiling them costs more than it saves
    "logging_collector": "on",  # the server keeps its log even when the supervisor is gone
    "log_directory": "../log",
    "log_filename": "postgres-%a.log",
    "log_truncate_on_rotation": "on",
    "log_rotation_age": "1d",
    "log_rotation_size": "0",
    "log_line_prefix": "%m [%p] %a ",
}


class Cluster:
    """The server on the folders data/, socket/ and log/ of a folder of ours."""

    def __init__(
        self,
        folder: Path,
        owner: Owner,
        binaries: Binaries,
        settings: Mapping[str, str] = SETTINGS,
        *,
        ends_with_parent: bool = False,
    ) -> None:
        self._folder = folder.resolve()
        self._owner = owner
        self._binaries = binaries
        self._settings = settings
        self._ends_with_parent = ends_with_parent
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def data(self) -> Path:
        return self._folder / "data"

    @property
    def exists(self) -> bool:
        return (self.data / "PG_VERSION").exists()

    def postmaster(self) -> Postmaster | None:
        """Return the live server, also one that an earlier supervisor left behind."""
        self._is_launched()  # a child that ended remains a shadow until it is asked for
        return running_postmaster(self.data)

    def is_running(self) -> bool:
        """Tell whether the server accepts connections."""
        postmaster = self.postmaster()
        return postmaster is not None and postmaster.is_ready

    def start(self) -> None:
        """Start the server, or join the one that runs; returns when it accepts connections.

        :raises Trouble: with the end of the server's log when it does not come up.
        """
        self._process = self._process if self._is_launched() else None
        patience = time.monotonic() + RETRY_SECONDS
        deadline = time.monotonic() + START_SECONDS
        while not self.is_running():
            if time.monotonic() > deadline:
                raise self._does_not_start()
            self._help_up(patience)
            time.sleep(STEP_SECONDS)

    def stop(self) -> None:
        """Stop the server: sessions are ended, everything committed is on disk."""
        last = read_postmaster(self.data)
        for number in (signal.SIGINT, signal.SIGQUIT):
            postmaster = self.postmaster()
            if postmaster is None:
                break
            os.kill(postmaster.pid, number)
            deadline = time.monotonic() + STOP_SECONDS
            while self.postmaster() is not None and time.monotonic() < deadline:
                time.sleep(STEP_SECONDS)
        if self._process is not None:
            self._process.wait(STOP_SECONDS)
            self._process = None
        _forget_socket(last)

    def url(self, role: str, password: str, database: str = DATABASE) -> str:
        """Return the address of a database on the server."""
        postmaster = read_postmaster(self.data)
        folder = postmaster.socket_folder if postmaster else None
        host = quote(str(folder or self._folder / "socket"), safe="/")
        return f"postgresql://{role}:{quote(password)}@/{database}?host={host}&port={PORT}"

    def _help_up(self, patience: float) -> None:
        """Do what brings the server nearer to running: finish its stop, or launch it (again)."""
        postmaster = self.postmaster()
        if postmaster is not None and postmaster.is_stopping:
            os.kill(postmaster.pid, signal.SIGINT)  # do not wait for sessions to end
        elif postmaster is None and not self._is_launched():
            if self._process is not None:
                # The processes of a server that was killed outlive it a little and hold its memory.
                if time.monotonic() > patience:
                    raise self._does_not_start()
                time.sleep(RETRY_PAUSE)
            self._launch()

    # Starting ---------------------------------------------------------------------------------

    def _is_launched(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def _launch(self) -> None:
        self._refuse_other_version()
        command = self._command()
        forget_stale(self.data)
        make_private_folder(self._folder / "log", self._owner)
        with self._start_log.open("wb") as log:
            self._process = subprocess.Popen(  # noqa: S603
                command,
                cwd="/",
                env=server_environment(),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,  # Ctrl-C is for the supervisor, which stops in order
                preexec_fn=_end_fast_with_parent if self._ends_with_parent else None,  # noqa: PLW1509
                **self._owner.as_popen_arguments(),
            )

    def _command(self) -> list[str | Path]:
        settings = [f"{name}={value}" for name, value in self._settings.items()]
        options = [part for setting in settings for part in ("-c", setting)]
        socket = ["-h", "", "-k", str(self._make_socket_folder()), "-p", str(PORT)]
        return [self._binaries.postgres, "-D", self.data, *socket, *options]

    def _make_socket_folder(self) -> Path:
        """Make a folder that only the server's user can enter, with a path that is not too long."""
        folder = self._folder / "socket"
        if len(os.fsencode(folder / f".s.PGSQL.{PORT}")) > LONGEST_SOCKET:
            # A server that was killed comes back where its clients look for it.
            folder = self._last_short_folder() or Path(
                tempfile.mkdtemp(prefix=SHORT_PREFIX, dir=SHORT_FOLDERS)
            )
        make_private_folder(folder, self._owner)
        return folder

    def _last_short_folder(self) -> Path | None:
        """Return the folder of the server that went, if it is still there and the server's own."""
        last = read_postmaster(self.data)
        folder = last.socket_folder if last else None
        if folder is None or not _is_short(folder) or not folder.is_dir() or folder.is_symlink():
            return None
        return folder if folder.stat().st_uid == self._owner.uid else None

    # Refusing ---------------------------------------------------------------------------------

    def _refuse_other_version(self) -> None:
        kept = (self.data / "PG_VERSION").read_text(encoding="ascii").strip()
        full = run_program(self._owner, self._binaries.postgres, "--version").split()[-1]
        version = full.split(".")[0]
        if kept != version:
            raise Trouble(
                vietnamese=f"Dữ liệu ở {self.data} là của PostgreSQL {kept}, chương trình là "
                f"{version}: hãy chuyển dữ liệu trước (pg_upgrade).",
                english=f"The data in {self.data} are of PostgreSQL {kept}, the program is "
                f"{version}: move the data first (pg_upgrade).",
            )

    @property
    def _start_log(self) -> Path:
        return self._folder / "start.log"

    def _last_words(self) -> str:
        """Return the end of the newest log: early errors go to one place, later ones to another."""
        logs = [self._start_log, *(self._folder / "log").glob("*.log")]
        newest = max(logs, key=lambda log: log.stat().st_mtime)
        lines = newest.read_text(encoding="utf-8", errors="replace").splitlines()
        return "\n".join(lines[-3:])

    def _does_not_start(self) -> Trouble:
        return Trouble(
            f"Máy chủ dữ liệu ở {self._folder} không chạy lên được: {self._last_words()}",
            f"The database server in {self._folder} does not start: {self._last_words()}",
        )


def _is_short(folder: Path) -> bool:
    return folder.parent == SHORT_FOLDERS and folder.name.startswith(SHORT_PREFIX)


def _forget_socket(last: Postmaster | None) -> None:
    """Remove the short socket folder of a server that has gone for good."""
    if last and last.socket_folder and _is_short(last.socket_folder):
        shutil.rmtree(last.socket_folder, ignore_errors=True)


def _end_fast_with_parent() -> None:
    end_with_parent(signal.SIGINT)
