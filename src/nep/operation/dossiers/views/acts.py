"""The acts on a dossier's open steps: each takes one form, does one act, and goes back."""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from django import forms
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_POST

from nep.agencies.models import Staff
from nep.agencies.requests import StaffRequest, staff_page
from nep.foundation import clock
from nep.foundation.verdicts import Refused, Unfit
from nep.operation.dossiers.forms import (
    AssignForm,
    CompleteForm,
    HandOverForm,
    PlaceForm,
    ReturnForm,
)
from nep.operation.dossiers.models import Dossier
from nep.operation.dossiers.queries import dossier_to_act_on, open_tasks_of
from nep.operation.dossiers.services import steps
from nep.operation.dossiers.views.dossier import able_to, dossier_or_404, shown
from nep.operation.dossiers.views.reception import stored_digest

Act = Callable[[StaffRequest, Dossier], None]
_Form = TypeVar("_Form", bound=forms.Form)


def act_on_dossier(act: Act) -> Callable[..., HttpResponseBase]:
    """Do the act and show the dossier again; a refusal shows its sentence in place."""

    @wraps(act)
    def view(request: StaffRequest, code: str) -> HttpResponse:
        try:
            act(request, dossier_to_act_on(request.actor, code=code))
        except Dossier.DoesNotExist:
            raise Http404 from None
        except Refused as refused:
            return shown(request, dossier_or_404(request, code), refused=refused)
        return HttpResponseRedirect(reverse("dossiers:dossier", args=[code]))

    return require_POST(staff_page(view))


@act_on_dossier
def claim(request: StaffRequest, dossier: Dossier) -> None:
    """Take up a step."""
    form = _checked(PlaceForm(request.POST))
    steps.claim_step(dossier, form.place(), actor=request.actor, at=clock.now())


@act_on_dossier
def assign(request: StaffRequest, dossier: Dossier) -> None:
    """Put a step into somebody's hands."""
    place = _checked(PlaceForm(request.POST)).place()
    able = _able(dossier, place)
    form = _checked(AssignForm(request.POST, able=able.values()))
    holder = able[form.cleaned_data["holder"]]
    steps.assign_step(dossier, place, holder, actor=request.actor, at=clock.now())


@act_on_dossier
def complete(request: StaffRequest, dossier: Dossier) -> None:
    """Complete a step, going the way that was chosen."""
    form = _checked(CompleteForm(request.POST, request.FILES))
    digest = stored_digest(form.cleaned_data["file"], actor=request.actor)
    steps.complete_step(
        dossier,
        form.place(),
        outcome=form.outcome(digest),
        way=form.cleaned_data["way"],
        actor=request.actor,
        at=clock.now(),
    )


@act_on_dossier
def send_back(request: StaffRequest, dossier: Dossier) -> None:
    """Return the dossier to an earlier step."""
    form = _checked(ReturnForm(request.POST))
    steps.return_step(
        dossier,
        form.place(),
        way=form.cleaned_data["way"],
        reason=form.cleaned_data["reason"],
        actor=request.actor,
        at=clock.now(),
    )


@act_on_dossier
def hand_over(request: StaffRequest, dossier: Dossier) -> None:
    """Hand over the result."""
    form = _checked(HandOverForm(request.POST))
    steps.hand_over_result(
        dossier,
        form.place(),
        collector=form.cleaned_data["collector"],
        collected_by=form.cleaned_data["collected_by"],
        actor=request.actor,
        at=clock.now(),
    )


def _checked(form: _Form) -> _Form:
    """Return a form that holds.

    :raises Unfit: with what is wrong, field by field.
    """
    if form.is_valid():
        return form
    wrong = (
        f"{form.fields[name].label or name}: {' '.join(str(fault) for fault in faults)}"
        for name, faults in form.errors.items()
        if name in form.fields
    )
    raise Unfit("; ".join(wrong))


def _able(dossier: Dossier, place: steps.Place) -> dict[int, Staff]:
    """Return who can be given the step, by key; nobody when the step is not open any more."""
    for task in open_tasks_of(dossier):
        if (task.step.key, task.occurrence) == (place.step, place.occurrence):
            return {staff.pk: staff for staff in able_to(task)}
    return {}
