"""Many people at once: a table to fill in, its check row by row, then all or nothing."""

from dataclasses import asdict

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from nep.agencies.forms import TableForm
from nep.agencies.models import ROLE_NAMES, Agency
from nep.agencies.requests import StaffRequest
from nep.agencies.services.importing import (
    MOST,
    Line,
    add_newcomers,
    check_lines,
    roles_written,
)
from nep.agencies.views.keeping import asked_agency, form_page, keeper_page, sent
from nep.agencies.views.people import one_time_passwords
from nep.foundation import clock
from nep.foundation.spreadsheets.reading import read_rows
from nep.foundation.spreadsheets.tables import Column, Holds, Row
from nep.foundation.spreadsheets.writing import spreadsheet_response, template
from nep.foundation.verdicts import Refused, Unfit

GOOD_FOR = 3600  # seconds between the check and the confirmation

COLUMNS = (
    Column("full_name", gettext_lazy("Full name"), required=True, longest=120),
    Column(
        "username",
        gettext_lazy("Username"),
        required=True,
        longest=80,
        hint=gettext_lazy("Small letters without marks, digits, points, dashes: hoa.tran"),
    ),
    Column(
        "unit",
        gettext_lazy("Unit"),
        longest=200,
        hint=gettext_lazy("As it is called in Nếp; empty for the agency itself"),
    ),
    Column("title", gettext_lazy("Post"), required=True, longest=120),
    Column(
        "roles",
        gettext_lazy("Roles"),
        width=40,
        hint=gettext_lazy("Several are parted by semicolons; empty for none"),
    ),
    Column(
        "since",
        gettext_lazy("In the post from"),
        Holds.DATE,
        hint=gettext_lazy("Empty for today"),
        width=16,
    ),
    Column("phone", gettext_lazy("Telephone"), longest=20, width=16),
    Column("email", gettext_lazy("E-mail"), longest=254),
)


@require_GET
@keeper_page
def table_template(_request: StaffRequest) -> HttpResponse:
    """Give the empty table with its instructions."""
    return spreadsheet_response(template(_("People"), COLUMNS), "mau-nguoi-dung")


@require_http_methods(["GET", "POST"])
@keeper_page
def upload_page(request: StaffRequest) -> HttpResponse:
    """Take the table and show what each row will do, before anything is stored."""
    agency = asked_agency(request)
    form = TableForm(sent(request), request.FILES or None)

    def act() -> HttpResponse:
        rows = read_rows(form.cleaned_data["table"], COLUMNS)
        lines = [_line(row) for row in rows]
        return _preview(request, agency, lines)

    context = {"agency": agency, "most": MOST, "roles": ROLE_NAMES.values()}
    return form_page(request, "agencies/add_people.html", form, act, **context)


@require_POST
@keeper_page
def confirm(request: StaffRequest) -> HttpResponse:
    """Add exactly those who were shown, or nobody."""
    agency = asked_agency(request)
    try:
        sealed = request.POST.get("sealed", "")
        told = signing.loads(sealed, salt=_salt(request, agency), max_age=GOOD_FOR)
    except signing.BadSignature:
        raise Unfit(_("The check is no longer valid. Hand in the table again.")) from None
    lines = [Line(**{**line, "roles": tuple(line["roles"]), "faults": ()}) for line in told]
    try:
        welcomed = add_newcomers(lines, agency, actor=request.actor, at=clock.now())
    except Refused as refused:
        return _preview(request, agency, lines, refused)
    return one_time_passwords(request, welcomed)


def _preview(
    request: StaffRequest, agency: Agency, lines: list[Line], refused: Refused | None = None
) -> HttpResponse:
    checked = check_lines(lines, agency, actor=request.actor, at=clock.now())
    faulty = sum(bool(line.faults) for line in checked)
    context = {
        "agency": agency,
        "lines": checked,
        "faulty": faulty,
        "sealed": "" if faulty else _sealed(request, agency, checked),
        "refused": refused,
    }
    status = refused.status if refused else 422 if faulty else 200
    return TemplateResponse(request, "agencies/add_people_preview.html", context, status=status)


def _sealed(request: HttpRequest, agency: Agency, lines: list[Line]) -> str:
    """Seal what is shown, for this person and this agency: what is confirmed is what was seen."""
    told = [asdict(line) for line in lines]
    return signing.dumps(told, salt=_salt(request, agency), compress=True)


def _salt(request: HttpRequest, agency: Agency) -> str:
    return f"people:{request.user.pk}:{agency.pk}"


def _line(row: Row) -> Line:
    roles, unknown = roles_written(row.text("roles"))
    faults = [_("There is no role “%(role)s”.") % {"role": name} for name in unknown]
    return Line(
        number=row.number,
        full_name=row.text("full_name"),
        username=row.text("username"),
        title=row.text("title"),
        since=(row.day("since") or clock.today()).isoformat(),
        unit=row.text("unit"),
        roles=roles,
        phone=row.text("phone"),
        email=row.text("email"),
        faults=(*row.faults, *faults),
    )
