"""What the file `postmaster.pid` says about a running server, and whether it is true."""

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

PID_FILE = "postmaster.pid"
READY, STOPPING = "ready", "stopping"


@dataclass(frozen=True, slots=True)
class Postmaster:
    """The server as it described itself when it started."""

    pid: int
    data: Path
    socket_folder: Path | None
    status: str

    @property
    def is_ready(self) -> bool:
        return self.status == READY

    @property
    def is_stopping(self) -> bool:
        return self.status == STOPPING

    def is_alive(self) -> bool:
        """Tell whether that process still exists and is this server: numbers are used again."""
        return str(self.data) in _command_line(self.pid)


def read_postmaster(data: Path) -> Postmaster | None:
    """Return what the pid file of the data folder says, if there is one."""
    try:
        lines = (data / PID_FILE).read_text(encoding="utf-8", errors="surrogateescape").splitlines()
        pid = int(lines[0])
    except (OSError, IndexError, ValueError):
        return None
    # pid, data folder, start, port, socket folder, address, shared memory, status
    lines += [""] * (8 - len(lines))
    return Postmaster(
        pid=pid,
        data=data,
        socket_folder=Path(lines[4]) if lines[4] else None,
        status=lines[7].strip(),
    )


def running_postmaster(data: Path) -> Postmaster | None:
    """Return the live server of the data folder, whoever started it."""
    postmaster = read_postmaster(data)
    return postmaster if postmaster and postmaster.is_alive() else None


def forget_stale(data: Path) -> None:
    """Remove a pid file whose number now belongs to another program.

    A number that belongs to nobody is left to PostgreSQL, which then also makes sure that no
    process of the dead server still uses its shared memory.
    """
    postmaster = read_postmaster(data)
    if postmaster and not postmaster.is_alive() and _exists(postmaster.pid):
        (data / PID_FILE).unlink(missing_ok=True)


def _exists(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _command_line(pid: int) -> str:
    """Return how the process was called; empty when there is none, or only its remains."""
    if Path("/proc/self").exists():
        try:
            raw = Path(f"/proc/{pid}/cmdline").read_bytes()
        except OSError:
            return ""
        return os.fsdecode(raw.replace(b"\0", b" "))
    asked = ["/bin/ps", "-ww", "-o", "command=", "-p", str(pid)]
    return subprocess.run(asked, capture_output=True, text=True, check=False).stdout  # noqa: S603
