"""One dossier: its path, what was handed in, what is expected now, and what happened."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_GET, require_POST

from nep.agencies.models import Staff
from nep.agencies.queries import staff_holding
from nep.agencies.requests import StaffRequest, staff_page
from nep.agencies.rules import Role
from nep.foundation import clock
from nep.foundation.verdicts import Refused
from nep.operation.dossiers.forms import (
    AssignForm,
    CompleteForm,
    HandOverForm,
    ReturnForm,
    place_values,
)
from nep.operation.dossiers.models import Dossier, Event, OpenTask
from nep.operation.dossiers.path import path_of
from nep.operation.dossiers.permissions import (
    may_ask_for_applicant,
    may_assign,
    may_claim,
    may_see_applicant,
    may_work,
)
from nep.operation.dossiers.presentation import calculation_of, standing, story_of, time_left
from nep.operation.dossiers.queries import (
    dossier_visible_to,
    events_of,
    open_tasks_of,
)
from nep.operation.dossiers.rules.folding import fold
from nep.operation.dossiers.rules.masking import masked_digits, masked_name
from nep.operation.dossiers.services.looks import look_at_applicant, look_from_outside
from nep.operation.procedures.engine import position_after
from nep.operation.procedures.models import Component, Step
from nep.operation.procedures.queries import components_of, process_of, steps_that_run
from nep.operation.procedures.rules.steps import is_return, target_of


def dossier_or_404(request: StaffRequest, code: str) -> Dossier:
    """Return the dossier that an address names, if it is the actor's to see."""
    try:
        return dossier_visible_to(request.actor, code=code)
    except Dossier.DoesNotExist:
        raise Http404 from None


@require_GET
@staff_page
def dossier_page(request: StaffRequest, code: str) -> HttpResponse:
    """Show one dossier."""
    return shown(request, dossier_or_404(request, code))


@require_POST
@staff_page
def show_applicant(request: StaffRequest, code: str) -> HttpResponse:
    """Show the applicant's data in full, this once; that somebody looked is written down (R61).

    Those outside the handling agency say what for; the next view is masked again (R65).
    """
    dossier, actor = dossier_or_404(request, code), request.actor
    try:
        if may_see_applicant(actor, dossier):
            look_at_applicant(dossier, actor=actor, at=clock.now())
        else:
            purpose = request.POST.get("purpose", "")
            look_from_outside(dossier, purpose, actor=actor, at=clock.now())
    except Refused as refused:
        return shown(request, dossier, refused=refused)
    return shown(request, dossier, unmasked=True)


def shown(
    request: StaffRequest,
    dossier: Dossier,
    *,
    unmasked: bool = False,
    refused: Refused | None = None,
) -> HttpResponse:
    """Return the page of a dossier, with the sentence of a refusal where an act was refused."""
    at = clock.now()
    events, tasks = events_of(dossier), open_tasks_of(dossier)
    ways = _ways(dossier, events)
    steps = steps_that_run(dossier.revision_id)
    tone, words = standing(dossier, at=at)
    context = {
        "dossier": dossier,
        "tone": tone,
        "words": words,
        "calculation": calculation_of(events[0].data["promise"]),
        "path": path_of(steps, events, tasks, dossier.agency, at=at),
        "components": _components(events[0]),
        "results": _results(events),
        "applicant": _applicant(dossier, unmasked=unmasked),
        "unmasked": unmasked,
        "may_see_applicant": may_see_applicant(request.actor, dossier),
        "may_ask_for_applicant": may_ask_for_applicant(request.actor),
        "purpose": request.POST.get("purpose", ""),
        "work": [_work(request, dossier.turn, task, steps, ways) for task in tasks],
        "story": story_of(events, {key: step.name for key, step in steps.items()}),
        "refusal": str(refused or ""),
        "is_new": request.GET.get("moi") == "1",
    }
    status = refused.status if refused else 200
    return TemplateResponse(request, "dossiers/dossier.html", context, status=status)


def _applicant(dossier: Dossier, *, unmasked: bool) -> Mapping[str, str]:
    applicant = getattr(dossier, "applicant", None)
    if applicant is None:
        return {}
    if unmasked:
        names = ("full_name", "identity_number", "phone", "email", "address", "collected_by")
        return {name: getattr(applicant, name) for name in names}
    return {
        "full_name": masked_name(applicant.full_name),
        "identity_number": masked_digits(applicant.identity_number),
        "phone": masked_digits(applicant.phone),
    }


def _components(received: Event) -> list[tuple[Component, Mapping[str, Any]]]:
    given = {item["component"]: item for item in received.data["components"]}
    asked = components_of(received.data["revision"])
    return [(component, given.get(component.pk, {})) for component in asked]


def _results(events: Sequence[Event]) -> list[Mapping[str, str]]:
    told = (event.data.get("result", {}) for event in events)
    return [result for result in told if result.get("number") or result.get("sha256")]


def _work(
    request: StaffRequest,
    turn: int,
    task: OpenTask,
    steps: Mapping[str, Step],
    all_ways: Mapping[tuple[str, int], tuple[str, ...]],
) -> Mapping[str, Any]:
    """Return what can be done with an open step, each act with its verdict and its form."""
    named = place_values(task, turn)
    ways = all_ways[task.step.key, task.occurrence]
    assign = may_assign(request.actor, task)
    return {
        "task": task,
        "is_last": task.step.key == [*steps][-1],
        "may_work": may_work(request.actor, task),
        "may_claim": may_claim(request.actor, task),
        "may_assign": assign,
        "ways_on": [(way, _way_label(way, task, steps)) for way in ways if not is_return(way)],
        "ways_back": [(way, steps[target_of(way)]) for way in ways if is_return(way)],
        "complete": CompleteForm(initial=named, auto_id=f"c{task.pk}-%s"),
        "back": ReturnForm(initial=named, auto_id=f"r{task.pk}-%s"),
        "hand_over": HandOverForm(initial=named, auto_id=f"h{task.pk}-%s"),
        "assign": AssignForm(initial=named, able=able_to(task), auto_id=f"a{task.pk}-%s")
        if assign
        else None,
        "time": time_left(task.due_at, task.agency, at=clock.now()) if task.due_at else None,
    }


def able_to(task: OpenTask) -> QuerySet[Staff]:
    """Return who can be given a step."""
    return staff_holding(Role(task.role), task.agency, at=clock.now(), unit_id=task.unit_id)


def _ways(dossier: Dossier, events: Sequence[Event]) -> dict[tuple[str, int], tuple[str, ...]]:
    """Return the ways out of each open step, by its place."""
    choices = fold(event.as_happened() for event in events).choices
    position = position_after(process_of(dossier.revision_id), choices)
    return {(step.step, step.occurrence): step.ways for step in position.open}


def _way_label(way: str, task: OpenTask, steps: Mapping[str, Step]) -> str:
    labels = {f"choose:{choice['to']}": choice["label"] for choice in task.step.choices}
    if way in labels:
        return str(labels[way])
    if task.step.goes_to:
        return steps[task.step.goes_to].name
    later = [step for step in steps.values() if step.order > task.step.order]
    return later[0].name if later else ""
