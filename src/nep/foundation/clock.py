"""The one place where time is read.

Only faces, jobs and commands call `now`; everything else takes `at`. A demo or a rehearsal
runs shifted by whole weeks: the shift is a dated parameter row above this module, provided
through `provide_shift`, so that web, worker and commands agree and it can move while they
run. `recorded_at` of events and journal entries is the database's own and never shifted.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, timedelta
from time import monotonic
from zoneinfo import ZoneInfo

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
_SHIFT_IS_FRESH_FOR = 1.0  # seconds; every process follows a moved shift within this time

_fixed: ContextVar[datetime | None] = ContextVar("fixed", default=None)
_sources: list[Callable[[], timedelta]] = []
_remembered: tuple[float, timedelta] = (float("-inf"), timedelta())


def now() -> datetime:
    """Return the present moment, aware, in UTC: the demo's present when a demo runs."""
    return _fixed.get() or datetime.now(UTC) + shift()


def today() -> date:
    """Return the present day in Viet Nam."""
    return now().astimezone(VIETNAM).date()


def shift() -> timedelta:
    """Return how far this installation's present is from the real one; zero in production."""
    global _remembered  # noqa: PLW0603 - one process, one memory of one row
    if not _sources:
        return timedelta()
    read_at, value = _remembered
    if monotonic() - read_at > _SHIFT_IS_FRESH_FOR:
        value = _sources[-1]()
        _remembered = (monotonic(), value)
    return value


def is_shifted() -> bool:
    """Tell whether the present is not the real one: a demo, a rehearsal, a test."""
    return _fixed.get() is not None or bool(shift())


def forget_shift() -> None:
    """Read the shift anew at the next look at the clock."""
    global _remembered  # noqa: PLW0603 - one process, one memory of one row
    _remembered = (float("-inf"), timedelta())


def provide_shift(source: Callable[[], timedelta]) -> None:
    """Let this function say the shift; the last one provided is asked."""
    _sources.append(source)


@contextmanager
def fixed(at: datetime) -> Iterator[None]:
    """Hold the clock at a moment: for tests, checks and the demo's own story."""
    token = _fixed.set(at)
    try:
        yield
    finally:
        _fixed.reset(token)
