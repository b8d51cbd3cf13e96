"""A new module stands where the house wants it, and every check is green from its first day."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.house import ROOT

ABOUT = "Risks and opportunities of an agency (6.1), weighed and acted upon."
LEFT_OUT = shutil.ignore_patterns("__pycache__", "*.gz", "*.mo", "static")
LOADS = (
    "import django; django.setup(); from django.apps import apps;"
    "print(apps.get_app_config('{label}').name)"
)


@pytest.fixture
def house(tmp_path) -> Path:
    """Return a copy of what the script changes and the checks read."""
    for name in ("src", "scripts"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=LEFT_OUT)
    for name in (".importlinter", "pyproject.toml"):
        shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


def run(house: Path, *command: str) -> subprocess.CompletedProcess[str]:
    """Run a program of ours in the copy."""
    surroundings = {**os.environ, "PYTHONPATH": str(house / "src"), "PYTHONDONTWRITEBYTECODE": "1"}
    programs = Path(sys.executable).parent
    return subprocess.run(
        [str(programs / command[0]), *command[1:]],
        cwd=house,
        env={**surroundings, "DJANGO_SETTINGS_MODULE": "nep.config.settings"},
        capture_output=True,
        text=True,
        check=False,
    )


def made(house: Path, name: str, about: str = ABOUT) -> subprocess.CompletedProcess[str]:
    return run(house, "python", "scripts/new_module.py", name, "--about", about)


def everything_in(house: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in house.rglob("*") if path.is_file()}


def layers(house: Path, contract: str) -> list[str]:
    text = (house / ".importlinter").read_text(encoding="utf-8")
    block = text.split(f"[importlinter:contract:{contract}]")[1].split("layers =\n")[1]
    return [line.strip() for line in block.split("\nexhaustive")[0].splitlines()]


@pytest.mark.slow
@pytest.mark.parametrize(
    "name",
    ["planning.risks", "support.competence"],
    ids=["a new chapter", "beside a lone module"],
)
def test_the_checks_are_green_with_a_new_module(house, name):
    before = everything_in(house)

    said = made(house, name)

    assert said.returncode == 0, said.stderr
    assert "What comes next" in said.stdout
    new = set(everything_in(house)) - set(before)
    assert all(path.stat().st_size for path in new)
    imports = run(house, "lint-imports", "--no-cache")
    assert imports.returncode == 0, imports.stdout
    for check in (("ruff", "check"), ("ruff", "format", "--check")):
        checked = run(house, *check, "--no-cache", *map(str, new), "src/nep/config/settings.py")
        assert checked.returncode == 0, checked.stdout
    loaded = run(house, "python", "-c", LOADS.format(label=name.split(".")[-1]))
    assert loaded.stdout.strip() == f"nep.{name}", loaded.stderr


def test_a_new_chapter_takes_its_place_among_the_others(house):
    made(house, "planning.risks")
    made(house, "planning.context")
    made(house, "planning.objectives")

    order = layers(house, "layers")
    assert order.index("operation") + 1 == order.index("planning")
    assert order.index("planning") + 1 == order.index("support")
    assert layers(house, "planning") == ["objectives", "risks", "context"]


@pytest.mark.parametrize(
    ("name", "about"),
    [
        ("planning.dreams", ABOUT),
        ("support.documents", ABOUT),
        ("planning.risks", "Risks"),
        ("planning.risks", ""),
    ],
    ids=["a room that nobody decided", "a module that is there", "no sentence", "nothing said"],
)
def test_what_is_refused_changes_nothing(house, name, about):
    before = everything_in(house)

    said = made(house, name, about)

    assert said.returncode == 1
    assert said.stderr.strip()
    assert everything_in(house) == before
