"""Write the anatomy of a new module, and give it its place in the house.

    python scripts/new_module.py planning.risks --about "Risks and opportunities (6.1): …"

A module begins with what is true of it from its first day: what it is, and its wiring. All other
files of the anatomy (ADR 22) are written when they hold something; empty ones are forbidden. Its
place follows from the order of the house below; a room that is not listed needs a decision first.
"""

import argparse
import re
import sys
import textwrap
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
WIDTH = 100

# From the top; a module imports only what stands below it (ADR 21).
ROOMS: Mapping[str, tuple[str, ...]] = {
    "supervisor": (),
    "config": (),
    "bench": (),
    "demo": (),
    "desk": (),
    "portal": (),
    "api": (),
    "province": (
        "overview",
        "programmes",
        "inspections",
        "declarations",
        "reports",
        "reorganisations",
    ),
    "evaluation": ("reviews", "audits", "conformance", "indicators", "feedback"),
    "operation": ("dossiers", "procedures"),
    "planning": ("objectives", "risks", "context"),
    "support": (
        "competence",
        "clauses",
        "fulltext",
        "distribution",
        "updates",
        "retention",
        "documents",
    ),
    "improvement": ("nonconformities", "actions"),
    "norms": ("catalogue", "standard", "parameters"),
    "agencies": (),
    "platform": ("notices", "files", "rates", "accounts", "journal"),
}
CHAPTERS = {
    "province": "What the province does for all its agencies: plans, inspects, reports.",
    "evaluation": "Clause 9: whether the system works.",
    "operation": "Clause 8: procedures, and the dossiers that run through them.",
    "planning": "Clauses 4 to 6: where the agency stands, what may happen, what it aims at.",
    "support": "Clause 7: what the work rests on.",
    "improvement": "Clause 10: what went wrong, and what is done about it.",
}
ORDER = [
    f"{room}.{module}" if module else room
    for room, modules in ROOMS.items()
    for module in modules or ("",)
]

CONTRACT = """[importlinter:contract:{chapter}]
name = The modules of {chapter} stand in the order of the house
type = layers
containers =
    nep.{chapter}
layers =
{layers}
exhaustive = True
ignore_imports =
    nep.**.tests.** -> nep.**
unmatched_ignore_imports_alerting = none

"""
WIRING = '''"""Wiring of {label}."""

from django.apps import AppConfig


class {name}Config(AppConfig):
{about}

    name = "nep.{module}"
    label = "{label}"
'''
NEXT_STEPS = """{module} has its place. What comes next, each file when it holds something:

  1. rules.py, models.py with named constraints, then `makemigrations {label}`
  2. acts.py, permissions.py, services.py: check, change, record, announce
  3. queries.py with …_visible_to(actor); forms.py, views.py, urls.py, its line in config/urls.py
  4. a row for each address in tests/architecture/addresses.csv
  5. tests in words, and the Vietnamese of every sentence (scripts/messages.py)
  6. the room in docs/architecture.md, its terms in docs/glossary.md, a line in CHANGELOG.md

`make lint types imports docs` tells the rest.
"""


class Refused(Exception):  # noqa: N818 - a sentence for whoever typed the command
    """The module cannot be made as asked."""


class Module(NamedTuple):
    """The new module: `planning.risks`, and what it is."""

    name: str
    about: str

    @property
    def chapter(self) -> str:
        """The chapter it stands in; empty for a room that is a module itself."""
        return self.name.rpartition(".")[0]

    @property
    def label(self) -> str:
        """Its short name, which is also that of its tables and addresses."""
        return self.name.rpartition(".")[2]

    @property
    def folder(self) -> Path:
        """Where it is written."""
        return ROOT / "src" / "nep" / Path(*self.name.split("."))


def main() -> int:
    """Make the module, or say why not and leave everything as it is."""
    parser = argparse.ArgumentParser(description="Write the anatomy of a new module.")
    parser.add_argument("name", help="chapter and module, as in planning.risks")
    parser.add_argument("--about", required=True, help="a sentence that says what it is")
    asked = parser.parse_args()
    module = Module(asked.name, " ".join(asked.about.split()))
    try:
        check(module)
        texts = {**new_files(module), **changed_files(module)}
    except Refused as refusal:
        print(refusal, file=sys.stderr)
        return 1
    for path, text in texts.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    print(NEXT_STEPS.format(module=f"nep.{module.name}", label=module.label), end="")
    return 0


