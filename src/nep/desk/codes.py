"""Pages on which agencies say how their dossier codes are written, with an example as one types."""

from datetime import date

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from nep.agencies.models import Agency
from nep.agencies.queries import local_day
from nep.agencies.requests import StaffRequest, staff_page
from nep.foundation import clock
from nep.foundation.http import is_partial
from nep.norms.parameters.permissions import may_set_times
from nep.norms.parameters.presentation import lines_of, row_in_force
from nep.norms.parameters.requests import (
    SinceForm,
    address_of,
    agency_or_404,
    ending_form,
    place_or_404,
    places,
    refused,
    row_or_404,
    typed_reason,
)
from nep.operation.dossiers.models import FAULT_NAMES
from nep.operation.dossiers.queries.patterns import pattern_row, patterns_of
from nep.operation.dossiers.rules.patterns import example_of, fault_of
from nep.operation.dossiers.services.patterns import (
    NewPattern,
    end_pattern,
    longest_identifier,
    set_pattern,
    withdraw_pattern,
)
from nep.platform.journal.queries import entries_about_rows

PATTERNS = "desk:patterns"
LONGEST = 80  # signs of a pattern, not of its codes


class PatternForm(SinceForm):
    """How codes will be written."""

    pattern = forms.CharField(
        label=_("Pattern"),
        max_length=LONGEST,
        help_text=_("Fields: {unit}, {number:04}, {yymmdd}, {yyyymmdd}, {yyyy}, {yy}, {mm}, {dd}."),
    )
    field_order = ("pattern", "since", "source")

    def new_pattern(self) -> NewPattern:
        """Return what was typed as the value of the act."""
        typed = self.cleaned_data
        return NewPattern(typed["pattern"], typed["since"], typed["source"])


@require_http_methods(["GET", "POST"])
@staff_page
def pattern_page(request: StaffRequest, code: str = "") -> HttpResponse:
    """Show how codes are written at an agency, or everywhere else, and take another pattern."""
    actor, at = request.actor, clock.now()
    place = place_or_404(request, code)
    if request.method == "GET":
        return _page(request, place, PatternForm(initial={"pattern": request.GET.get("pattern")}))
    may_set_times(actor, place, at=at).enforce()
    form = PatternForm(request.POST)
    if status := refused(form, lambda: set_pattern(place, form.new_pattern(), actor=actor, at=at)):
        return _page(request, place, form, status=status)
    return redirect(address_of(PATTERNS, place))


@require_POST
@staff_page
def pattern_of_province_again(request: StaffRequest, code: str) -> HttpResponse:
    """Let an agency write its codes as the province does again."""
    actor, at = request.actor, clock.now()
    place = agency_or_404(request, code)
    ending = ending_form(request.POST)
    if status := refused(
        ending, lambda: end_pattern(place, **ending.cleaned_data, actor=actor, at=at)
    ):
        return _page(request, place, PatternForm(), status=status, ending=ending)
    return redirect(address_of(PATTERNS, place))


@require_POST
@staff_page
def withdraw_planned_pattern(request: StaffRequest, row: int) -> HttpResponse:
    """Take back a pattern before its day has come."""
    pattern = row_or_404(request, pattern_row, row)
    withdraw_pattern(pattern, typed_reason(request), actor=request.actor, at=clock.now())
    return redirect(address_of(PATTERNS, pattern.agency))


def _page(
    request: StaffRequest,
    place: Agency | None,
    form: PatternForm,
    *,
    status: int = 200,
    ending: SinceForm | None = None,
) -> HttpResponse:
    at = clock.now()
    today = local_day(at)
    lines = lines_of(patterns_of(place), on=today)
    own = row_in_force(lines)
    applying = own or row_in_force(lines_of(patterns_of(None), on=today))
    typed = str(form["pattern"].value() or "")[:LONGEST]
    unit = longest_identifier(place, at=at)
    context = {
        **places(request, place, PATTERNS),
        "form": form,
        "ending": ending or ending_form(),
        "lines": lines,
        "own": own if place else None,
        "applying": applying,
        "now_makes": example_of(applying.pattern, unit=unit, on=today) if applying else "",
        "lacks_identifier": place is not None and not place.identifier,
        "entries": entries_about_rows([line.row for line in lines])[:50],
        **_example(typed, unit, today),
    }
    name = "desk/patterns.html#example" if is_partial(request) else "desk/patterns.html"
    return TemplateResponse(request, name, context, status=status)


def _example(typed: str, unit: str, today: date) -> dict[str, object]:
    """Return what a typed pattern would make, or the sentence that stands against it."""
    if not typed:
        return {"example": "", "fault": ""}
    fault = fault_of(typed, unit=unit, on=today)
    if fault:
        return {"example": "", "fault": FAULT_NAMES[fault]}
    return {"example": example_of(typed, unit=unit, on=today), "fault": ""}
