"""My work: the worklist on the home page; and the rows of every list of dossiers."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nep.agencies.actors import Actor
from nep.foundation import clock
from nep.foundation.paging import asked_number, count_in_words
from nep.foundation.ui import Tab as ShownTab
from nep.foundation.ui import Text, Tone
from nep.operation.dossiers.models import STATE_NAMES
from nep.operation.dossiers.permissions import may_receive
from nep.operation.dossiers.presentation import standing
from nep.operation.dossiers.queries import (
    Listed,
    Tab,
    steps_left_behind,
    worklist_counts,
    worklist_page,
)
from nep.operation.dossiers.queries.lists import LISTED_OF_TASK
from nep.operation.dossiers.rules.masking import masked_name
from nep.operation.dossiers.rules.states import State

TAB_NAMES = {
    Tab.LATE: gettext_lazy("Late"),
    Tab.TODAY: gettext_lazy("Today"),
    Tab.WEEK: gettext_lazy("This week"),
    Tab.WAITING: gettext_lazy("Supplement awaited"),
    Tab.ALL: gettext_lazy("All"),
}

_LEFT_SHOWN = 20  # assigned anew they make room for the next


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a list in words: the dossier, how its time stands, where it is."""

    code: str
    due_at: datetime
    tone: Tone
    words: str
    procedure: str
    state: Text
    applicant: str
    step_key: str = ""
    step_name: str = ""
    holder: str = ""
    agency: str = ""


def my_work(request: HttpRequest, actor: Actor) -> Mapping[str, Any] | None:
    """Return the worklist for the home page; nothing for those who handle no dossiers."""
    at = clock.now()
    chosen = _chosen_tab(request)
    page = worklist_page(actor, tab=chosen, number=asked_number(request), at=at)
    counts = worklist_counts(actor, at=at)
    return {
        "rows": [row_of(line, actor, at=at) for line in page.rows],
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


def left_behind(actor: Actor, *, at: datetime) -> Mapping[str, Any] | None:
    """Return the steps that wait in closed accounts, soonest due first; nothing without any."""
    columns = (*LISTED_OF_TASK, "holder__person__full_name")
    left = steps_left_behind(actor).values_list(*columns)[:_LEFT_SHOWN]
    rows = [replace(row_of(Listed(*line), actor, at=at), holder=holder) for *line, holder in left]
    return {"rows": rows, "list_name": _("Steps left in closed accounts")} if rows else None


def _chosen_tab(request: HttpRequest) -> Tab:
    asked = request.GET.get("xem", "")
    return Tab(asked) if asked in set(Tab) else Tab.ALL


def row_of(line: Listed, actor: Actor, *, at: datetime, agency: str = "") -> Row:
    """Return what a list shows of a dossier, its applicant masked (R61)."""
    tone, words = standing(line, at=at)
    return Row(
        code=line.code,
        due_at=line.due_at,
        tone=tone,
        words=words,
        procedure=line.procedure,
        state=STATE_NAMES[State(line.state)],
        applicant=_("erased") if line.applicant is None else masked_name(line.applicant),
        step_key=line.step_key,
        step_name=line.step_name,
        agency=agency,
        holder=actor.name if line.holder_id else "",  # on a worklist nobody holds but the actor
    )
