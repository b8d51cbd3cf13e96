"""The page that searches the texts in force."""

from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_GET

from nep.agencies.requests import StaffRequest, staff_page
from nep.foundation import clock
from nep.foundation.finding import LONGEST
from nep.foundation.http import is_partial
from nep.foundation.paging import Page, asked_number, page_cut
from nep.support.fulltext.forms import SearchForm
from nep.support.fulltext.presentation import Result, results_of
from nep.support.fulltext.queries import found, revisions_found
from nep.support.fulltext.rules import Asked

RESULTS = 10  # of a page: with their snippets, about two screens


@require_GET
@staff_page
def search_page(request: StaffRequest) -> HttpResponse:
    """Find the texts in force that the actor may read, by words and filters."""
    name = "fulltext/search.html"
    part = f"{name}#found" if is_partial(request) else name
    form = SearchForm(request.GET, actor=request.actor, at=clock.now())
    if len(request.GET.get("tim", "")) > LONGEST:
        refused = {"form": form, "too_long": True, "longest": LONGEST}
        return TemplateResponse(request, part, refused, status=422)
    asked = form.asked()
    context = {"form": form, "asked": bool(asked), "page": _page(request, asked)}
    return TemplateResponse(request, part, context)


def _page(request: StaffRequest, asked: Asked) -> Page[Result]:
    if not asked:
        return Page([])
    number = asked_number(request)
    start, end = (number - 1) * RESULTS, number * RESULTS
    keys = found(request.actor, asked, at=clock.now(), most=end + 1)[start:]
    page = page_cut(keys, number, size=RESULTS)
    results = results_of(revisions_found(page.rows), asked.words)
    return Page(results, page.previous, page.following, page.first)
