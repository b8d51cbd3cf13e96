"""What the pages of administrators share: who may open them, and whose people they show."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from nep.agencies.models import Agency, Staff
from nep.agencies.queries import agencies_administered_by, staff_administered_by, staff_of
from nep.agencies.requests import StaffRequest, staff_page
from nep.agencies.rules import Permission
from nep.foundation import clock
from nep.foundation.verdicts import Refused
from nep.platform.accounts.models import User

AGENCY = "co-quan"  # which of several agencies a page of the focal agency is about
P = ParamSpec("P")


def keeper_page(
    view: Callable[Concatenate[StaffRequest, P], HttpResponseBase],
) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
    """Open the view to administrators; others are told whose it is."""

    @wraps(view)
    def open_door(request: StaffRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not request.actor.holds(Permission.ADMINISTER):
            raise Refused(_("Only an administrator keeps the accounts of an agency."))
        return view(request, *args, **kwargs)

    return staff_page(open_door)


def asked_agency(request: StaffRequest) -> Agency:
    """Return the agency that the address names, or the actor's own; absent and not theirs alike."""
    administered = agencies_administered_by(request.actor, at=clock.now())
    code = request.GET.get(AGENCY) or request.actor.agency_code
    try:
        return administered.get(code=code)
    except Agency.DoesNotExist:
        raise Http404 from None


def asked_person(request: StaffRequest, username: str) -> tuple[User, list[Staff]]:
    """Return a person and the posts in which the actor administers them."""
    staff = staff_administered_by(request.actor, at=clock.now())
    posts = list(staff.filter(person__username=username).order_by("-validity", "-pk"))
    if not posts:
        raise Http404
    return posts[0].person, posts


def asked_post(request: StaffRequest, username: str, staff_id: int) -> Staff:
    """Return one of the posts in which the actor administers a person."""
    _person, posts = asked_person(request, username)
    chosen = next((staff for staff in posts if staff.pk == staff_id), None)
    if chosen is None:
        raise Http404
    return chosen


def colleagues_of(staff: Staff) -> list[Staff]:
    """Return who else works at the agency: those who can take over, or stand in."""
    here = staff_of(staff.post.unit.agency, at=clock.now())
    return [one for one in here if one.person_id != staff.person_id and one.person.is_active]


def sent(request: HttpRequest) -> QueryDict | None:
    """Return what was sent, even if it is nothing; none where a page is only read."""
    return request.POST if request.method == "POST" else None


def form_page(
    request: HttpRequest,
    template: str,
    form: forms.Form,
    act: Callable[[], HttpResponse],
    **context: Any,  # noqa: ANN401 - whatever the template shows
) -> HttpResponse:
    """Show a form; when it is sent, act if it is whole, or say beside it what stands against it."""
    status = 422 if form.errors else 200
    if form.is_valid():
        try:
            return act()
        except Refused as refused:
            context["refusal"], status = str(refused), refused.status
    return TemplateResponse(request, template, {"form": form, **context}, status=status)
