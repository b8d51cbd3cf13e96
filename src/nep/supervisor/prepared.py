"""Whether the home's database has been prepared by exactly this code.

Preparing takes two starts of Django. A second start of the same code has nothing to prepare, and
says so in milliseconds: the stamp in the home carries the hash of all that the code consists of.
"""

import hashlib
from pathlib import Path

from nep.supervisor.homes import CHECKOUT, Home

PACKAGE = Path(__file__).resolve().parents[1]
LOCK = CHECKOUT / "requirements" / "base.txt"


def is_prepared(home: Home) -> bool:
    """Tell whether nothing has changed since the stamp was set."""
    try:
        return _stamp(home).read_text(encoding="ascii") == fingerprint()
    except FileNotFoundError:
        return False


def note_prepared(home: Home) -> None:
    """Set the stamp."""
    _stamp(home).write_text(fingerprint(), encoding="ascii")


def forget_prepared(home: Home) -> None:
    """Take the stamp away: the database is new, or its tables have been handled by hand."""
    _stamp(home).unlink(missing_ok=True)


def fingerprint(package: Path = PACKAGE, lock: Path = LOCK) -> str:
    """Return the hash of the code, its data and the packages that it stands on."""
    digest = hashlib.sha256()
    files = sorted(file for file in package.rglob("*") if file.is_file())
    for file in (*files, lock):
        if "__pycache__" not in file.parts and file.exists():
            digest.update(str(file).encode())
            digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def _stamp(home: Home) -> Path:
    return home.run / "prepared"
