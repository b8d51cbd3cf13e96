"""The page on which a draft's clauses are chosen, and the map of clauses of an agency."""

from collections.abc import Sequence

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_GET, require_http_methods

from nep.agencies.models import Agency
from nep.agencies.queries import agencies_visible_to, local_day
from nep.agencies.requests import StaffRequest, staff_page
from nep.agencies.rules import Permission
from nep.foundation import clock
from nep.foundation.verdicts import Refused
from nep.norms.standard.queries import editions_on
from nep.support.clauses.forms import ClausesForm
from nep.support.clauses.permissions import may_see_map
from nep.support.clauses.queries import (
    citable_clauses,
    clauses_suggested,
    map_of,
    numbers_cited,
)
from nep.support.clauses.rules import Line
from nep.support.clauses.services import choose_clauses
from nep.support.documents.models import Revision
from nep.support.documents.permissions import may_write
from nep.support.documents.queries.visible import revision_visible_to

AT_ONCE = 4  # of what answers a clause; the rest stands behind a link


@require_GET
@staff_page
def map_page(request: StaffRequest) -> HttpResponse:
    """Show what answers each clause at the actor's agency, or at the one that is asked for."""
    at, agency = clock.now(), _agency_or_404(request)
    may_see_map(request.actor, agency_id=agency.pk).enforce()
    lines = map_of(agency, request.actor, at=at)
    only_lacking = request.GET.get("thieu") == "1"
    context = {
        "agency": agency,
        "agencies": _others(request),
        "editions": list(editions_on(local_day(at))),
        "lines": [line for line in lines if line.lacking] if only_lacking else lines,
        "only_lacking": only_lacking,
        "counts": _counts(lines),
        "at_once": AT_ONCE,
    }
    return TemplateResponse(request, "clauses/map.html", context)


@require_http_methods(["GET", "POST"])
@staff_page
def choosing_page(request: StaffRequest, agency: str, code: str, number: int) -> HttpResponse:
    """Choose which clauses a draft cites; what is usual is ticked where nothing was chosen yet."""
    revision, at = _revision_or_404(request, agency, code, number), clock.now()
    may_write(request.actor, revision).enforce()
    offered = citable_clauses(at=at)
    if request.method == "GET":
        return _choosing(request, revision, ClausesForm(initial=_first(revision), offered=offered))
    form = ClausesForm(request.POST, offered=offered)
    if not form.is_valid():
        return _choosing(request, revision, form, status=422)
    chosen, edition = form.cleaned_data["clauses"], form.cleaned_data["edition"]
    try:
        choose_clauses(revision, chosen, edition=edition, actor=request.actor, at=at)
    except Refused as refusal:
        revision.refresh_from_db()
        typed = {"edition": str(revision.edition), "clauses": chosen}
        again = ClausesForm(typed, offered=offered)
        return _choosing(request, revision, again, refusal=refusal, status=refusal.status)
    return HttpResponseRedirect(revision.get_absolute_url())


def _choosing(
    request: StaffRequest,
    revision: Revision,
    form: ClausesForm,
    *,
    refusal: Refused | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "form": form,
        "revision": revision,
        "refusal": refusal,
        "suggested": not form.is_bound and not numbers_cited(revision.pk),
    }
    return TemplateResponse(request, "clauses/choosing.html", context, status=status)


def _first(revision: Revision) -> dict[str, object]:
    cited = numbers_cited(revision.pk)
    return {
        "edition": revision.edition,
        "clauses": cited or clauses_suggested(revision.document),
    }


def _counts(lines: Sequence[Line]) -> dict[str, int]:
    required = [line for line in lines if line.depth > 1 and not line.has_parts]
    lacking = sum(line.lacking for line in required)
    return {"all": len(required), "answered": len(required) - lacking, "lacking": lacking}


def _others(request: StaffRequest) -> list[Agency]:
    if not request.actor.holds(Permission.READ_ALL_AGENCIES):
        return []
    return list(agencies_visible_to(request.actor).order_by("name"))


def _agency_or_404(request: StaffRequest) -> Agency:
    code = request.GET.get("co_quan") or request.actor.agency_code
    try:
        return agencies_visible_to(request.actor).get(code=code)
    except Agency.DoesNotExist as absent:
        raise Http404 from absent


def _revision_or_404(request: StaffRequest, agency: str, code: str, number: int) -> Revision:
    try:
        return revision_visible_to(request.actor, agency_code=agency, code=code, number=number)
    except Revision.DoesNotExist as absent:
        raise Http404 from absent
