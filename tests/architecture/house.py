"""What the architecture tests know of the house: its modules and their order, from the contract."""

import configparser
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
        chapters = [f"nep.{name}" for name in level]
        inner = f"importlinter:contract:{level[0]}"
        if len(level) == 1 and inner in contracts:
            levels += [[f"{chapters[0]}.{name}" for name in one] for one in _levels(contracts, level[0])]
        elif level[0] == "support":
            levels.append(["nep.support.documents"])
        else:
            levels.append(chapters)
    return {name: floor for floor, level in enumerate(reversed(levels)) for name in level}


def _levels(contracts: configparser.ConfigParser, name: str) -> list[list[str]]:
    lines = contracts[f"importlinter:contract:{name}"]["layers"].split("\n")
    return [[part.strip() for part in line.split(":")] for line in lines if line.strip()]


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
