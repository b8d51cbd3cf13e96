"""What the architecture tests know of the house: its modules and their order, from the contract."""

import configparser
import re
from functools import lru_cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCES = ROOT / "src" / "nep"


@lru_cache(maxsize=1)
def floors() -> dict[str, int]:
    """Return each module's floor, the lowest 0; those side by side share one."""
    contracts = configparser.ConfigParser()
    contracts.read(ROOT / ".importlinter")
    levels = []
    for level in _levels(contracts, "layers"):
        rooms = [f"nep.{name}" for name in level]
        if f"importlinter:contract:{level[0]}" in contracts:
            inner = _levels(contracts, level[0])
            levels += [[f"{rooms[0]}.{name}" for name in beside] for beside in inner]
        else:
            levels.append([module for room in rooms for module in _modules_in(room)])
    return {name: floor for floor, level in enumerate(reversed(levels)) for name in level}


def _levels(contracts: configparser.ConfigParser, name: str) -> list[list[str]]:
    lines = contracts[f"importlinter:contract:{name}"]["layers"].split("\n")
    return [[part.strip() for part in re.split("[:|]", line)] for line in lines if line.strip()]


def _modules_in(room: str) -> list[str]:
    """Return the modules of a chapter that needs no order within, or the room as its own module."""
    folder = SOURCES / room.removeprefix("nep.")
    inner = [f"{room}.{wiring.parent.name}" for wiring in sorted(folder.glob("*/apps.py"))]
    return inner or [room]


def module_of(dotted: str) -> str | None:
    """Return the module of the house that a dotted path belongs to."""
    return next((name for name in floors() if f"{dotted}.".startswith(f"{name}.")), None)


def dotted(path: Path) -> str:
    """Return the dotted path of a source file."""
    return ".".join(("nep", *path.relative_to(SOURCES).with_suffix("").parts))


def code_files() -> list[Path]:
    """Return our Python files, without tests and migrations."""
    left_out = {"tests", "migrations"}
    return [p for p in sorted(SOURCES.rglob("*.py")) if not left_out & set(p.parts)]
