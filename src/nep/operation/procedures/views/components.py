"""The papers that a dossier consists of, as rows of a draft."""

from collections.abc import Sequence
from dataclasses import replace

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from nep.agencies.requests import StaffRequest, staff_page
from nep.foundation import clock
from nep.foundation.verdicts import Overtaken, Refused
from nep.operation.procedures.forms import papers_posted, posted
from nep.operation.procedures.models import ProcedureRevision
from nep.operation.procedures.queries import find_procedure
from nep.operation.procedures.rules.papers import TypedPaper, kept
from nep.operation.procedures.rules.rows import RowAct
from nep.operation.procedures.services.writing import ComponentRow, content_of, write_procedure
from nep.operation.procedures.views.drafts import draft_or_404, shown_process, typed_page

PAGE = "procedures/components.html"


@require_http_methods(["GET", "POST"])
@staff_page
def components_page(request: StaffRequest, agency: str, code: str, number: int) -> HttpResponse:
    """Write which papers the dossier consists of."""
    revision = draft_or_404(request, agency, code, number)
    procedure = find_procedure(revision.pk)
    if procedure is None:
        return redirect("procedures:facts", agency, code, number)
    if request.method == "GET":
        rows = [_typed(row) for row in content_of(procedure).components] or [TypedPaper()]
        return _answer(request, procedure, rows, edition=revision.edition)
    typed, pressed = papers_posted(request.POST), posted(request.POST)
    act = RowAct.named(pressed.act)
    if act is not None:
        typed = act.done(typed, TypedPaper())
    if act is not None or pressed.act != "save":
        return _answer(request, procedure, typed, edition=pressed.edition)
    return _saved(request, procedure, typed, pressed.edition)


def _saved(
    request: StaffRequest, procedure: ProcedureRevision, rows: Sequence[TypedPaper], edition: int
) -> HttpResponse:
    if any(row.wrong for row in rows):
        return _answer(request, procedure, rows, edition=edition, wrong=True)
    papers = tuple(_paper(row) for row in kept(rows))
    revision = procedure.revision
    try:
        write_procedure(
            revision,
            replace(content_of(procedure), components=papers),
            edition=edition,
            actor=request.actor,
            at=clock.now(),
        )
    except Overtaken as refusal:
        revision.refresh_from_db()
        return _answer(request, procedure, rows, edition=revision.edition, refusal=refusal)
    except Refused as refusal:
        return _answer(request, procedure, rows, edition=edition, refusal=refusal)
    return shown_process(revision, "papers")


def _answer(
    request: StaffRequest,
    procedure: ProcedureRevision,
    rows: Sequence[TypedPaper],
    *,
    edition: int,
    refusal: Refused | None = None,
    wrong: bool = False,
) -> HttpResponse:
    context = {
        "revision": procedure.revision,
        "rows": rows,
        "edition": edition,
        "stored": content_of(procedure).components if isinstance(refusal, Overtaken) else (),
    }
    return typed_page(request, PAGE, context, refusal=refusal, wrong=wrong)


def _typed(row: ComponentRow) -> TypedPaper:
    return TypedPaper(
        name=row.name,
        originals=str(row.originals),
        copies=str(row.copies),
        note=row.note,
        required=row.required,
    )


def _paper(row: TypedPaper) -> ComponentRow:
    return ComponentRow(
        name=row.name.strip(),
        originals=int(row.originals.strip() or 0),
        copies=int(row.copies.strip() or 0),
        required=row.required,
        note=row.note.strip(),
    )
