"""What a process remembers of small tables that everybody reads and hardly anybody changes."""

from collections.abc import Callable
from contextvars import ContextVar
from time import monotonic
from typing import Generic, TypeVar

from django.db import connection, transaction

FRESH_FOR = 2.0  # seconds; every other process follows a change within this time

T = TypeVar("T")


class Remembered(Generic[T]):
    """The answer of a read, kept for a moment.

    The transaction that changes the rows sees its own change at once and keeps it to itself:
    what it reads is not remembered, and everybody in this process reads anew once it commits.
    """

    def __init__(self, read: Callable[[], T]) -> None:
        self._read = read
        self._kept: tuple[float, T] | None = None
        self._changed_in: ContextVar[object] = ContextVar(f"{read.__name__} in", default=None)

    def __call__(self) -> T:
        """Return the answer, read anew when the kept one is old or does not count here."""
        changed_in = self._changed_in.get()
        if changed_in is not None:
            if changed_in is _transaction():
                return self._read()
            self._changed_in.set(None)
            self.forget()
        kept = self._kept
        if kept is None or monotonic() - kept[0] > FRESH_FOR:
            kept = self._kept = (monotonic(), self._read())
        return kept[1]

    def changed(self) -> None:
        """Take note that the current transaction changed the rows."""
        self._changed_in.set(_transaction())
        transaction.on_commit(self.forget)

    def forget(self) -> None:
        """Read anew at the next call."""
        self._kept = None


def _transaction() -> object:
    """Return what the present transaction is known by; none outside of one."""
    return next(iter(connection.atomic_blocks), None)
