"""Pages of the figures: the province, one agency, and the table to take home."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from nep.agencies.models import Agency
from nep.agencies.queries import local_day
from nep.agencies.requests import StaffRequest, staff_page
from nep.agencies.rules import Permission
from nep.foundation import clock
from nep.foundation.http import is_partial
from nep.foundation.periods import Period
from nep.foundation.spreadsheets.writing import spreadsheet_response
from nep.operation.dossiers.rules.states import Result
from nep.province.overview.forms import NarrowForm, PeriodForm
from nep.province.overview.permissions import may_open_dossiers, may_see_overview
from nep.province.overview.plans import headlines
from nep.province.overview.queries import (
    agency_visible_to,
    procedures_of,
    row_of,
    rows_visible_to,
)
from nep.province.overview.rules import Row, in_order, total
from nep.province.overview.sheets import workbook


@require_GET
@staff_page
def province_page(request: StaffRequest) -> HttpResponse:
    """Show the tasks of the plan, and a row for each agency."""
    may_see_overview(request.actor).enforce()
    at = clock.now()
    form = NarrowForm(request.GET, at=at)
    every = rows_visible_to(request.actor, form.period, at=at)
    rows = _wanted(request, form, every)
    context = {
        "form": form,
        "period": form.period,
        "at": at,
        "rows": rows,
        "total": total(rows),
        "headlines": headlines(every, on=local_day(at)),
        "of_all": request.actor.holds(Permission.READ_ALL_AGENCIES),
        "asked": f"?{request.GET.urlencode()}",
        **_ways(request, form.period),
    }
    name = "overview/province.html"
    return TemplateResponse(request, f"{name}#rows" if is_partial(request) else name, context)


@require_GET
@staff_page
def province_table(request: StaffRequest) -> HttpResponse:
    """Give out the rows that the page shows as a table of Excel."""
    may_see_overview(request.actor).enforce()
    at = clock.now()
    form = NarrowForm(request.GET, at=at)
    rows = _wanted(request, form, rows_visible_to(request.actor, form.period, at=at))
    name = f"so-lieu-{form.period.key}-den-{local_day(at):%Y%m%d}"
    return spreadsheet_response(workbook(rows, form.period), name)


@require_GET
@staff_page
def agency_page(request: StaffRequest, code: str) -> HttpResponse:
    """Show the figures of one agency, procedure by procedure."""
    may_see_overview(request.actor).enforce()
    agency = _agency_or_404(request, code)
    at = clock.now()
    form = PeriodForm(request.GET, at=at)
    context = {
        "agency": agency,
        "form": form,
        "period": form.period,
        "at": at,
        "row": row_of(agency, form.period, at=at),
        "procedures": procedures_of(agency, form.period, at=at),
        **_ways(request, form.period),
    }
    return TemplateResponse(request, "overview/agency.html", context)


def _agency_or_404(request: StaffRequest, code: str) -> Agency:
    try:
        return agency_visible_to(request.actor, code=code)
    except Agency.DoesNotExist:
        raise Http404 from None


def _wanted(request: StaffRequest, form: NarrowForm, rows: Sequence[Row]) -> list[Row]:
    narrowed = form.narrowed()
    taken = [row for row in rows if narrowed.takes(row)]
    return in_order(taken, request.GET.get("xep", ""))


def _ways(request: StaffRequest, period: Period) -> dict[str, Any]:
    """Return where the figures lead: to the lists of the dossiers that they count."""
    if not may_open_dossiers(request.actor):
        return {"ways": None}
    listed = reverse("dossiers:list")
    asked = {
        "received": {"ky": period.key},
        "in_time": {"ky": period.key, "ket_qua": Result.IN_TIME.value},
        "late": {"ky": period.key, "ket_qua": Result.LATE.value},
        "open": {"ket_qua": Result.OPEN.value},
        "overdue": {"ket_qua": Result.OVERDUE.value},
    }
    return {"ways": {name: f"{listed}?{urlencode(query)}" for name, query in asked.items()}}
