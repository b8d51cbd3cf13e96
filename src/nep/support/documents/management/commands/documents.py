"""`nep documents list|print`: what an agency works by, as a list and as papers."""

import json
from argparse import ArgumentParser
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from nep.agencies.models import Agency
from nep.agencies.queries import agency_coded
from nep.foundation import clock
from nep.support.documents.models import Revision
from nep.support.documents.papers.pdf import pdf_of
from nep.support.documents.papers.value import Paper
from nep.support.documents.papers.word import docx_of
from nep.support.documents.papers.writing import paper_of
from nep.support.documents.queries.printing import Listed, documents_of, revision_printable

WRITERS: Mapping[str, Callable[[Paper], bytes]] = {"pdf": pdf_of, "docx": docx_of}


class Command(BaseCommand):
    """Lists the documents of an agency, or prints the revision of one that is in force."""

    help = "List an agency's documents, or print one as it is in force."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        acts = parser.add_subparsers(dest="act", required=True)
        listing = acts.add_parser("list", help="code, kind, title, and the revision in force")
        listing.add_argument("--agency", metavar="CODE", required=True)
        listing.add_argument("--json", action="store_true", help="print one JSON array")
        printing = acts.add_parser("print", help="write the revision in force as a paper")
        printing.add_argument("code", metavar="CODE")
        printing.add_argument("--agency", metavar="CODE", required=True)
        printing.add_argument("--format", choices=sorted(WRITERS), required=True)
        printing.add_argument("--out", metavar="FILE", type=Path, required=True)

    def handle(self, **options: Any) -> None:  # noqa: ANN401
        agency, at = _agency(options["agency"]), clock.now()
        if options["act"] == "list":
            listed = documents_of(agency, at=at)
            self.stdout.write(_as_json(listed) if options["json"] else _as_lines(listed))
        else:
            paper = paper_of(_revision(agency, options["code"], at), at=at)
            _write(options["out"], WRITERS[options["format"]](paper))


def _agency(code: str) -> Agency:
    try:
        return agency_coded(code)
    except Agency.DoesNotExist as absent:
        message = _("There is no agency with the code %(code)s.") % {"code": code}
        raise CommandError(message) from absent


def _revision(agency: Agency, code: str, at: datetime) -> Revision:
    try:
        return revision_printable(agency, code, at=at)
    except Revision.DoesNotExist as absent:
        named = {"code": code, "agency": agency.name}
        message = _("No document %(code)s is in force at %(agency)s.") % named
        raise CommandError(message) from absent


def _write(file: Path, content: bytes) -> None:
    try:
        file.write_bytes(content)
    except OSError as trouble:
        message = _("The file %(file)s cannot be written.") % {"file": file}
        raise CommandError(message) from trouble


def _as_json(listed: list[Listed]) -> str:
    told = [
        {
            "code": document.code,
            "kind": document.kind,
            "title": document.title,
            "revision": _in_force(revision) if revision else None,
        }
        for document, revision in listed
    ]
    return json.dumps(told, ensure_ascii=False)


def _in_force(revision: Revision) -> dict[str, Any]:
    begins = revision.begins_at
    return {
        "number": revision.number,
        "issue": revision.label,
        "in_force_from": begins.astimezone(clock.VIETNAM).isoformat() if begins else None,
    }


def _as_lines(listed: list[Listed]) -> str:
    lines = [
        "\t".join((document.code, revision.label if revision else "–", document.title))
        for document, revision in listed
    ]
    return "\n".join(lines)
