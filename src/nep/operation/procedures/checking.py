"""`nep procedures check`: whether a diagram of another tool can be taken, and what it becomes.

Nothing here needs a table, so the program asks it without starting the applications.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from django.utils.translation import gettext as _

from nep.operation.procedures.rules.foreign.diagrams import read_diagram
from nep.operation.procedures.rules.foreign.markup import LARGEST, Unreadable
from nep.operation.procedures.rules.foreign.report import lines_of, report_of

TAKEN, NOT_TAKEN, WRONG_USE = 0, 1, 2  # exit codes


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what can be asked."""
    parser.add_argument("file", type=Path)
    parser.add_argument("--pool", metavar="NAME", help="look at this pool alone")
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def main(arguments: Sequence[str]) -> int:
    """Answer on standard output; return the exit code."""
    parser = argparse.ArgumentParser("nep procedures check")
    add_arguments(parser)
    asked = parser.parse_args(arguments)
    code, text = check(asked.file, asked.pool, as_json=asked.json)
    (sys.stderr if code == WRONG_USE else sys.stdout).write(f"{text}\n")
    return code


def check(file: Path, pool: str | None, *, as_json: bool) -> tuple[int, str]:
    """Return the exit code and what is said of a file; of a pool alone where one is named."""
    try:
        diagram = read_diagram(_contents(file))
    except Unreadable as trouble:
        told = {"taken": False, "pools": [], "notes": [], "reason": str(trouble)}
        return NOT_TAKEN, json.dumps(told, ensure_ascii=False) if as_json else str(trouble)
    chosen = diagram.only(pool) if pool else diagram
    if not chosen.pools:
        return WRONG_USE, _("The file has no pool of this name.")
    report = report_of(chosen)
    lines = [json.dumps(report, ensure_ascii=False)] if as_json else lines_of(chosen)
    return TAKEN if chosen.is_taken else NOT_TAKEN, "\n".join(lines)


def shown(file: Path) -> str:
    """Return the name of a file as it can be printed, whatever bytes it consists of."""
    return str(file).encode(errors="replace").decode()


def _contents(file: Path) -> bytes:
    """Return the bytes of a diagram; of a file that is too large, no more than shows it."""
    if not file.is_file():
        raise Unreadable(_("There is no file %(file)s.") % {"file": shown(file)})
    try:
        with file.open("rb") as opened:
            return opened.read(LARGEST + 1)
    except OSError as trouble:
        message = _("The file %(file)s cannot be opened.") % {"file": shown(file)}
        raise Unreadable(message) from trouble
