"""Dossiers in the search of the desk, and the page that finds the dossiers of a person."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from nep.agencies.requests import StaffRequest, staff_page
from nep.foundation import clock
from nep.foundation.finding import AT_ONCE, LONGEST, Found, Hit, as_typed
from nep.operation.dossiers.models import STATE_NAMES
from nep.operation.dossiers.permissions import may_look_for_applicants
from nep.operation.dossiers.queries.lists import Listed
from nep.operation.dossiers.queries.searching import dossiers_meant
from nep.operation.dossiers.rules.keys import applicant_key_in, code_in
from nep.operation.dossiers.rules.masking import masked_name
from nep.operation.dossiers.rules.states import State
from nep.operation.dossiers.services.looks import look_for_applicant

LABEL = gettext_lazy("Dossiers")


def found_by_code(request: HttpRequest, asked: str) -> Found:
    """Answer the search of the desk by codes alone; people are looked for on their own page."""
    actor = request.actor  # type: ignore[attr-defined]  # only staff search
    code = code_in(asked).upper()
    lines = dossiers_meant(actor, asked, at_once=AT_ONCE)
    return Found(LABEL, [_hit(line, exact=line.code.upper() == code) for line in lines])


def offer_of_applicants(request: HttpRequest, asked: str) -> Mapping[str, Any] | None:
    """Offer to look for a person beside the results, to those who may."""
    actor = request.actor  # type: ignore[attr-defined]  # only staff search
    if not may_look_for_applicants(actor):
        return None
    return {"typed": asked if applicant_key_in(asked) else ""}


@require_http_methods(["GET", "POST"])
@staff_page
def of_applicant(request: StaffRequest) -> HttpResponse:
    """Find the dossiers of a person by a whole key; every such look is written down (R61).

    The key is sent, never part of the address: addresses stay in histories and logs.
    """
    may_look_for_applicants(request.actor).enforce()
    if request.method == "GET":
        return _page(request)
    typed = request.POST.get("key", "")
    asked = applicant_key_in(as_typed(typed)) if len(typed) <= LONGEST else None
    typed = as_typed(typed[:LONGEST])
    if asked is None:
        wrong = _("Write the full name, the whole telephone number or the whole identity number.")
        return _page(request, typed=typed, wrong=wrong, status=422)
    lines = look_for_applicant(asked, actor=request.actor, at=clock.now())
    found = Found(LABEL, [_hit(line) for line in lines])
    return _page(request, typed=typed, sought=True, answers=[found] if lines else [])


def _page(request: StaffRequest, *, status: int = 200, **context: object) -> HttpResponse:
    return TemplateResponse(request, "dossiers/of_applicant.html", context, status=status)


def _hit(line: Listed, *, exact: bool = False) -> Hit:
    person = _("erased") if line.applicant is None else masked_name(line.applicant)
    return Hit(
        title=line.code,
        address=reverse("dossiers:dossier", args=[line.code]),
        about=line.procedure,
        note=f"{STATE_NAMES[State(line.state)]} · {person}",
        exact=exact,
    )
