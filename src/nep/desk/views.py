"""Pages of the desk that belong to no module: my work, search, an agency, the change of post."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import NoReverseMatch, reverse
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_GET, require_POST

from nep.agencies import queries
from nep.agencies.models import Agency
from nep.agencies.requests import POST_KEY, StaffRequest, staff_page
from nep.foundation import clock, finding
from nep.foundation.http import is_partial
from nep.foundation.slots import fillings


@login_not_required
@require_GET
def front_page(request: HttpRequest) -> HttpResponseBase:
    """Show members of staff their work, and send everyone else to the citizens' pages."""
    if request.user.is_authenticated:
        return my_work(request)
    try:
        return HttpResponseRedirect(reverse("portal:home"))
    except NoReverseMatch:  # an installation without the citizens' pages
        return TemplateResponse(request, "desk/welcome.html")


@staff_page
def my_work(request: StaffRequest) -> HttpResponse:
    """Show what is expected of the actor now; modules fill it."""
    context = {
        "actor": request.actor,
        "has_work": bool(fillings("home.work")),
    }
    return TemplateResponse(request, "desk/my_work.html", context)


@require_GET
@staff_page
def search_page(request: StaffRequest) -> HttpResponse:
    """Search everything the actor may see; a code typed whole leads straight to its record."""
    typed = request.GET.get("q", "")
    if len(typed) > finding.LONGEST:
        refused = {"too_long": True, "longest": finding.LONGEST}
        return TemplateResponse(request, _search_part(request), refused, status=422)
    asked = finding.as_typed(typed)
    answers = finding.found(request, asked) if asked else []
    meant = finding.only_exact(answers)
    if meant and not is_partial(request):
        return HttpResponseRedirect(meant.address)
    context = {"asked": asked, "answers": answers}
    response = TemplateResponse(request, _search_part(request), context)
    patch_vary_headers(response, ["HX-Request"])
    return response


def _search_part(request: StaffRequest) -> str:
    return "desk/search.html#found" if is_partial(request) else "desk/search.html"


@require_POST
@staff_page
def change_post(request: StaffRequest) -> HttpResponse:
    """Work in another of the posts that the person holds."""
    chosen = request.POST.get("post", "")
    if chosen not in {str(post.pk) for post in request.posts}:
        raise Http404
    request.session[POST_KEY] = int(chosen)
    return redirect("desk:home")


@require_GET
@staff_page
def agency_page(request: StaffRequest, code: str) -> HttpResponse:
    """Show what is known of an agency: its duty, its units and who works in which post."""
    visible = queries.agencies_visible_to(request.actor)
    try:
        agency = visible.get(code=code)
    except Agency.DoesNotExist:
        raise Http404 from None
    at = clock.now()
    superior = queries.superior_of(agency)
    context = {
        "agency": agency,
        "superior": superior,
        "may_open_superior": superior is not None and visible.contains(superior),
        "duties": queries.duties_of(agency),
        "units": queries.units_of(agency),
        "staff": queries.staff_of(agency, at=at),
        "successions": queries.successions_of(agency),
        "predecessions": queries.predecessions_of(agency),
    }
    return TemplateResponse(request, "desk/agency.html", context)
