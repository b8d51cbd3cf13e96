"""Lists of dossiers: my work, and everything the actor may look at."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from nep.agencies.actors import Actor
from nep.agencies.requests import StaffRequest, staff_page
from nep.foundation import clock
from nep.foundation.paging import count_in_words, page_of
from nep.foundation.ui import Tab as ShownTab
from nep.foundation.ui import Tone
from nep.operation.dossiers.models import STATE_NAMES, Dossier, OpenTask
from nep.operation.dossiers.permissions import may_receive
from nep.operation.dossiers.presentation import outcome, time_left
from nep.operation.dossiers.queries import (
    LISTED,
    Tab,
    dossiers_visible_to,
    with_dossiers,
    worklist_counts,
    worklist_of,
)
from nep.operation.dossiers.rules.masking import masked_name
from nep.operation.dossiers.rules.states import State
from nep.operation.procedures.models import Step

TAB_NAMES = {
    Tab.LATE: gettext_lazy("Late"),
    Tab.TODAY: gettext_lazy("Today"),
    Tab.WEEK: gettext_lazy("This week"),
    Tab.WAITING: gettext_lazy("Supplement awaited"),
    Tab.ALL: gettext_lazy("All"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a list: the dossier, how its time stands, and what is known of it here."""

    dossier: Dossier
    tone: Tone
    words: str
    applicant: str
    step: Step | None = None
    holder: str = ""


def my_work(request: HttpRequest, actor: Actor) -> Mapping[str, Any] | None:
    """Return the worklist for the home page; nothing for those who handle no dossiers."""
    at = clock.now()
    chosen = _chosen_tab(request)
    page = page_of(worklist_of(actor, tab=chosen, at=at).only("pk"), request)
    counts = worklist_counts(actor, at=at)
    return {
        "rows": [_task_row(task, actor, at=at) for task in with_dossiers(page.rows)],
        "page": page,
        "tabs": [
            ShownTab(
                TAB_NAMES[tab], f"?xem={tab}", count_in_words(counts[tab]), current=tab == chosen
            )
            for tab in Tab
        ],
        "may_receive": may_receive(actor),
        "list_name": TAB_NAMES[chosen],
    }


@require_GET
@staff_page
def dossiers_page(request: StaffRequest) -> HttpResponse:
    """List the dossiers that the actor may look at, the newest first."""
    at = clock.now()
    asked = " ".join(request.GET.get("q", "").split())
    state = request.GET.get("trang-thai", "")
    page = page_of(_found(request.actor, asked, state), request)
    context = {
        "rows": [_row(dossier, at=at) for dossier in page.rows],
        "page": page,
        "asked": asked,
        "state": state,
        "states": [(str(state.value), STATE_NAMES[state]) for state in State],
        "may_receive": may_receive(request.actor),
    }
    return TemplateResponse(request, "dossiers/list.html", context)


def _found(actor: Actor, asked: str, state: str) -> QuerySet[Dossier]:
    dossiers = dossiers_visible_to(actor).select_related("procedure", "applicant").only(*LISTED)
    if asked:
        dossiers = dossiers.filter(Q(code__icontains=asked) | Q(procedure__key=asked))
    if state.isdigit():
        dossiers = dossiers.filter(state=int(state))
    return dossiers.order_by("-received_at", "-id")


def _chosen_tab(request: HttpRequest) -> Tab:
    asked = request.GET.get("xem", "")
    return Tab(asked) if asked in set(Tab) else Tab.ALL


def _task_row(task: OpenTask, actor: Actor, *, at: datetime) -> Row:
    # In a worklist nobody holds a step but the actor.
    holder = actor.name if task.holder_id else ""
    return replace(_row(task.dossier, at=at), step=task.step, holder=holder)


def _row(dossier: Dossier, *, at: datetime) -> Row:
    if dossier.finished_at is not None:
        tone, words = outcome(dossier)
    else:
        tone, words = time_left(dossier.due_at, dossier.agency_id, at=at)
    applicant = getattr(dossier, "applicant", None)
    name = masked_name(applicant.full_name) if applicant else _("erased")
    return Row(dossier, tone, words, name)
