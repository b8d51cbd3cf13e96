"""Pages on which agencies are established, one by form or many by a table, and their duty kept."""

from typing import Any

from django.core import signing
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from nep.agencies.importing import COLUMNS, AgencyRow, checked
from nep.agencies.permissions import may_administer_province
from nep.agencies.queries import agencies_administered_by, agencies_on, duties_of, local_day
from nep.agencies.requests import StaffRequest, staff_page
from nep.agencies.services.duties import change_duty, give_identifier
from nep.agencies.services.founding import establish_agencies
from nep.desk.forms import AgencyForm, DutyForm, TableForm
from nep.foundation import clock
from nep.foundation.spreadsheets.reading import read_rows
from nep.foundation.spreadsheets.writing import spreadsheet_response, template
from nep.foundation.verdicts import Overtaken, Refused
from nep.norms.parameters.permissions import may_open_settings
from nep.norms.parameters.requests import agency_or_404, refused
from nep.platform.journal.queries import entries_about

PREVIEW_SECONDS = 3600
LONGEST_FILE_NAME = 100


@require_GET
@staff_page
def agency_list(request: StaffRequest) -> HttpResponse:
    """List the agencies that the actor administers, with what is set for each."""
    at = clock.now()
    may_open_settings(request.actor).enforce()
    agencies = agencies_administered_by(request.actor, at=at).order_by("kind", "name")
    context = {
        "agencies": agencies,
        "may_establish": may_administer_province(request.actor, at=at),
    }
    return TemplateResponse(request, "desk/agencies.html", context)


@require_http_methods(["GET", "POST"])
@staff_page
def new_agency(request: StaffRequest) -> HttpResponse:
    """Establish one agency."""
    at = clock.now()
    may_administer_province(request.actor, at=at).enforce()
    superiors = list(agencies_on(local_day(at)).order_by("name"))
    form = AgencyForm(request.POST or None, superiors=superiors)
    if form.is_valid():
        [row] = checked([form.row()], today=local_day(at))
        if not row.faults:
            [agency] = establish_agencies([row], "", actor=request.actor, at=at)
            return redirect("desk:agency", agency.code)
        for fault in row.faults:
            form.add_error(None, fault)
    status = 422 if form.errors else 200
    return TemplateResponse(request, "desk/new_agency.html", {"form": form}, status=status)


@require_GET
@staff_page
def agencies_template(request: StaffRequest) -> HttpResponse:
    """Give the empty table to fill in."""
    may_administer_province(request.actor, at=clock.now()).enforce()
    return spreadsheet_response(template(_("Agencies"), COLUMNS), "mau-co-quan")


@require_http_methods(["GET", "POST"])
@staff_page
def agencies_table(request: StaffRequest) -> HttpResponse:
    """Take a table, and show what every row of it would become or what is wrong with it."""
    at = clock.now()
    may_administer_province(request.actor, at=at).enforce()
    if request.method == "GET":
        return _table_page(request, TableForm())
    form = TableForm(request.POST, request.FILES)
    if not form.is_valid():
        return _table_page(request, form, status=422)
    file: UploadedFile[bytes] = form.cleaned_data["file"]
    try:
        read = [AgencyRow.read(row) for row in read_rows(file, COLUMNS)]
    except Refused as refusal:
        form.add_error("file", str(refusal))
        return _table_page(request, form, status=refusal.status)
    rows = checked(read, today=local_day(at))
    faulty = [row for row in rows if row.faults]
    name = (file.name or "")[-LONGEST_FILE_NAME:]
    context = {
        "rows": rows,
        "faulty": len(faulty),
        "file_name": name,
        "sealed": "" if faulty else _sealed(request, rows, name),
    }
    return _table_page(request, TableForm(), status=422 if faulty else 200, **context)


@require_POST
@staff_page
def confirm_agencies(request: StaffRequest) -> HttpResponse:
    """Establish exactly the agencies that were shown, all or none."""
    at = clock.now()
    may_administer_province(request.actor, at=at).enforce()
    rows, name = _unsealed(request)
    establish_agencies(rows, name, actor=request.actor, at=at)
    return redirect("desk:agencies")


@require_http_methods(["GET", "POST"])
@staff_page
def duty_page(request: StaffRequest, code: str) -> HttpResponse:
    """Show an agency's duties over time, and take another from a day to come."""
    actor, at = request.actor, clock.now()
    agency = agency_or_404(request, code)
    form = DutyForm(request.POST or None)
    status = 200
    if request.method == "POST":
        may_administer_province(actor, at=at).enforce()
        status = refused(form, lambda: change_duty(agency, form.new_duty(), actor=actor, at=at))
        if not status:
            return redirect("desk:duty", code)
    context = {
        "agency": agency,
        "duties": duties_of(agency),
        "form": form,
        "may_set": may_administer_province(actor, at=at),
        "entries": entries_about(agency).order_by("-id")[:50],
        "today": local_day(at),
    }
    return TemplateResponse(request, "desk/duty.html", context, status=status)


@require_POST
@staff_page
def identifier(request: StaffRequest, code: str) -> HttpResponse:
    """Give an agency the identifier of its dossier codes."""
    agency = agency_or_404(request, code)
    given = request.POST.get("identifier", "").strip()
    give_identifier(agency, given, actor=request.actor, at=clock.now())
    return redirect("desk:duty", code)


def _table_page(
    request: StaffRequest,
    form: TableForm,
    *,
    status: int = 200,
    **context: Any,  # noqa: ANN401 - for a template
) -> HttpResponse:
    context = {"form": form, "columns": COLUMNS, **context}
    return TemplateResponse(request, "desk/agencies_table.html", context, status=status)


def _sealed(request: StaffRequest, rows: list[AgencyRow], name: str) -> str:
    """Return the rows as the preview carries them: nobody else can send them, nor others."""
    shown = {"rows": [row.as_signed() for row in rows], "file": name}
    return signing.dumps(shown, salt=_salt(request), compress=True)


def _unsealed(request: StaffRequest) -> tuple[list[AgencyRow], str]:
    """Return the rows that were shown, and the name of their file.

    :raises Overtaken: when they were not shown to this person within the hour.
    """
    try:
        shown = signing.loads(
            request.POST.get("sealed", ""), salt=_salt(request), max_age=PREVIEW_SECONDS
        )
    except signing.BadSignature:
        raise Overtaken(_("What was shown is too old. Send the table again.")) from None
    return [AgencyRow.signed_back(row) for row in shown["rows"]], shown["file"]


def _salt(request: StaffRequest) -> str:
    return f"desk.agencies.{request.actor.staff_id}"
