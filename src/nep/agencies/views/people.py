"""The list of people that an administrator keeps, and whoever comes new."""

from collections.abc import Iterator

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from nep.agencies.forms import ListForm, NewcomerForm
from nep.agencies.models import Agency, Staff
from nep.agencies.permissions import may_administer_province
from nep.agencies.queries import (
    agencies_administered_by,
    people_listed,
    staff_administered_by,
    units_of,
)
from nep.agencies.requests import StaffRequest
from nep.agencies.rules import Standing
from nep.agencies.services import people
from nep.agencies.views.keeping import AGENCY, asked_agency, form_page, keeper_page, sent
from nep.foundation import clock
from nep.foundation.paging import page_of
from nep.foundation.spreadsheets.tables import Column, Sheet, Value
from nep.foundation.spreadsheets.writing import spreadsheet_response, write

ALL = "tat-ca"

COLUMNS = (
    Column("full_name", _("Full name")),
    Column("username", _("Username")),
    Column("agency", _("Agency")),
    Column("unit", _("Unit")),
    Column("post", _("Post")),
    Column("roles", _("Roles"), width=40),
    Column("since", _("Since"), width=14),
    Column("until", _("Until"), width=14),
    Column("phone", _("Telephone"), width=16),
    Column("email", _("E-mail")),
    Column("account", _("Account"), width=30),
    Column("last_login", _("Last signed in"), width=18),
)


@require_GET
@keeper_page
def list_page(request: StaffRequest) -> HttpResponse:
    """List the people of an agency by how they stand; find them without marks."""
    form = _asked(request)
    agency = None if _asks_all(request) else asked_agency(request)
    context = {
        "form": form,
        "agency": agency,
        "agencies": _agencies(request),
        "keeps_all": bool(may_administer_province(request.actor, at=clock.now())),
        "page": page_of(_listed(request, form, agency), request),
        "standing": form.cleaned_data["standing"],
        "asked": form.cleaned_data["q"],
    }
    return TemplateResponse(request, "agencies/people.html", context)


@require_GET
@keeper_page
def export(request: StaffRequest) -> HttpResponse:
    """Give the list, as it is filtered, as an Excel file."""
    form = _asked(request)
    agency = None if _asks_all(request) else asked_agency(request)
    sheet = Sheet(_("People"), COLUMNS, _lines(_listed(request, form, agency)))
    return spreadsheet_response(write([sheet]), f"nguoi-dung-{agency.code if agency else ALL}")


@require_http_methods(["GET", "POST"])
@keeper_page
def add_page(request: StaffRequest) -> HttpResponse:
    """Add one person with post and roles; their one-time password is shown once."""
    agency = asked_agency(request)
    at = clock.now()
    initial = {"since": f"{clock.today():%d/%m/%Y}"}
    form = NewcomerForm(sent(request), units=units_of(agency), initial=initial)

    def act() -> HttpResponse:
        welcomed = people.add_newcomer(
            form.newcomer(), since=form.first_day(), actor=request.actor, at=at
        )
        return one_time_passwords(request, [welcomed])

    return form_page(request, "agencies/add_person.html", form, act, agency=agency)


def one_time_passwords(request: HttpRequest, welcomed: list[people.Welcomed]) -> HttpResponse:
    """Show passwords this once: they are kept nowhere, neither by us nor by a browser."""
    response = TemplateResponse(request, "agencies/one_time.html", {"welcomed": welcomed})
    response["Cache-Control"] = "no-store"
    return response


def _asked(request: StaffRequest) -> ListForm:
    asked = {"q": request.GET.get("q", ""), "standing": request.GET.get("trang-thai", "")}
    form = ListForm(asked)
    if not form.is_valid():
        form.cleaned_data = {"q": "", "standing": Standing.HERE}
    return form


def _asks_all(request: StaffRequest) -> bool:
    return request.GET.get(AGENCY) == ALL


def _agencies(request: StaffRequest) -> list[Agency]:
    return list(agencies_administered_by(request.actor, at=clock.now()))


def _listed(request: StaffRequest, form: ListForm, agency: Agency | None) -> QuerySet[Staff]:
    at = clock.now()
    staff = staff_administered_by(request.actor, at=at)
    if agency is not None:
        staff = staff.filter(post__unit__agency=agency)
    asked = form.cleaned_data
    return people_listed(staff, standing=asked["standing"], asked=asked["q"], at=at)


def _lines(staff: QuerySet[Staff]) -> Iterator[list[Value]]:
    for one in staff:
        person = one.person
        yield [
            person.full_name,
            person.username,
            one.post.unit.agency.name,
            one.post.unit.name,
            one.post.title,
            ", ".join(given.get_role_display() for given in one.roles.all()),
            one.validity.lower,
            one.validity.upper,
            person.phone,
            person.email,
            person.get_closed_for_display() or _("Open"),
            person.last_login,
        ]
