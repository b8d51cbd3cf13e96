"""Where Nếp keeps its data on this machine: `NEP_HOME`, by default `var/` in the checkout.

postgres/   data, socket and log of the database server, owned by its user
secrets/    passwords and keys, 0600, made once
files/      stored files, content-addressed
logs/       what web, worker and server had to say
run/        locks, and where the running supervisor listens
software/   a copy of PostgreSQL, only where its user cannot reach the one in .venv
"""

import hashlib
import os
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from nep.supervisor.owners import Owner, can_search
from nep.supervisor.words import Trouble

CHECKOUT = Path(__file__).resolve().parents[3]
FALLBACK_ROOT = Path("/var/lib/nep")
ROOMS = ("postgres", "secrets", "files", "logs", "run")
HARMLESS = frozenset(
    {*ROOMS, "software", "bench.json", "lost+found", ".gitignore", ".gitkeep", ".keep"}
)


@dataclass(frozen=True, slots=True)
class Home:
    """The folder that holds everything one installation must not lose."""

    path: Path
    owner: Owner

    @property
    def postgres(self) -> Path:
        return self.path / "postgres"

    @property
    def secrets(self) -> Path:
        return self.path / "secrets"

    @property
    def logs(self) -> Path:
        return self.path / "logs"

    @property
    def run(self) -> Path:
        return self.path / "run"

    def prepare(self) -> None:
        """Make the folders that are missing, open to nobody else."""
        # The server's user must pass through to its own folder, but has no need to list.
        passing = 0o711 if self.owner.is_someone_else else 0o700
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            self.path.chmod(passing)
            for room in ROOMS:
                (self.path / room).mkdir(mode=0o700, exist_ok=True)
            self.postgres.chmod(passing)
        except OSError as error:
            raise _unusable(self.path, error.strerror or "", error.strerror or "") from error


def find_home(
    environment: Mapping[str, str],
    owner: Owner,
    *,
    checkout: Path = CHECKOUT,
    fallback_root: Path = FALLBACK_ROOT,
) -> Home:
    """Return the home that the environment names, or the default one.

    :raises Trouble: when the named folder cannot be used safely.
    """
    named = environment.get("NEP_HOME")
    if named:
        path = Path(named).expanduser().absolute().resolve()
        _refuse_unsafe(path, owner)
        return Home(path, owner)
    if can_search(owner, checkout):
        return Home(checkout / "var", owner)
    # The checkout lies under a folder that the server's user cannot enter, such as /root.
    mark = hashlib.sha256(os.fsencode(checkout)).hexdigest()[:8]
    return Home(fallback_root / f"{checkout.name}-{mark}", owner)


def _refuse_unsafe(path: Path, owner: Owner) -> None:
    """Refuse a folder that others could change, that is someone's, or that holds other things."""
    standing = next(step for step in (path, *path.parents) if step.exists())
    if not standing.is_dir():
        raise _unusable(path, f"{standing} không phải là thư mục", f"{standing} is not a folder")
    if not can_search(owner, standing):
        raise _unusable(
            path,
            f"người dùng {owner.name} chạy máy chủ dữ liệu không vào được {standing}",
            f"the user {owner.name}, who runs the database server, cannot enter {standing}",
        )
    for step in (standing, *standing.parents):
        mode = step.stat().st_mode
        if mode & stat.S_IWOTH and not mode & stat.S_ISVTX:
            raise _unusable(path, f"ai cũng ghi được vào {step}", f"anyone can write to {step}")
    if standing == path:
        _refuse_not_ours(path, owner)


def _refuse_not_ours(path: Path, owner: Owner) -> None:
    if path.stat().st_uid not in {os.geteuid(), owner.uid}:
        raise _unusable(path, "thư mục là của người khác", "the folder is someone else's")
    try:
        strange = sorted({entry.name for entry in path.iterdir()} - HARMLESS)
    except OSError as error:
        raise _unusable(path, "không đọc được", "it cannot be read") from error
    if strange:
        raise _unusable(
            path,
            f"thư mục đang chứa thứ khác ({strange[0]}); hãy chọn một thư mục trống",
            f"it holds other things ({strange[0]}); choose an empty folder",
        )


def _unusable(path: Path, vietnamese: str, english: str) -> Trouble:
    return Trouble(
        f"Không dùng được NEP_HOME={path}: {vietnamese}.",
        f"NEP_HOME={path} cannot be used: {english}.",
    )
