"""The door through which lower modules read dated legal parameters that stand above them.

`norms.parameters` owns the rows and provides the reader when the application starts. A
parameter is a legal number with its source article and its dates; none is a constant.
"""

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal


class UnknownParameterError(LookupError):
    """No row gives this parameter a value at the moment asked for."""


Reader = Callable[[str, datetime], Decimal]
_readers: list[Reader] = []


def provide(reader: Reader) -> None:
    """Let this reader answer from now on; the last one provided answers."""
    _readers.append(reader)


def number(key: str, *, at: datetime) -> Decimal:
    """Return the value in force at the moment.

    :raises UnknownParameterError: when no dated row covers the moment.
    """
    if not _readers:
        message = f"nobody provides parameters (asked for {key})"
        raise UnknownParameterError(message)
    return _readers[-1](key, at)
