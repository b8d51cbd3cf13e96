"""The long list of dossiers: everything the actor may look at, narrowed as they ask."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from nep.agencies.actors import Actor
from nep.agencies.models import Agency
from nep.agencies.queries.agencies import agency_names
from nep.agencies.requests import StaffRequest, staff_page
from nep.agencies.rules import Permission
from nep.foundation import clock
from nep.foundation.paging import page_of
from nep.foundation.planning import planned_for_its_values
from nep.foundation.ui import Tab
from nep.operation.dossiers.forms import ListForm
from nep.operation.dossiers.permissions import may_receive
from nep.operation.dossiers.queries.figures import open_at
from nep.operation.dossiers.queries.lists import lines_of
from nep.operation.dossiers.queries.wanted import Wanted, dossiers_listed
from nep.operation.dossiers.rules.states import Result
from nep.operation.dossiers.views.lists import row_of

OF_OTHERS = "phoi-hop"


@require_GET
@staff_page
def dossiers_page(request: StaffRequest) -> HttpResponse:
    """List the dossiers that the actor may look at, the newest first."""
    actor, at = request.actor, clock.now()
    form = ListForm(request.GET, actor=actor, at=at)
    sees_all = actor.holds(Permission.READ_ALL_AGENCIES)
    of_others = request.GET.get("xem") == OF_OTHERS and not sees_all
    wanted = replace(form.wanted(), of_others=of_others)
    with planned_for_its_values():
        page = page_of(dossiers_listed(actor, wanted, at=at).only("pk"), request)
    lines = lines_of(page.rows)
    names = agency_names(line.agency_id for line in lines)
    context = {
        "rows": [row_of(line, actor, at=at, agency=names[line.agency_id]) for line in lines],
        "with_agencies": sees_all or of_others,
        "page": page,
        "form": form,
        "procedure": form.cleaned_data.get("thu_tuc"),
        "tabs": [] if sees_all else _tabs(of_others=of_others),
        "of_others": of_others,
        "narrowed": wanted != Wanted(of_others=of_others),
        "may_receive": may_receive(actor),
    }
    return TemplateResponse(request, "dossiers/list.html", context)


def open_work_of(request: HttpRequest, agency: Agency) -> Mapping[str, Any] | None:
    """Return how much an agency has in progress and where it is listed, to those who may look."""
    actor: Actor | None = getattr(request, "actor", None)
    if actor is None:
        return None
    sees_all = actor.holds(Permission.READ_ALL_AGENCIES)
    if not sees_all and not actor.holds(Permission.HANDLE_DOSSIERS, at_agency=agency.pk):
        return None
    listed = f"{reverse('dossiers:list')}?{f'co_quan={agency.code}&' if sees_all else ''}"
    return {
        "open_work": open_at(agency.pk, at=clock.now()),
        "open_address": f"{listed}ket_qua={Result.OPEN}",
        "overdue_address": f"{listed}ket_qua={Result.OVERDUE}",
    }


def _tabs(*, of_others: bool) -> list[Tab]:
    return [
        Tab(_("Of our agency"), "?", current=not of_others),
        Tab(_("Of others, with a step here"), f"?xem={OF_OTHERS}", current=of_others),
    ]
