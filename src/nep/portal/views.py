"""Pages that anybody may open: procedures, and how far a dossier is."""

from datetime import datetime

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from nep.agencies.models import Agency
from nep.agencies.queries import agency_coded, local_day
from nep.foundation import clock
from nep.foundation.http import is_partial
from nep.foundation.paging import page_of
from nep.norms.catalogue.models import LEVEL_NAMES, AdministrativeProcedure
from nep.norms.catalogue.queries import procedure_keyed
from nep.operation.dossiers.models import Dossier
from nep.operation.procedures.models import ProcedureRevision
from nep.operation.procedures.queries import notice_of
from nep.portal import limits, queries
from nep.portal.forms import LookUpForm, ProofForm
from nep.portal.queries import Filters
from nep.portal.reading import answers_of, limit_of
from nep.portal.tracking import known_by_code, known_by_proof, path_shown

COMMON = 8
PAGE_SIZE = 20
LONGEST_WORDS = 200
PLACES_AT_A_GLANCE = 8  # more of them get a box to search in


@login_not_required
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Offer the two things that people come for."""
    common = queries.common_procedures(COMMON, at=clock.now())
    return TemplateResponse(request, "portal/home.html", {"common": common, "form": LookUpForm()})


@login_not_required
@require_GET
def procedures_page(request: HttpRequest) -> HttpResponse:
    """Search the whole catalogue; HTMX asks for the results alone."""
    at = clock.now()
    filters = _filters(request)
    page = page_of(queries.procedures_found(filters, at=at), request, size=PAGE_SIZE)
    places = queries.numbers_of_places(page.rows, at=at)
    context = {
        "filters": filters,
        "page": page,
        "rows": [(row, limit_of(row), places.get(row.pk, 0)) for row in page],
    }
    if is_partial(request):
        response = TemplateResponse(request, "portal/procedures.html#results", context)
    else:
        context["fields"] = queries.fields_of_the_catalogue()
        context["levels"] = [(level.value, name) for level, name in LEVEL_NAMES.items()]
        response = TemplateResponse(request, "portal/procedures.html", context)
    patch_vary_headers(response, ["HX-Request"])
    return response


@login_not_required
@require_GET
def procedure_page(request: HttpRequest, key: str) -> HttpResponse:
    """Answer what people ask of one procedure, and where it can be filed now."""
    procedure = _procedure_or_404(key)
    asked = _words(request, "noi")
    places = queries.places_of(procedure, at=clock.now())
    context = {
        "procedure": procedure,
        "limit": limit_of(procedure),
        "answers": answers_of(procedure),
        "places": places,
        "groups": queries.places_grouped(queries.places_called(places, asked)),
        "asked": asked,
        "many": len(places) > PLACES_AT_A_GLANCE,
    }
    part = "#places" if is_partial(request) else ""
    response = TemplateResponse(request, f"portal/procedure.html{part}", context)
    patch_vary_headers(response, ["HX-Request"])
    return response


@login_not_required
@require_GET
def notice_page(request: HttpRequest, key: str, agency_code: str) -> HttpResponse:
    """Show what an agency promises for a procedure, by its revision in force."""
    at = clock.now()
    procedure = _procedure_or_404(key)
    try:
        agency = agency_coded(agency_code)
        running = queries.revision_serving(procedure, agency, at=at)
    except (Agency.DoesNotExist, ProcedureRevision.DoesNotExist):
        raise Http404 from None
    context = {
        "procedure": procedure,
        "agency": agency,
        "revision": running.revision,
        "notice": notice_of(running),
        "steps_are_from_the_record": bool(running.source_note),
        "opening": queries.opening_of(agency, on=local_day(at)),
    }
    return TemplateResponse(request, "portal/notice.html", context)


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def look_up(request: HttpRequest) -> HttpResponse:
    """Tell how far a dossier is; to those who prove that it is theirs, also what it is about."""
    if request.method == "POST":
        response = _told_with_proof(request, at=clock.now())
    elif "ma" in request.GET:
        response = _told(request, at=clock.now())
    else:
        response = _look_up_page(request, LookUpForm())
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _told(request: HttpRequest, *, at: datetime) -> HttpResponse:
    form = LookUpForm(request.GET)
    if not limits.may_ask(request):
        return TemplateResponse(request, "429.html", status=429)
    if not form.is_valid():
        return _look_up_page(request, form, status=422)
    try:
        tracking = known_by_code(form.cleaned_data["ma"], at=at)
    except Dossier.DoesNotExist:
        return _nothing_fits(request, form)
    return _look_up_page(
        request, form, tracking=tracking, path=path_shown(tracking), proof=ProofForm()
    )


def _told_with_proof(request: HttpRequest, *, at: datetime) -> HttpResponse:
    form = ProofForm(request.POST)
    if not limits.may_ask(request):
        return TemplateResponse(request, "429.html", status=429)
    if not form.is_valid():
        return _look_up_page(request, form, status=422)
    code, digits = form.cleaned_data["ma"], form.cleaned_data["so_cuoi"]
    if not limits.may_prove(code):
        form.add_error(None, _("Too many wrong tries for this code. Wait fifteen minutes."))
        return _look_up_page(request, form, status=429)
    try:
        tracking, particulars = known_by_proof(code, digits, at=at)
    except Dossier.DoesNotExist:
        limits.count_wrong_proof(code)
        return _nothing_fits(request, form)
    path = path_shown(tracking, particulars)
    return _look_up_page(request, form, tracking=tracking, path=path, particulars=particulars)


def _nothing_fits(request: HttpRequest, form: LookUpForm) -> HttpResponse:
    """Say that nothing was found: the same for an absent code and for digits that do not fit."""
    form.add_error("ma", _("No dossier fits what was entered. Compare it with the receipt."))
    return _look_up_page(request, form, status=404)


def _look_up_page(
    request: HttpRequest, form: LookUpForm, *, status: int = 200, **found: object
) -> HttpResponse:
    context = {"form": form, "proves": isinstance(form, ProofForm), **found}
    return TemplateResponse(request, "portal/look_up.html", context, status=status)


def _filters(request: HttpRequest) -> Filters:
    level = request.GET.get("cap", "")
    return Filters(
        words=_words(request, "q"),
        field=_words(request, "linh-vuc"),
        level=level if level in set(LEVEL_NAMES) else "",
        filed_here=request.GET.get("nop-duoc") == "co",
    )


def _words(request: HttpRequest, name: str) -> str:
    """Return what was typed, on one line and without the sign that no database takes."""
    return " ".join(request.GET.get(name, "").replace("\0", "").split())[:LONGEST_WORDS]


def _procedure_or_404(key: str) -> AdministrativeProcedure:
    try:
        return procedure_keyed(key)
    except AdministrativeProcedure.DoesNotExist:
        raise Http404 from None
