"""A process that is kept going: started, listened to, started again when it dies."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable, Sequence

from nep.supervisor.logs import Log
from nep.supervisor.words import say

SHORTEST_PAUSE = 0.5
LONGEST_PAUSE = 4.0
LOOP_SECONDS = 30.0
LOOP_DEATHS = 4
STOP_SECONDS = 6.0
PIECE = 65536


class Pauses:
    """How long to wait before the next start: not at all at first, longer when it keeps dying."""

    def __init__(self) -> None:
        self._deaths: deque[float] = deque()

    def after_death(self, now: float) -> float:
        """Note a death and return the pause after it, in seconds."""
        while self._deaths and self._deaths[0] < now - LOOP_SECONDS:
            self._deaths.popleft()
        self._deaths.append(now)
        again = len(self._deaths) - 1
        pause: float = SHORTEST_PAUSE * 2 ** (again - 1) if again else 0.0
        return min(pause, LONGEST_PAUSE)

    @property
    def is_loop(self) -> bool:
        """Tell, once per series, that it dies again and again."""
        return len(self._deaths) == LOOP_DEATHS


class Child:
    """One kind of process under the supervisor."""

    def __init__(self, kind: str, environment: Callable[[str], dict[str, str]], log: Log) -> None:
        self.kind = kind
        self.log = log
        self._environment = environment
        self._pauses = Pauses()
        self._process: subprocess.Popen[bytes] | None = None
        self._start_again_at: float | None = None

    @property
    def pid(self) -> int | None:
        return self._process.pid if self._process else None

    @property
    def output(self) -> int | None:
        """The end of the pipe that it writes into, while it lives."""
        if self._process is None or self._process.stdout is None:
            return None
        return self._process.stdout.fileno()

    def start(self, hand_down: Sequence[int] = ()) -> None:
        """Start the process; `hand_down` are open files that it gets."""
        self._start_again_at = None
        self._process = subprocess.Popen(  # noqa: S603
            child_command(self.kind),
            env=self._environment(self.kind),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            pass_fds=hand_down,
            start_new_session=True,  # Ctrl-C is for the supervisor, which stops in order
        )
        os.set_blocking(self._process.stdout.fileno(), False)  # type: ignore[union-attr] # a pipe

    def listen(self) -> None:
        """Move what it has written to its log."""
        output = self.output
        with contextlib.suppress(BlockingIOError):
            while output is not None and (piece := os.read(output, PIECE)):
                self.log.take(piece)

    def look_after(self, now: float, hand_down: Sequence[int] = ()) -> None:
        """Notice a death, and start the process again when its pause is over."""
        if self._process is not None and self._process.poll() is not None:
            self._bury(now)
        if self._start_again_at is not None and now >= self._start_again_at:
            self.start(hand_down)

    def _bury(self, now: float) -> None:
        process = self._forget()
        if process is None:
            return
        pause = self._pauses.after_death(now)
        self._start_again_at = now + pause
        how = _ending(process.returncode)
        say(
            f"{self.kind} đã dừng ({how}), chạy lại",
            f"{self.kind} ended ({how}), starting it again",
        )
        if self._pauses.is_loop:
            say(
                f"{self.kind} cứ dừng mãi: {self.log.last_line} (xem {self.log.file})",
                f"{self.kind} keeps ending: see {self.log.file}",
            )

    def stop(self, hurry: Callable[[], bool]) -> None:
        """Stop the process and wait: politely as long as nobody is in a hurry, then not."""
        self._start_again_at = None
        if self._process is None:
            return
        deadline = time.monotonic() + STOP_SECONDS
        self._process.terminate()
        while self._process.poll() is None and time.monotonic() < deadline and not hurry():
            self.listen()
            time.sleep(0.02)
        with contextlib.suppress(ProcessLookupError):
            # The whole session: the processes of a web server that was killed, too.
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        self._forget()

    def _forget(self) -> subprocess.Popen[bytes] | None:
        process, self._process = self._process, None
        if process is not None and process.stdout is not None:
            with contextlib.suppress(BlockingIOError):
                while piece := os.read(process.stdout.fileno(), PIECE):
                    self.log.take(piece)
            process.stdout.close()
        return process


def child_command(kind: str, *arguments: str) -> list[str]:
    """Return how a process under the supervisor is called."""
    return [sys.executable, "-m", "nep.supervisor.child", kind, *arguments]


def _ending(returncode: int) -> str:
    if returncode < 0:
        return signal.Signals(-returncode).name
    return str(returncode)
