"""`nep procedures`: what a file would become, and bringing procedures into the house from one."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from nep.agencies.models import Agency
from nep.agencies.queries import agency_coded
from nep.foundation import clock
from nep.foundation.actors import SYSTEM, ActorRef
from nep.foundation.spreadsheets.writing import template
from nep.foundation.verdicts import Unfit
from nep.norms.catalogue.services import Imported, RefusedRow, import_for_agency, import_tthc
from nep.norms.catalogue.spreadsheet import COLUMNS
from nep.norms.catalogue.spreadsheet import lines_of as lines_in
from nep.operation.procedures import checking

LARGEST_FILE = 100 * 1024 * 1024


class _House:
    """Whoever may run commands on the server; the system's own log says who did."""

    ref: ActorRef = SYSTEM


class Command(BaseCommand):
    """Checks a diagram of another tool, or imports records of administrative procedures."""

    help = "Check a BPMN diagram, or import administrative procedures (TTHC) from a file."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        acts = parser.add_subparsers(dest="act", required=True)
        diagram = acts.add_parser("check", help="say whether a BPMN diagram can be taken")
        checking.add_arguments(diagram)
        templating = acts.add_parser("template", help="write an empty table for import-tthc")
        templating.add_argument("file", type=Path)
        importing = acts.add_parser("import-tthc", help="take records of TTHC from JSON or XLSX")
        importing.add_argument("file", type=Path)
        target = importing.add_mutually_exclusive_group(required=True)
        target.add_argument("--catalogue", action="store_true", help="into the catalogue")
        target.add_argument("--agency", metavar="CODE", help="and make this agency competent")
        importing.add_argument("--dry-run", action="store_true", help="only say what would happen")
        importing.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, **options: Any) -> None:  # noqa: ANN401
        if options["act"] == "check":
            self._check(options["file"], options["pool"], as_json=options["json"])
        elif options["act"] == "template":
            self._template(options["file"])
        else:
            self._import(options)

    def _check(self, file: Path, pool: str | None, *, as_json: bool) -> None:
        code, text = checking.check(file, pool, as_json=as_json)
        if code == checking.WRONG_USE:
            raise CommandError(text, returncode=code)
        self.stdout.write(text)
        if code:
            raise SystemExit(code)

    def _import(self, options: Mapping[str, Any]) -> None:
        told = _imported(options).as_json()
        self.stdout.write(json.dumps(told, ensure_ascii=False) if options["json"] else _said(told))
        if any(refusal["row"] == 0 for refusal in told["refused"]):
            raise SystemExit(checking.NOT_TAKEN)

    def _template(self, file: Path) -> None:
        try:
            file.write_bytes(template(_("Administrative procedures"), COLUMNS))
        except OSError as trouble:
            message = _("The file %(file)s cannot be written.") % {"file": checking.shown(file)}
            raise CommandError(message) from trouble


def _imported(options: Mapping[str, Any]) -> Imported:
    """Import a file; what cannot be read as a whole is one refusal of row 0."""
    agency, at, dry_run = _agency(options["agency"]), clock.now(), options["dry_run"]
    try:
        records, rows, refused = _read(options["file"])
    except Unfit as trouble:
        return Imported(refused=[RefusedRow(0, str(trouble))])
    imported = (
        import_for_agency(records, agency, actor=_House(), at=at, dry_run=dry_run)
        if agency
        else import_tthc(records, actor=_House(), at=at, dry_run=dry_run)
    )
    imported.refused = [
        *refused,
        *(
            RefusedRow(rows[one.row - 1] if rows else one.row, one.reason)
            for one in imported.refused
        ),
    ]
    imported.refused.sort(key=lambda refusal: refusal.row)
    return imported


def _agency(code: str | None) -> Agency | None:
    if not code:
        return None
    try:
        return agency_coded(code)
    except Agency.DoesNotExist as absent:
        message = _("There is no agency with the code %(code)s.") % {"code": code}
        raise CommandError(message, returncode=checking.WRONG_USE) from absent


def _read(file: Path) -> tuple[object, list[int], list[RefusedRow]]:
    """Return the records of a file, the row of each where it has rows, and unreadable rows.

    :raises Unfit: saying why the file as a whole cannot be read.
    """
    try:
        if not file.is_file() or file.stat().st_size > LARGEST_FILE:
            raise Unfit(
                _("There is no file %(file)s of at most 100 MB.") % {"file": checking.shown(file)}
            )
        if file.suffix.lower() == ".json":
            return json.loads(file.read_bytes()), [], []
        if file.suffix.lower() == ".xlsx":
            return _read_table(file)
    except OSError as trouble:
        message = _("The file %(file)s cannot be opened.") % {"file": checking.shown(file)}
        raise Unfit(message) from trouble
    except (ValueError, RecursionError) as trouble:
        raise Unfit(_("The file does not hold JSON that can be read.")) from trouble
    raise Unfit(_("Only .json and .xlsx files can be imported."))


def _read_table(file: Path) -> tuple[object, list[int], list[RefusedRow]]:
    with file.open("rb") as opened:
        lines = lines_in(opened)
    fit = [line for line in lines if not line.faults]
    refused = [RefusedRow(line.row, " ".join(line.faults)) for line in lines if line.faults]
    return [line.record for line in fit], [line.row for line in fit], refused


def _said(told: dict[str, Any]) -> str:
    counts = {name: told[name] for name in ("added", "changed", "unchanged")}
    lines = [_("%(added)s added, %(changed)s changed, %(unchanged)s unchanged") % counts]
    lines += [_("Record %(row)s was refused: %(reason)s") % refusal for refusal in told["refused"]]
    return "\n".join(lines)
