"""The web server and the worker, as `nep run` starts them, on the database of a benchmark."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote, urlencode

from django.db import connection

from nep.bench.http.client import Client

BACKLOG = 512
PATIENCE = 60.0  # seconds
CHILD = "nep.supervisor.child"  # called as the supervisor calls it, a layer above


class NotServedError(Exception):
    """The web server did not come up."""


@contextmanager
def served(logs: Path) -> Iterator[tuple[int, ...]]:
    """Serve the database that this process works on; yield the port, and the processes."""
    with socket.create_server(("127.0.0.1", 0), backlog=BACKLOG) as listener:
        port: int = listener.getsockname()[1]
        environment = _environment(listener)
        children = [_started(kind, environment, listener, logs) for kind in ("web", "worker")]
        try:
            _wait_until_healthy(port, children)
            yield (port, *(child.pid for child in children))
        finally:
            for child in children:
                child.terminate()
            for child in children:
                child.wait()


def _started(
    kind: str, environment: Mapping[str, str], listener: socket.socket, logs: Path
) -> "subprocess.Popen[bytes]":
    with (logs / f"bench-{kind}.log").open("ab") as log:
        return subprocess.Popen(  # noqa: S603 - our own program
            [sys.executable, "-W", "ignore", "-m", CHILD, kind],
            env={**environment, "PGAPPNAME": f"nep-{kind}"},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            pass_fds=[listener.fileno()],
            start_new_session=True,
        )


def _environment(listener: socket.socket) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_OWNER_URL"}
    return {
        **kept,
        "DATABASE_URL": _address(),
        "NEP_SUPERVISOR": str(os.getpid()),
        "NEP_LISTENER": str(listener.fileno()),
        "PYTHONUNBUFFERED": "1",
    }


def _address() -> str:
    """Return the address of the database that the connection of this process is set to."""
    known = connection.settings_dict
    who = f"{quote(known['USER'], safe='')}:{quote(known['PASSWORD'], safe='')}"
    where = {"host": known["HOST"], "port": known["PORT"]}
    asked = urlencode({name: value for name, value in where.items() if value}, safe="/")
    return f"postgresql://{who}@/{known['NAME']}?{asked}"


def _wait_until_healthy(port: int, children: list["subprocess.Popen[bytes]"]) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if any(child.poll() is not None for child in children):
            break
        with Client(port, "") as visitor:
            if visitor.get("/healthz").status == 200:  # noqa: PLR2004 - as HTTP says it
                return
        time.sleep(0.1)
    message = "the web server or the worker did not come up; their logs are in the home"
    raise NotServedError(message)
