"""Pages of parameters: all of them, one with its past and its plans, and the table to take home."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from nep.agencies.queries import local_day
from nep.agencies.requests import StaffRequest, staff_page
from nep.foundation import clock
from nep.foundation.spreadsheets.tables import Column, Holds, Sheet
from nep.foundation.spreadsheets.writing import spreadsheet_response, write
from nep.norms.parameters.forms import ValueForm
from nep.norms.parameters.models import DatedValue, Parameter
from nep.norms.parameters.permissions import may_open_settings, may_set_numbers
from nep.norms.parameters.presentation import lines_of, row_in_force
from nep.norms.parameters.queries import parameters_with_values
from nep.norms.parameters.requests import refused, typed_reason
from nep.norms.parameters.services.deciding import set_value, withdraw_value
from nep.platform.journal.queries import entries_about


@require_GET
@staff_page
def parameter_list(request: StaffRequest) -> HttpResponse:
    """Show what every parameter is worth now, and what is planned for it."""
    at = clock.now()
    may_open_settings(request.actor).enforce()
    parameters = []
    for parameter in parameters_with_values():
        lines = lines_of(parameter.values.all(), on=local_day(at))
        planned = [line.row for line in lines if line.standing == "planned"]
        parameters.append((parameter, row_in_force(lines), planned[-1:]))
    context = {"parameters": parameters, "may_set": may_set_numbers(request.actor, at=at)}
    return TemplateResponse(request, "parameters/settings.html", context)


@require_GET
@staff_page
def parameter_export(request: StaffRequest) -> HttpResponse:
    """Give every value of every parameter as a table."""
    at = clock.now()
    may_open_settings(request.actor).enforce()
    columns = (
        Column("name", _("Parameter"), width=56),
        Column("value", _("Value"), holds=Holds.NUMBER, width=10),
        Column("unit", _("Unit"), width=14),
        Column("since", _("From"), holds=Holds.DATE, width=12),
        Column("until", _("Before"), holds=Holds.DATE, width=12),
        Column("standing", _("Standing"), width=14),
        Column("source", _("Source"), width=44),
        Column("checked", _("Compared with the source"), width=16),
        Column("note", _("Note"), width=60),
    )
    rows = [
        (
            parameter.name,
            line.row.value.normalize(),
            str(parameter.get_unit_display()),
            line.row.validity.lower,
            line.row.validity.upper,
            line.word,
            line.row.source,
            _("Yes") if line.row.checked else _("No"),
            line.row.withdrawn or line.row.note,
        )
        for parameter in parameters_with_values()
        for line in lines_of(parameter.values.all(), on=local_day(at))
    ]
    return spreadsheet_response(write([Sheet(_("Parameters"), columns, rows)]), "tham-so")


@require_http_methods(["GET", "POST"])
@staff_page
def parameter_page(request: StaffRequest, key: str) -> HttpResponse:
    """Show a parameter with its past and its plans, and take a value from a day on."""
    actor, at = request.actor, clock.now()
    may_open_settings(actor).enforce()
    parameter = _parameter_or_404(key)
    form = ValueForm(request.POST or None, parameter=parameter)
    if request.method == "GET":
        return _page(request, parameter, form)
    may_set_numbers(actor, at=at).enforce()
    if status := refused(form, lambda: set_value(parameter, form.new_value(), actor=actor, at=at)):
        return _page(request, parameter, form, status=status)
    return redirect("parameters:parameter", key)


@require_POST
@staff_page
def withdraw_parameter(request: StaffRequest, key: str, row: int) -> HttpResponse:
    """Take back a value before its day has come."""
    actor, at = request.actor, clock.now()
    may_set_numbers(actor, at=at).enforce()
    parameter = _parameter_or_404(key)
    try:
        value = parameter.values.get(pk=row)
    except DatedValue.DoesNotExist:
        raise Http404 from None
    withdraw_value(value, typed_reason(request), actor=actor, at=at)
    return redirect("parameters:parameter", key)


def _parameter_or_404(key: str) -> Parameter:
    try:
        return parameters_with_values().get(key=key)
    except Parameter.DoesNotExist:
        raise Http404 from None


def _page(
    request: StaffRequest, parameter: Parameter, form: ValueForm, *, status: int = 200
) -> HttpResponse:
    at = clock.now()
    lines = lines_of(parameter.values.all(), on=local_day(at))
    context = {
        "parameter": parameter,
        "lines": lines,
        "in_force": row_in_force(lines),
        "form": form,
        "may_set": may_set_numbers(request.actor, at=at),
        "entries": entries_about(parameter).order_by("-id")[:50],
    }
    return TemplateResponse(request, "parameters/parameter.html", context, status=status)
