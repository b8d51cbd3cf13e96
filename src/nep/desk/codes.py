"""Pages on which agencies say how their dossier codes are written, with an example as one types."""

from datetime import date

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from nep.agencies.models import Agency
from nep.agencies.queries import agency_coded, local_day
from nep.agencies.requests import StaffRequest, staff_page
from nep.foundation import clock
from nep.foundation.http import is_partial
from nep.foundation.verdicts import Refused
from nep.norms.parameters.permissions import may_open_settings, may_set_times
from nep.norms.parameters.presentation import lines_of, row_in_force
from nep.operation.dossiers.models import FAULT_NAMES, CodePattern
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

LONGEST = 80  # signs of a pattern, not of its codes


class PatternForm(forms.Form):
    """How codes will be written."""

    pattern = forms.CharField(
        label=_("Pattern"),
        max_length=LONGEST,
        help_text=_("Fields: {unit}, {number:04}, {yymmdd}, {yyyymmdd}, {yyyy}, {yy}, {mm}, {dd}."),
    )
    since = forms.DateField(label=_("Applies from"))
    source = forms.CharField(label=_("Decision or article"), max_length=300)

    def new_pattern(self) -> NewPattern:
        """Return what was typed as the value of the act."""
        typed = self.cleaned_data
        return NewPattern(typed["pattern"], typed["since"], typed["source"])


@require_http_methods(["GET", "POST"])
@staff_page
def pattern_page(request: StaffRequest, code: str = "") -> HttpResponse:
    """Show how codes are written at an agency, or everywhere else, and take another pattern."""
    actor, at = request.actor, clock.now()
    place = _place_or_404(request, code)
    if request.method == "GET":
        return _page(request, place, PatternForm(initial={"pattern": request.GET.get("pattern")}))
    may_set_times(actor, place, at=at).enforce()
    form = PatternForm(request.POST)
    if not form.is_valid():
        return _page(request, place, form, status=422)
    try:
        set_pattern(place, form.new_pattern(), actor=actor, at=at)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return _page(request, place, form, status=refusal.status)
    return _back_to(place)


@require_POST
@staff_page
def pattern_of_province_again(request: StaffRequest, code: str) -> HttpResponse:
    """Let an agency write its codes as the province does again."""
    place = _place_or_404(request, code)
    if place is None:
        raise Http404
    form = PatternForm({**request.POST.dict(), "pattern": "-"})
    if not form.is_valid():
        return _page(request, place, PatternForm(), status=422, ending=form)
    typed = form.cleaned_data
    end_pattern(place, typed["since"], typed["source"], actor=request.actor, at=clock.now())
    return _back_to(place)


@require_POST
@staff_page
def withdraw_planned_pattern(request: StaffRequest, row: int) -> HttpResponse:
    """Take back a pattern before its day has come."""
    may_open_settings(request.actor).enforce()
    try:
        pattern = pattern_row(row)
    except CodePattern.DoesNotExist:
        raise Http404 from None
    place = _place_or_404(request, pattern.agency.code if pattern.agency else "")
    reason = request.POST.get("reason", "")[:300]
    withdraw_pattern(pattern, reason, actor=request.actor, at=clock.now())
    return _back_to(place)


def _place_or_404(request: StaffRequest, code: str) -> Agency | None:
    may_open_settings(request.actor).enforce()
    if not code:
        return None
    try:
        agency = agency_coded(code)
    except Agency.DoesNotExist:
        raise Http404 from None
    if not may_set_times(request.actor, agency, at=clock.now()):
        raise Http404
    return agency


def _page(
    request: StaffRequest,
    place: Agency | None,
    form: PatternForm,
    *,
    status: int = 200,
    ending: PatternForm | None = None,
) -> HttpResponse:
    at = clock.now()
    today = local_day(at)
    lines = lines_of(patterns_of(place), on=today)
    own = row_in_force(lines)
    applying = own or row_in_force(lines_of(patterns_of(None), on=today))
    typed = str(form["pattern"].value() or "")[:LONGEST]
    unit = longest_identifier(place, at=at)
    context = {
        "place": place,
        "own_agency": agency_coded(request.actor.agency_code),
        "for_all": reverse("desk:patterns"),
        "for_own": reverse("desk:patterns_of", args=[request.actor.agency_code]),
        "may_set": may_set_times(request.actor, place, at=at),
        "form": form,
        "ending": ending,
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


def _back_to(place: Agency | None) -> HttpResponse:
    return redirect("desk:patterns_of", place.code) if place else redirect("desk:patterns")
