"""The log of one process: a file that is turned over before it grows too large."""

import logging
import logging.handlers
from pathlib import Path

LARGEST = 5 * 1024 * 1024
KEPT = 5


class Log:
    """Takes what a process writes, piece by piece, and keeps it line by line."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self._handler = logging.handlers.RotatingFileHandler(
            file, maxBytes=LARGEST, backupCount=KEPT, encoding="utf-8"
        )
        file.chmod(0o600)
        self._rest = b""
        self.last_line = ""

    def take(self, piece: bytes) -> None:
        """Add a piece of output, which may end in the middle of a line."""
        *lines, self._rest = (self._rest + piece).split(b"\n")
        for line in lines:
            self._write(line.decode("utf-8", errors="replace"))

    def close(self) -> None:
        """Write what is left, and close the file."""
        if self._rest:
            self.take(b"\n")
        self._handler.close()

    def _write(self, line: str) -> None:
        if line.strip():
            self.last_line = line.strip()
        record = logging.LogRecord("nep", logging.INFO, "", 0, line, None, None)
        self._handler.emit(record)
