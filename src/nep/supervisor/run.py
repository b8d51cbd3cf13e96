"""`nep run`: one supervisor for each home, on one port."""

import errno
import json
import os
import socket
import time
from collections.abc import Mapping

from nep.supervisor.database import database_of
from nep.supervisor.homes import CHECKOUT, Home, find_home
from nep.supervisor.keys import keys_of
from nep.supervisor.locks import FileLock
from nep.supervisor.owners import server_owner
from nep.supervisor.supervisor import Supervisor, state_file
from nep.supervisor.surroundings import surroundings
from nep.supervisor.words import Trouble, say

DEFAULT_PORT = 8000
# Processes of a supervisor that was killed need a moment to notice and to let go of the port.
PATIENCE_SECONDS = 12.0
BACKLOG = 512


def run(environment: Mapping[str, str]) -> None:
    """Run Nếp until asked to stop; where it runs already, say so."""
    home = find_home(environment, server_owner())
    home.prepare()
    with FileLock(home.run / "supervisor.lock") as lock:
        if not lock.try_alone():
            _say_that_it_runs(home)
            return
        _say_where(home, environment)
        keys = keys_of(home.secrets)
        database = database_of(home, keys, environment)
        with _listen(_port(environment), patient=_state(home) is not None) as listener:
            Supervisor(
                home, database, lambda: surroundings(environment, home, keys, database), listener
            ).run()


def _say_where(home: Home, environment: Mapping[str, str]) -> None:
    if home.path != CHECKOUT / "var":
        say(f"Dữ liệu ở {home.path}", f"data in {home.path}")
    if home.owner.is_someone_else and not environment.get("DATABASE_URL"):
        say(
            f"Máy chủ dữ liệu chạy dưới người dùng {home.owner.name}",
            f"the database server runs as {home.owner.name}",
        )


def _state(home: Home) -> dict[str, str] | None:
    try:
        state: dict[str, str] = json.loads(state_file(home).read_text("utf-8"))
    except (OSError, ValueError):
        return None
    return state


def _say_that_it_runs(home: Home) -> None:
    state = _state(home) or {}
    address = state.get("address", "")
    say(f"Nếp đang chạy: {address}", "Nếp is running already; this command changes nothing")


def _port(environment: Mapping[str, str]) -> int:
    text = environment.get("PORT") or str(DEFAULT_PORT)
    if not text.isdecimal() or int(text) > 65535:  # noqa: PLR2004 - the largest port there is
        raise Trouble(
            vietnamese=f"PORT={text} không phải là một cổng (0–65535).",
            english=f"PORT={text} is not a port (0–65535).",
        )
    return int(text)


def _listen(port: int, *, patient: bool) -> socket.socket:
    """Open the port on this machine only.

    :raises Trouble: when another program has it.
    """
    deadline = time.monotonic() + (PATIENCE_SECONDS if patient else 0)
    while True:
        listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(("127.0.0.1", port))
            listener.listen(BACKLOG)
        except OSError as error:
            listener.close()
            if error.errno != errno.EADDRINUSE or time.monotonic() > deadline:
                raise _no_port(port, os.strerror(error.errno or 0)) from error
            time.sleep(0.1)
        else:
            return listener


def _no_port(port: int, reason: str) -> Trouble:
    return Trouble(
        vietnamese=f"Không mở được cổng {port}, có lẽ chương trình khác đang dùng: "
        f"hãy chọn cổng khác, ví dụ PORT={port + 1} make run.",
        english=f"Port {port} cannot be opened ({reason}): choose another, "
        f"such as PORT={port + 1} make run.",
    )
