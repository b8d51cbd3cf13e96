"""A diagram drawn elsewhere, shown as the step table it becomes before anything is stored."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from nep.agencies.requests import StaffRequest, staff_page
from nep.foundation import clock
from nep.foundation.verdicts import Overtaken, Refused, Unfit
from nep.operation.procedures.forms import STEP_ROLES, known_to, posted, rows_posted
from nep.operation.procedures.models import ProcedureRevision
from nep.operation.procedures.presentation import TableShown, table_shown
from nep.operation.procedures.queries import (
    find_procedure,
    procedure_of,
    promised_limit,
    step_table,
)
from nep.operation.procedures.rules.foreign.diagrams import Diagram, Pool, read_diagram
from nep.operation.procedures.rules.foreign.markup import LARGEST, Unreadable, too_large
from nep.operation.procedures.rules.foreign.words import Refusal
from nep.operation.procedures.rules.reading import Known, known_parts, read
from nep.operation.procedures.rules.sheet import Sheet, TypedRow, numbered, sheet_of
from nep.operation.procedures.services.writing import content_of, write_procedure
from nep.operation.procedures.views.drafts import draft_or_404, typed_page

PAGE = "procedures/bring.html"


@dataclass(frozen=True, slots=True)
class PoolShown:
    """One pool as it would be taken: who does what is asked once for each who is responsible."""

    name: str
    sheet: Sheet
    table: TableShown
    whos: Sequence[TypedRow]
    notes: tuple[str, ...] = ()
    refusals: tuple[Refusal, ...] = ()


@require_http_methods(["GET", "POST"])
@staff_page
def bring_page(request: StaffRequest, agency: str, code: str, number: int) -> HttpResponse:
    """Take a file, show what it becomes, and put that into the step table when it is confirmed."""
    revision = draft_or_404(request, agency, code, number)
    procedure = find_procedure(revision.pk)
    if procedure is None:
        return redirect("procedures:facts", agency, code, number)
    if request.method == "GET":
        return _answer(request, procedure)
    if posted(request.POST).act == "take":
        return _taken(request, procedure)
    try:
        diagram = _read(request.FILES.get("diagram"))
    except Unreadable as trouble:
        return _answer(request, procedure, refusal=Unfit(str(trouble)))
    known = known_to(revision.document.agency, at=clock.now())
    pools = [_shown(pool, procedure, known) for pool in diagram.pools]
    return _answer(request, procedure, pools=pools, notes=diagram.notes)


def _read(file: object) -> Diagram:
    if not isinstance(file, UploadedFile):
        raise Unreadable(_("Choose a file first."))
    if (file.size or 0) > LARGEST:
        raise Unreadable(too_large())
    return read_diagram(file.read())


def _taken(request: StaffRequest, procedure: ProcedureRevision) -> HttpResponse:
    revision, at = procedure.revision, clock.now()
    sheet = numbered(_with_roles(request, rows_posted(request.POST)))
    known = known_to(revision.document.agency, at=at)
    reading = read(sheet, known)
    try:
        if not sheet.rows or reading.misreadings:
            raise Unfit(_("These steps are no longer what was shown: hand in the file again."))
        write_procedure(
            revision,
            replace(content_of(procedure), steps=reading.table.rows),
            edition=posted(request.POST).edition,
            actor=request.actor,
            at=at,
        )
    except Overtaken as refusal:
        again = Pool(request.POST.get("pool", ""), reading.table)
        pools = [_shown(again, procedure_of(revision), known)]
        return _answer(request, procedure_of(revision), pools=pools, refusal=refusal)
    except Refused as refusal:
        return _answer(request, procedure, refusal=refusal)
    document = revision.document
    return redirect("procedures:steps", document.agency.code, document.code, revision.number)


def _with_roles(request: StaffRequest, rows: Sequence[TypedRow]) -> list[TypedRow]:
    """Give every row the role that was chosen for those who are responsible for it."""
    chosen = {
        _who(row): request.POST.get(f"role-{place}", row.role)
        for place, row in enumerate(_whos(rows))
    }
    return [replace(row, role=chosen[_who(row)]) for row in rows]


def _whos(rows: Sequence[TypedRow]) -> list[TypedRow]:
    """Return the first row of each who is responsible, in the order in which they appear."""
    return list({_who(row): row for row in reversed(rows)}.values())[::-1]


def _who(row: TypedRow) -> tuple[str, str]:
    return row.responsible, row.role


def _shown(pool: Pool, procedure: ProcedureRevision, known: Known) -> PoolShown:
    table, lost = known_parts(pool.table, known)
    sheet = sheet_of(table)
    return PoolShown(
        pool.name,
        sheet,
        table_shown(table, promised_limit(procedure)),
        _whos(sheet.rows),
        (*(str(misreading) for misreading in lost), *pool.notes),
        pool.refusals,
    )


def _answer(
    request: StaffRequest,
    procedure: ProcedureRevision,
    *,
    pools: Sequence[PoolShown] = (),
    notes: Sequence[str] = (),
    refusal: Refused | None = None,
) -> HttpResponse:
    revision = procedure.revision
    context = {
        "revision": revision,
        "edition": revision.edition,
        "pools": pools,
        "notes": notes,
        "roles": STEP_ROLES,
        "stored": len(step_table(procedure).rows),
        "largest": LARGEST // 1024 // 1024,
    }
    return typed_page(request, PAGE, context, refusal=refusal)
