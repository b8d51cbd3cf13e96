"""Whom the database server runs as, and which folders that user can reach.

PostgreSQL refuses to run as root, rightly. Started by root, the server is dropped to an
unprivileged user; everything else then has to ask whether that user can get there at all.
"""

import os
import pwd
import stat
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

CANDIDATES = ("nep", "postgres", "nobody")


@dataclass(frozen=True, slots=True)
class Owner:
    """A user of the operating system."""

    uid: int
    gid: int
    name: str

    @property
    def is_someone_else(self) -> bool:
        """Tell whether becoming this user is a change."""
        return self.uid != os.geteuid()

    def as_popen_arguments(self) -> dict[str, Any]:
        """Return the arguments with which `subprocess` starts a program as this user."""
        if not self.is_someone_else:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}


def server_owner(
    uid: int | None = None,
    lookup: Callable[[str], pwd.struct_passwd] = pwd.getpwnam,
) -> Owner:
    """Choose the user of the database server: whoever starts it, or for root a lesser one."""
    uid = os.geteuid() if uid is None else uid
    if uid != 0:
        return Owner(uid, os.getegid(), _name_of(uid))
    for name in CANDIDATES:
        try:
            entry = lookup(name)
        except KeyError:
            continue
        return Owner(entry.pw_uid, entry.pw_gid, name)
    message = f"None of the users {', '.join(CANDIDATES)} exists."
    raise LookupError(message)


def can_search(owner: Owner, folder: Path) -> bool:
    """Tell whether the owner may pass through this folder and all above it."""
    real = folder.resolve()
    return all(_allows(owner, step, stat.S_IXUSR) for step in (real, *real.parents))


def can_execute(owner: Owner, file: Path) -> bool:
    """Tell whether the owner may run this file."""
    real = file.resolve()
    return (
        real.exists()
        and can_search(owner, real.parent)
        and _allows(owner, real, stat.S_IXUSR)
        and _allows(owner, real, stat.S_IRUSR)
    )


def _allows(owner: Owner, path: Path, right: int) -> bool:
    """Read one right out of the mode; `right` is the bit of the owner, shifted for the others."""
    if owner.uid == 0:
        return True
    status = path.stat()
    if status.st_uid == owner.uid:
        return bool(status.st_mode & right)
    if status.st_gid == owner.gid:
        return bool(status.st_mode & (right >> 3))
    return bool(status.st_mode & (right >> 6))


def _name_of(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:  # a container may run as a number without a name
        return str(uid)