def check(module: Module) -> None:
    """Make sure that the house has such a room, still free, and that we are told what it is.

    :raises Refused: when it is not so.
    """
    if module.name not in ORDER:
        message = (
            f"The house has no room {module.name!r}. Decide where it stands (docs/adr/0021),"
            " then add it to ROOMS in scripts/new_module.py."
        )
        raise Refused(message)
    if module.folder.exists():
        message = f"{module.folder.relative_to(ROOT)} is already there."
        raise Refused(message)
    if not re.fullmatch(r"\S+( \S+){2,}\.", module.about):
        raise Refused('Say what the module is in a sentence: --about "Risks of … (6.1)."')


def new_files(module: Module) -> dict[Path, str]:
    """Return the files of the module, and of its chapter where it is the first there."""
    name = "".join(word.capitalize() for word in module.label.split("_"))
    first = re.split(r"(?<=\.) ", module.about)[0]
    wiring = WIRING.format(
        label=module.label, name=name, module=module.name, about=docstring(first, "    ")
    )
    files = {
        module.folder / "__init__.py": docstring(module.about) + "\n",
        module.folder / "apps.py": wiring,
    }
    chapter = module.folder.parent / "__init__.py"
    if module.chapter and not chapter.exists():
        files[chapter] = docstring(CHAPTERS[module.chapter]) + "\n"
    return files


def docstring(text: str, indent: str = "") -> str:
    """Return a text as a docstring, wrapped where it does not fit on a line."""
    alone = f'{indent}"""{text}"""'
    if len(alone) <= WIDTH:
        return alone
    first = f'{indent}"""'
    lines = textwrap.fill(text, WIDTH, initial_indent=first, subsequent_indent=indent)
    return f'{lines}\n{indent}"""'


def changed_files(module: Module) -> dict[Path, str]:
    """Return the contracts and the settings with the module in its place."""
    contracts, settings = ROOT / ".importlinter", ROOT / "src" / "nep" / "config" / "settings.py"
    return {
        contracts: with_contracts(contracts.read_text(encoding="utf-8"), module),
        settings: with_app(settings.read_text(encoding="utf-8"), module),
    }


def with_contracts(text: str, module: Module) -> str:
    """Return the contracts with the module among the layers, and held to the anatomy."""
    room = module.chapter or module.name
    text = in_list(text, "layers", "layers", room, list(ROOMS))
    if module.chapter and f"[importlinter:contract:{room}]" in text:
        text = in_list(text, room, "layers", module.label, ROOMS[room])
    elif module.chapter:
        inside = {
            module.label,
            *(wired.parent.name for wired in module.folder.parent.glob("*/apps.py")),
        }
        layers = "\n".join(f"    {name}" for name in ROOMS[room] if name in inside)
        contract = CONTRACT.format(chapter=room, layers=layers)
        engine = "[importlinter:contract:engine]"
        text = text.replace(engine, contract + engine, 1)
    upwards = [f"nep.{name}" for name in reversed(ORDER)]
    return in_list(text, "anatomy", "containers", f"nep.{module.name}", upwards)


def in_list(text: str, contract: str, key: str, name: str, order: Sequence[str]) -> str:
    """Return the contracts with a name in one of their lists, once and in order."""
    pattern = rf"(\[importlinter:contract:{contract}\]\n(?:.+\n)*?{key} =\n)((?:    .+\n)+)"

    def grow(found: re.Match[str]) -> str:
        lines = found[2].splitlines()
        if name not in (line.strip() for line in lines):
            place = place_among(
                [re.split(r"[ |:]+", line.strip())[0] for line in lines], name, order
            )
            lines.insert(place, f"    {name}")
        return found[1] + "\n".join(lines) + "\n"

    return replaced_once(pattern, grow, text)


def with_app(text: str, module: Module) -> str:
    """Return the settings with the module installed, in the order from the ground up."""

    def grow(found: re.Match[str]) -> str:
        lines = found[2].splitlines()
        apps = [(re.findall(r'"nep\.([\w.]+)"', line) or [""])[0] for line in lines]
        place = place_among(apps, module.name, ORDER[::-1])
        lines.insert(place, f'    "nep.{module.name}",')
        return found[1] + "\n".join(lines) + "\n"

    return replaced_once(r"(INSTALLED_APPS = \[\n)((?:    .+\n)+)", grow, text)


def place_among(names: Sequence[str], name: str, order: Sequence[str]) -> int:
    """Return where a name goes: after the last of those that come before it in the order."""
    before = order[: order.index(name)]
    return max((place + 1 for place, other in enumerate(names) if other in before), default=0)


def replaced_once(pattern: str, grow: Callable[[re.Match[str]], str], text: str) -> str:
    """Return the text with the one place that the pattern finds grown.

    :raises Refused: when the place is not found.
    """
    text, count = re.subn(pattern, grow, text, count=1)
    if not count:
        message = f"Nothing looks like {pattern} any more; mend scripts/new_module.py."
        raise Refused(message)
    return text


if __name__ == "__main__":
    sys.exit(main())
