"""The passwords and keys of one home: made once, readable by nobody else."""

import os
import secrets
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Keys:
    """What must not leave this machine."""

    owner_password: str
    app_password: str
    secret_key: str

    def __repr__(self) -> str:
        return "Keys(…)"  # never in a traceback


def keys_of(folder: Path) -> Keys:
    """Return the keys kept in the folder, making those that are missing."""
    return Keys(
        owner_password=_kept(folder / "owner_password"),
        app_password=_kept(folder / "app_password"),
        secret_key=_kept(folder / "secret_key"),
    )


def replace_secret_key(folder: Path, key: str) -> None:
    """Take the key of another home, whose data have come here."""
    aside = _written_aside(folder / "secret_key", key)
    aside.replace(folder / "secret_key")


def _kept(file: Path) -> str:
    try:
        return file.read_text(encoding="ascii")
    except FileNotFoundError:
        pass
    # Written aside and linked: two processes that start together end up with one and the same key.
    aside = _written_aside(file, secrets.token_urlsafe(48))
    try:
        os.link(aside, file)
    except FileExistsError:
        pass
    finally:
        aside.unlink()
    return file.read_text(encoding="ascii")


def _written_aside(file: Path, key: str) -> Path:
    aside = file.with_name(f".{file.name}.{secrets.token_hex(8)}")
    handle = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as stream:
        stream.write(key)
        stream.flush()
        os.fsync(stream.fileno())
    return aside
