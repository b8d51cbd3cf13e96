"""`nep run`: bring everything up in order, keep it up, take it down in order.

One thread, one loop: each turn reads what the children wrote, starts again what died, and looks
whether the database still runs.
"""

import http.client
import json
import os
import selectors
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from socket import socket
from types import FrameType

from nep.supervisor.child import PARENT
from nep.supervisor.database import Database
from nep.supervisor.homes import Home
from nep.supervisor.logs import Log
from nep.supervisor.prepared import is_prepared, note_prepared
from nep.supervisor.processes import Child, child_command
from nep.supervisor.surroundings import owner_surroundings
from nep.supervisor.welcome import welcome
from nep.supervisor.words import Trouble, complain, say

TURN_SECONDS = 0.25
HEALTHY_SECONDS = 60.0
STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Stopped(Exception):  # noqa: N818 - an order, not a fault
    """Someone asked us to stop."""


class Supervisor:
    """The processes of one home, from the first to the last."""

    def __init__(
        self,
        home: Home,
        database: Database,
        surroundings: Callable[[], dict[str, str]],
        listener: socket,
    ) -> None:
        self._home = home
        self._database = database
        self._surroundings = surroundings
        self._listener = listener
        self._port = listener.getsockname()[1]
        self._address = f"http://127.0.0.1:{self._port}/"
        self._web = Child("web", self._environment, Log(home.logs / "web.log"))
        self._worker = Child("worker", self._environment, Log(home.logs / "worker.log"))
        self._asked_to_stop = 0

    def run(self) -> None:
        """Stand until asked to stop."""
        with self._signals():
            try:
                self._note("starting")
                self._start()
                self._note("running")
                while True:
                    self._turn()
            except Stopped:
                say("Đang dừng", "stopping")
            finally:
                self._stop()

    # Up ---------------------------------------------------------------------------------------

    def _start(self) -> None:
        self._database.join()
        if not (self._database.is_ours and is_prepared(self._home)):
            self._step("prepare", "tables", as_owner=True)
            self._step("prepare", "data")
            note_prepared(self._home)
        self._web.start([self._listener.fileno()])
        self._worker.start()
        self._wait_until_healthy()
        welcome(self._address, self._home)

    def _step(self, kind: str, *arguments: str, as_owner: bool = False) -> None:
        """Run one child to its end, with the terminal as its own."""
        environment = self._environment()
        if as_owner:
            environment = owner_surroundings(environment, self._database)
        process = subprocess.Popen(  # noqa: S603
            child_command(kind, *arguments),
            env=environment,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            while process.poll() is None:
                self._obey()
                time.sleep(0.05)
        finally:
            if process.poll() is None:
                process.terminate()
                process.wait()
        if process.returncode:
            raise Trouble(
                vietnamese=f"Bước chuẩn bị “{' '.join(arguments)}” không xong; lý do ở trên.",
                english=f"The step “{' '.join(arguments)}” failed; the reason is above.",
            )

    def _wait_until_healthy(self) -> None:
        deadline = time.monotonic() + HEALTHY_SECONDS
        answer = ""
        while time.monotonic() < deadline:
            self._turn()
            answer = self._ask_health()
            if not answer:
                return
        say(f"Chưa sẵn sàng: {answer}", "not healthy yet, still trying")

    def _ask_health(self) -> str:
        """Return nothing when all is well, else what the health page says."""
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=2)
        name = os.environ.get("NEP_HOSTS", "").split(",")[0].lstrip(".*")
        try:
            connection.request("GET", "/healthz", headers={"Host": name or "127.0.0.1"})
            response = connection.getresponse()
            text = response.read().decode()
        except (OSError, http.client.HTTPException) as error:
            return str(error)
        finally:
            connection.close()
        return "" if response.status == http.HTTPStatus.OK else text

    # Standing ---------------------------------------------------------------------------------

    def _turn(self) -> None:
        """Do what there is to do, and wait a little for something to happen."""
        self._obey()
        # The worker first: it wakes up while the database does.
        now = time.monotonic()
        self._web.look_after(now, [self._listener.fileno()])
        self._worker.look_after(now)
        if not self._database.is_running():
            self._revive_database()
        with selectors.DefaultSelector() as selector:
            for child in (self._web, self._worker):
                if child.output is not None:
                    selector.register(child.output, selectors.EVENT_READ, child)
            for key, _events in selector.select(TURN_SECONDS):
                key.data.listen()

    def _revive_database(self) -> None:
        say("Cơ sở dữ liệu đã dừng, chạy lại", "the database ended, starting it again")
        try:
            self._database.revive()
        except Trouble as trouble:
            complain(trouble)  # a full disk may have room again at the next turn

    def _obey(self) -> None:
        if self._asked_to_stop:
            raise Stopped

    @contextmanager
    def _signals(self) -> Iterator[None]:
        """Note a wish to stop instead of dying of it; the loop obeys at its next turn."""

        def note(number: int, frame: FrameType | None) -> None:
            self._asked_to_stop += 1

        before = {number: signal.signal(number, note) for number in STOPPING}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    # Down -------------------------------------------------------------------------------------

    def _stop(self) -> None:
        """Stop web, worker and database, in this order: nothing is cut off from below."""
        for child in (self._web, self._worker):
            child.stop(hurry=lambda: self._asked_to_stop > 1)
            child.log.close()
        self._database.close()
        state_file(self._home).unlink(missing_ok=True)

    # Helpers ----------------------------------------------------------------------------------

    def _environment(self, kind: str = "") -> dict[str, str]:
        """Return the environment of a child as it is now: a server may come back elsewhere."""
        return {
            **self._surroundings(),
            PARENT: str(os.getpid()),
            "NEP_LISTENER": str(self._listener.fileno()),
            "PGAPPNAME": f"nep-{kind}",
        }

    def _note(self, stage: str) -> None:
        """Write where we are, for a second `nep run` and for whoever looks."""
        state = {"pid": os.getpid(), "address": self._address, "stage": stage}
        file = state_file(self._home)
        aside = file.with_suffix(".new")
        aside.write_text(json.dumps(state), encoding="utf-8")
        aside.replace(file)


def state_file(home: Home) -> Path:
    """Return where a running supervisor says where it listens."""
    return home.run / "supervisor.json"
