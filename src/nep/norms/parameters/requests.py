"""What pages of settings share: whose settings they are, from when, by which paper, and why not.

An agency whose settings are not the visitor's to make looks like one that does not exist.
"""

from collections.abc import Callable
from typing import Protocol, TypeVar

from django import forms
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, QueryDict
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from nep.agencies.models import Agency
from nep.agencies.queries import agencies_administered_by, agency_coded
from nep.agencies.requests import StaffRequest
from nep.foundation import clock
from nep.foundation.verdicts import Refused
from nep.norms.parameters.permissions import may_open_settings, may_set_times


class OfPlace(Protocol):
    """A row that was decided for an agency, or (none named) for all."""

    @property
    def agency(self) -> Agency | None: ...


R = TypeVar("R", bound=OfPlace)


class SinceForm(forms.Form):
    """From which day on something applies, and by which paper."""

    since = forms.DateField(
        label=_("Applies from"),
        help_text=_("The earliest day is tomorrow: what has applied is not changed."),
    )
    source = forms.CharField(
        label=_("Decision or article"),
        max_length=300,
        help_text=_("Number, day and issuer, such as: Quyết định 12/QĐ-UBND ngày 05/01/2026."),
    )


class ReasonForm(forms.Form):
    """Why something is taken back."""

    reason = forms.CharField(label=_("Reason"), max_length=300)


def ending_form(typed: QueryDict | None = None) -> SinceForm:
    """Return the second form of a page, by which an agency does as the province again."""
    return SinceForm(typed, auto_id="again-%s")


def typed_reason(request: StaffRequest) -> str:
    """Return why something is taken back; nothing where that cannot be read."""
    form = ReasonForm(request.POST)
    return str(form.cleaned_data["reason"]) if form.is_valid() else ""


def refused(form: forms.Form, act: Callable[[], object]) -> int:
    """Act on what was typed; return 0, or the status of a refusal that the form then tells."""
    if not form.is_valid():
        return 422
    try:
        act()
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return refusal.status
    return 0


def place_or_404(request: StaffRequest, code: str) -> Agency | None:
    """Return the agency named; None for all of them, which every administrator may look at."""
    may_open_settings(request.actor).enforce()
    return agency_or_404(request, code) if code else None


def agency_or_404(request: StaffRequest, code: str) -> Agency:
    """Return the agency named, whose settings the visitor makes."""
    may_open_settings(request.actor).enforce()
    try:
        return agencies_administered_by(request.actor, at=clock.now()).get(code=code)
    except Agency.DoesNotExist:
        raise Http404 from None


def row_or_404(request: StaffRequest, find: Callable[[int], R], key: int) -> R:
    """Return one row of a setting: one for all, or one of an agency as above."""
    may_open_settings(request.actor).enforce()
    try:
        row = find(key)
    except ObjectDoesNotExist:
        raise Http404 from None
    place_or_404(request, row.agency.code if row.agency else "")
    return row


def address_of(page: str, place: Agency | None) -> str:
    """Return where a setting of an agency stands, or (none named) the one of all."""
    return reverse(f"{page}_of", args=[place.code]) if place else reverse(page)


def places(request: StaffRequest, place: Agency | None, page: str) -> dict[str, object]:
    """Return what the page of a setting says of whose it is, and where the others stand."""
    own = agency_coded(request.actor.agency_code)
    return {
        "place": place,
        "may_set": may_set_times(request.actor, place, at=clock.now()),
        "own_agency": own,
        "for_all": address_of(page, None),
        "for_own": address_of(page, own),
    }
