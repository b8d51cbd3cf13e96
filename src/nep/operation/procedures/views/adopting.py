"""Drafting from the catalogue: what the agency is competent for and no document serves yet."""

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_http_methods

from nep.agencies.queries import agency_coded, local_day
from nep.agencies.requests import StaffRequest, staff_page
from nep.foundation import clock
from nep.foundation.http import is_partial
from nep.foundation.paging import page_of
from nep.foundation.verdicts import Refused
from nep.norms.catalogue.models import AdministrativeProcedure
from nep.norms.catalogue.queries import notes_on_competence, search
from nep.operation.procedures.queries import free_code, procedures_adoptable
from nep.operation.procedures.services.adopting import adopt_procedure
from nep.operation.procedures.views.drafts import shown_process, typed_page
from nep.support.documents.permissions import may_draft

PAGE = "procedures/adopt.html"


@require_http_methods(["GET", "POST"])
@staff_page
def adopt_page(request: StaffRequest) -> HttpResponse:
    """List what can be drafted from the catalogue, and draft one."""
    actor = request.actor
    may_draft(actor, agency_id=actor.agency_id).enforce()
    if request.method == "GET":
        return _answer(request)
    served = _adoptable_or_404(request)
    code = request.POST.get("code", "")
    try:
        revision = adopt_procedure(served, code=code, actor=actor, at=clock.now())
    except Refused as refusal:
        return _answer(request, refusal=refusal)
    return shown_process(revision, "facts")


def _adoptable_or_404(request: StaffRequest) -> AdministrativeProcedure:
    agency = agency_coded(request.actor.agency_code)
    adoptable = procedures_adoptable(agency, at=clock.now())
    try:
        return adoptable.get(key=request.POST.get("key", ""))
    except AdministrativeProcedure.DoesNotExist as absent:
        raise Http404 from absent


def _answer(request: StaffRequest, *, refusal: Refused | None = None) -> HttpResponse:
    agency, at = agency_coded(request.actor.agency_code), clock.now()
    words = request.GET.get("tim", "").strip()
    adoptable = procedures_adoptable(agency, at=at)
    found = search(words).filter(pk__in=adoptable.order_by().values("pk")) if words else adoptable
    page = page_of(found, request)
    notes = notes_on_competence(page.rows, agency, on=local_day(at))
    context = {
        "agency": agency,
        "words": words,
        "page": page,
        "lines": [(one, notes.get(one.pk, [])) for one in page.rows],
        "free_code": free_code(request.actor),
        "asked_key": request.POST.get("key", ""),
        "asked_code": request.POST.get("code", ""),
    }
    name = f"{PAGE}#rows" if is_partial(request) else PAGE
    return typed_page(request, name, context, refusal=refusal)
