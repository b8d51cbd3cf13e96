"""The step table of a draft, typed like a spreadsheet: every button keeps what was typed."""

from dataclasses import replace
from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods

from nep.agencies.queries import agencies_on, local_day, units_of
from nep.agencies.requests import StaffRequest, staff_page
from nep.foundation import clock
from nep.foundation.http import is_partial
from nep.foundation.verdicts import Overtaken, Refused
from nep.operation.procedures.forms import (
    STEP_ROLES,
    TIME_UNITS,
    Posted,
    known_to,
    posted,
    rows_posted,
)
from nep.operation.procedures.models import ProcedureRevision
from nep.operation.procedures.presentation import differences_shown, table_shown
from nep.operation.procedures.queries import (
    compiled,
    find_procedure,
    procedure_of,
    promised_limit,
    step_table,
)
from nep.operation.procedures.rules.bpmn import Uncompilable
from nep.operation.procedures.rules.reading import Reading, read
from nep.operation.procedures.rules.rows import RowAct
from nep.operation.procedures.rules.sheet import Sheet, after, numbered, sheet_of
from nep.operation.procedures.services.writing import content_of, write_procedure
from nep.operation.procedures.views.diagram import drawn, told_why_not
from nep.operation.procedures.views.drafts import draft_or_404, shown_process, typed_page
from nep.support.documents.models import Revision
from nep.support.documents.queries.remarks import remarks_by_place
from nep.support.documents.services.holding import (
    hold_draft,
    let_go_of_draft,
    take_over_draft,
)

PAGE = "procedures/steps.html"
TAKE_OVER = "take-over"
TAKE_OVER_AND_SAVE = "take-over-and-save"


@require_http_methods(["GET", "POST"])
@staff_page
def steps_page(request: StaffRequest, agency: str, code: str, number: int) -> HttpResponse:
    """Write the step table; opening it holds the draft for whoever writes."""
    revision = draft_or_404(request, agency, code, number)
    procedure = find_procedure(revision.pk)
    if procedure is None:
        return redirect("procedures:facts", agency, code, number)
    if request.method == "GET":
        return _answer(request, procedure, sheet_of(step_table(procedure)))
    return _pressed(request, procedure)


def _pressed(request: StaffRequest, procedure: ProcedureRevision) -> HttpResponse:
    """Do what the button says; those of the rows, and Enter, save nothing."""
    rows, pressed = rows_posted(request.POST), posted(request.POST)
    act = RowAct.named(pressed.act)
    if act is not None:
        return _answer(request, procedure, after(act, rows))
    sheet = numbered(rows)
    if pressed.act == "draw":
        return _drawn(procedure, _read(procedure, sheet))
    if pressed.act == TAKE_OVER:
        take_over_draft(procedure.revision, actor=request.actor, at=clock.now())
        return redirect(request.path)
    if pressed.act in {"save", TAKE_OVER_AND_SAVE}:
        return _saved(request, procedure, sheet, pressed)
    return _answer(request, procedure, sheet)


def _saved(
    request: StaffRequest, procedure: ProcedureRevision, sheet: Sheet, pressed: Posted
) -> HttpResponse:
    reading = _read(procedure, sheet)
    if reading.misreadings:
        return _answer(request, procedure, sheet, wrong=True)
    try:
        _write(request, procedure, reading, pressed)
    except Refused as refusal:
        return _answer(request, procedure_of(procedure.revision), sheet, refusal=refusal)
    return shown_process(procedure.revision, "steps")


@transaction.atomic
def _write(
    request: StaffRequest, procedure: ProcedureRevision, reading: Reading, pressed: Posted
) -> None:
    revision, actor, at = procedure.revision, request.actor, clock.now()
    if pressed.act == TAKE_OVER_AND_SAVE:
        take_over_draft(revision, actor=actor, at=at)
    steps = replace(content_of(procedure), steps=reading.table.rows)
    write_procedure(revision, steps, edition=pressed.edition, actor=actor, at=at)
    let_go_of_draft(revision, actor=actor)


def _drawn(procedure: ProcedureRevision, reading: Reading) -> HttpResponse:
    try:
        return drawn(compiled(procedure, reading.table))
    except Uncompilable as fault:
        return told_why_not(fault)


def _read(procedure: ProcedureRevision, sheet: Sheet) -> Reading:
    return read(sheet, known_to(procedure.revision.document.agency, at=clock.now()))


def _answer(
    request: StaffRequest,
    procedure: ProcedureRevision,
    sheet: Sheet,
    *,
    refusal: Refused | None = None,
    wrong: bool = False,
) -> HttpResponse:
    """Show the sheet as typed, checked; with what somebody else saved when they were faster.

    Every answer holds the draft on for whoever writes, and tells them when they were relieved.
    """
    revision, at = procedure.revision, clock.now()
    other = hold_draft(revision, actor=request.actor, at=at)
    if other is not None and request.method == "GET":
        held = {"revision": revision, "other": other}
        return TemplateResponse(request, "procedures/held.html", held)
    reading = _read(procedure, sheet)
    table = table_shown(reading.table, promised_limit(procedure), reading.misreadings)
    context: dict[str, Any] = {
        "revision": revision,
        "procedure": procedure,
        "sheet": sheet,
        "edition": _edition(request, revision, refusal),
        "lines": list(zip(sheet.rows, table.steps, strict=True)),
        "table": table,
        "roles": STEP_ROLES,
        "time_units": TIME_UNITS,
        "promised_unit": procedure.promised_unit,
        "agencies": agencies_on(local_day(at)),
        "units": units_of(revision.document.agency),
        "is_partial": is_partial(request),
        "remarks": remarks_by_place(revision),
        "other": other,
    }
    if isinstance(refusal, Overtaken):
        context["saved_meanwhile"] = differences_shown(step_table(procedure), reading.table)
    name = f"{PAGE}#checks" if is_partial(request) else PAGE
    return typed_page(request, name, context, refusal=refusal, wrong=wrong)


def _edition(request: StaffRequest, revision: Revision, refusal: Refused | None) -> int:
    """Return the edition to save under: the newest only once the difference is on the page."""
    if request.method == "GET" or isinstance(refusal, Overtaken):
        return revision.edition
    return posted(request.POST).edition
