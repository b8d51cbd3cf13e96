"""A real Nếp in a folder of its own, as someone at a terminal would run it."""

import contextlib
import http.client
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Self

import psutil
import psycopg

from nep.supervisor.database import EmbeddedDatabase
from nep.supervisor.homes import Home
from nep.supervisor.keys import keys_of
from nep.supervisor.owners import server_owner
from nep.supervisor.postmaster import running_postmaster

PATIENCE = 30.0


class Installation:
    """One home, and the supervisor that runs on it."""

    def __init__(self, settings: str = "nep.supervisor.tests.small_site") -> None:
        self.settings = settings
        # Not pytest's own folder: that one is closed to the database server's user.
        self.folder = Path(tempfile.mkdtemp(prefix="nep-installation-"))
        self.folder.chmod(0o711)
        self.path = self.folder / "home"
        self.supervisor: subprocess.Popen[str] | None = None

    @property
    def environment(self) -> dict[str, str]:
        kept = {
            name: value for name, value in os.environ.items() if not name.startswith("DATABASE")
        }
        return {
            **kept,
            "NEP_HOME": str(self.path),
            "PORT": "0",
            "DJANGO_SETTINGS_MODULE": self.settings,
        }

    @property
    def database(self) -> EmbeddedDatabase:
        home = Home(self.path.resolve(), server_owner())
        return EmbeddedDatabase(home, keys_of(home.secrets))

    def command(self, *arguments: str) -> "subprocess.Popen[str]":
        return subprocess.Popen(  # noqa: S603
            [sys.executable, "-c", "from nep.supervisor.cli import main; exit(main())", *arguments],
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def nep(self, *arguments: str, patience: float = PATIENCE) -> tuple[int, str]:
        process = self.command(*arguments)
        said, _nothing = process.communicate(timeout=patience)
        return process.returncode, said

    def start(self, patience: float = PATIENCE) -> None:
        self.supervisor = self.command("run")
        self.wait_until_healthy(patience)

    def stop(self, number: int = signal.SIGTERM) -> str:
        supervisor, self.supervisor = self.supervisor, None
        if supervisor is None:
            return ""
        if supervisor.poll() is None:
            supervisor.send_signal(number)
        said, _nothing = supervisor.communicate(timeout=PATIENCE)
        return said

    def get(self, address: str) -> tuple[int, str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            connection.request("GET", address)
            response = connection.getresponse()
            return response.status, response.read().decode()
        finally:
            connection.close()

    @property
    def port(self) -> int:
        return int(self.state()["address"].rstrip("/").rsplit(":", 1)[1])

    def state(self) -> dict[str, str]:
        return json.loads((self.path / "run" / "supervisor.json").read_text())

    def is_healthy(self) -> bool:
        if self.supervisor is not None and self.supervisor.poll() is not None:
            raise AssertionError(self.stop())
        try:
            return self.get("/healthz")[0] == 200
        except (OSError, ValueError, http.client.HTTPException):
            return False

    def wait_until_healthy(self, patience: float = PATIENCE) -> float:
        began = time.monotonic()
        wait_until(self.is_healthy, patience)
        return time.monotonic() - began

    def pid(self, kind: str) -> int | None:
        """The process of that kind, if it lives just now."""
        if kind == "database":
            postmaster = running_postmaster(self.path.resolve() / "postgres" / "data")
            return postmaster.pid if postmaster else None
        assert self.supervisor is not None
        for child in psutil.Process(self.supervisor.pid).children():
            with contextlib.suppress(psutil.Error):
                if child.cmdline()[-1:] == [kind]:
                    return child.pid
        return None

    def query(self, sql: str, *, as_owner: bool = False) -> list[tuple]:
        url = self.database.owner_url if as_owner else self.database.url
        with psycopg.connect(url) as connection:
            cursor = connection.execute(sql)
            return cursor.fetchall() if cursor.description else []

    def processes(self) -> list[psutil.Process]:
        """Everything that runs for this home, whoever started it."""
        mark = str(self.path)
        found = []
        for process in psutil.process_iter():
            try:
                serves = process.environ().get("NEP_HOME") == mark
                if serves or any(mark in part for part in process.cmdline()):
                    found.append(process)
            except psutil.Error:
                continue
        return found

    def remove(self) -> None:
        if self.supervisor is not None:
            self.stop()
        for process in self.processes():
            process.kill()
        shutil.rmtree(self.folder)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *reason: object) -> None:
        self.remove()


def wait_until(true: Callable[[], bool], patience: float = PATIENCE) -> None:
    deadline = time.monotonic() + patience
    while not true():
        assert time.monotonic() < deadline, "it did not come about in time"
        time.sleep(0.05)
