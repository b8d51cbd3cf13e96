"""The pages on which an administrator connects other systems."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_GET, require_http_methods

from nep.agencies.queries import local_day
from nep.agencies.requests import StaffRequest, staff_page
from nep.api.forms import ConnectionForm
from nep.api.models import Connection
from nep.api.permissions import may_manage_connections, may_open_for_all_agencies
from nep.api.queries import connection_visible_to, connections_visible_to
from nep.api.services import last_day_allowed, open_connection, revoke_connection
from nep.foundation import clock
from nep.foundation.paging import page_of
from nep.foundation.verdicts import Unfit


@require_GET
@staff_page
def connections_page(request: StaffRequest) -> HttpResponse:
    """List the systems that read for the agency, with what each may read and when it last did."""
    may_manage_connections(request.actor).enforce()
    page = page_of(connections_visible_to(request.actor), request)
    context = {"page": page, "today": local_day(clock.now())}
    return TemplateResponse(request, "api/connections.html", context)


@require_http_methods(["GET", "POST"])
@staff_page
def new_connection(request: StaffRequest) -> HttpResponse:
    """Connect a system, and show its token this once."""
    may_manage_connections(request.actor).enforce()
    last = last_day_allowed(at=clock.now())
    sent = request.POST if request.method == "POST" else None
    form = ConnectionForm(sent, initial={"expires_on": last})
    if not may_open_for_all_agencies(request.actor):
        del form.fields["all_agencies"]
    if form.is_valid():
        try:
            opened, token = open_connection(form.new(), actor=request.actor, at=clock.now())
        except Unfit as unfit:
            form.add_error(None, str(unfit))
        else:
            return _shown_once(request, opened, token)
    status = 422 if form.is_bound else 200
    context = {"form": form, "last": last}
    return TemplateResponse(request, "api/new_connection.html", context, status=status)


@require_http_methods(["GET", "POST"])
@staff_page
def revoke(request: StaffRequest, key: int) -> HttpResponse:
    """Ask whether a connection is to end, and end it."""
    may_manage_connections(request.actor).enforce()
    try:
        closed = connection_visible_to(request.actor, key)
    except Connection.DoesNotExist:
        raise Http404 from None
    if request.method == "POST":
        revoke_connection(closed, actor=request.actor, at=clock.now())
        return redirect("api:connections")
    if closed.revoked_at is not None:
        return redirect("api:connections")
    return TemplateResponse(request, "api/revoke.html", {"connection": closed})


def _shown_once(request: StaffRequest, opened: Connection, token: str) -> HttpResponse:
    """Answer with the token; no cache keeps the page, and going back does not bring it again."""
    context = {"connection": opened, "token": token}
    response = TemplateResponse(request, "api/token.html", context)
    add_never_cache_headers(response)
    return response
