"""`nep procedures`: what a file would become, and bringing procedures into the house from one."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from nep.foundation import clock
from nep.foundation.actors import SYSTEM, ActorRef
from nep.norms.catalogue.services import Imported, RefusedRow, import_tthc
from nep.operation.procedures.rules.foreign.diagrams import read_diagram
from nep.operation.procedures.rules.foreign.markup import LARGEST, Unreadable
from nep.operation.procedures.rules.foreign.report import lines_of, report_of

LARGEST_FILE = 100 * 1024 * 1024
NOT_TAKEN, WRONG_USE = 1, 2  # exit codes


class _House:
    """Whoever may run commands on the server; the system's own log says who did."""

    ref: ActorRef = SYSTEM


class Command(BaseCommand):
    """Checks a diagram of another tool, or imports records of administrative procedures."""

    help = "Check a BPMN diagram, or import administrative procedures (TTHC) from a file."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        acts = parser.add_subparsers(dest="act", required=True)
        checking = acts.add_parser("check", help="say whether a BPMN diagram can be taken")
        checking.add_argument("file", type=Path)
        checking.add_argument("--pool", metavar="NAME", help="look at this pool alone")
        checking.add_argument("--json", action="store_true", help="print one JSON object")
        importing = acts.add_parser("import-tthc", help="take records of TTHC from a JSON file")
        importing.add_argument("file", type=Path)
        target = importing.add_mutually_exclusive_group(required=True)
        target.add_argument("--catalogue", action="store_true", help="into the catalogue")
        target.add_argument("--agency", metavar="CODE", help="as procedures of one agency")
        importing.add_argument("--dry-run", action="store_true", help="only say what would happen")
        importing.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, **options: Any) -> None:  # noqa: ANN401
        if options["act"] == "check":
            self._check(options["file"], options["pool"], as_json=options["json"])
        else:
            self._import(options)

    def _check(self, file: Path, pool: str | None, *, as_json: bool) -> None:
        try:
            diagram = read_diagram(_contents(file))
        except Unreadable as trouble:
            told = {"taken": False, "pools": [], "notes": [], "reason": str(trouble)}
            self.stdout.write(json.dumps(told, ensure_ascii=False) if as_json else str(trouble))
            raise SystemExit(NOT_TAKEN) from trouble
        chosen = diagram.only(pool) if pool else diagram
        if not chosen.pools:
            raise CommandError(_("The file has no pool of this name."), returncode=WRONG_USE)
        report = report_of(chosen)
        lines = [json.dumps(report, ensure_ascii=False)] if as_json else lines_of(chosen)
        self.stdout.write("\n".join(lines))
        if not chosen.is_taken:
            raise SystemExit(NOT_TAKEN)

    def _import(self, options: Mapping[str, Any]) -> None:
        file: Path = options["file"]
        _refuse_what_comes_later(file, options["agency"])
        records, unreadable = _read(file)
        imported = (
            Imported(refused=[RefusedRow(0, unreadable)])
            if unreadable
            else import_tthc(records, actor=_House(), at=clock.now(), dry_run=options["dry_run"])
        )
        told = imported.as_json()
        self.stdout.write(json.dumps(told, ensure_ascii=False) if options["json"] else _said(told))
        if unreadable:
            raise SystemExit(NOT_TAKEN)


def _contents(file: Path) -> bytes:
    """Return the bytes of a diagram; of a file that is too large, no more than shows it."""
    if not file.is_file():
        raise Unreadable(_("There is no file %(file)s.") % {"file": _shown(file)})
    try:
        with file.open("rb") as opened:
            return opened.read(LARGEST + 1)
    except OSError as trouble:
        message = _("The file %(file)s cannot be opened.") % {"file": _shown(file)}
        raise Unreadable(message) from trouble


def _shown(file: Path) -> str:
    """Return the name of a file as it can be printed, whatever bytes it consists of."""
    return str(file).encode(errors="replace").decode()


def _refuse_what_comes_later(file: Path, agency: str | None) -> None:
    if agency:
        message = _("Importing for one agency is not possible yet; use --catalogue.")
        raise CommandError(message, returncode=WRONG_USE)
    if file.suffix.lower() != ".json":
        message = _("Only JSON files can be imported so far; %(file)s is not one.")
        raise CommandError(message % {"file": file.name}, returncode=WRONG_USE)


def _read(file: Path) -> tuple[object, str]:
    """Return what the file holds, or a sentence that says why it cannot be read."""
    try:
        if file.stat().st_size > LARGEST_FILE:
            return None, _("The file is larger than 100 MB.")
        return json.loads(file.read_bytes()), ""
    except OSError:
        return None, _("The file %(file)s cannot be opened.") % {"file": file}
    except (ValueError, RecursionError):
        return None, _("The file does not hold JSON that can be read.")


def _said(told: dict[str, Any]) -> str:
    counts = {name: told[name] for name in ("added", "changed", "unchanged")}
    lines = [_("%(added)s added, %(changed)s changed, %(unchanged)s unchanged") % counts]
    lines += [_("Record %(row)s was refused: %(reason)s") % refusal for refusal in told["refused"]]
    return "\n".join(lines)
