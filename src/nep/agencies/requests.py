"""The typed request of a signed-in member of staff, and the door that makes it."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from allauth.account.internal.flows.login import get_authentication_records
from django.contrib import messages
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from nep.agencies.actors import Actor
from nep.agencies.models import Staff
from nep.agencies.queries import actor_for, posts_to_work_in
from nep.foundation import clock
from nep.foundation.http import is_partial
from nep.foundation.verdicts import Refused
from nep.platform.accounts.networks import comes_from_inside
from nep.platform.accounts.queries import has_second_factor
from nep.platform.accounts.sign_in import needs_second_factor

POST_KEY = "post"  # the session remembers in which of several posts a person works
P = ParamSpec("P")


class StaffRequest(HttpRequest):
    """A request whose person is signed in and works in a post."""

    actor: Actor
    posts: list[Staff]


def staff_page(
    view: Callable[Concatenate[StaffRequest, P], HttpResponseBase],
) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
    """Open the view to people in a post; others are told that they hold none."""

    @wraps(view)
    def open_door(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not open_post(request):
            return TemplateResponse(request, "agencies/no_post.html", status=403)
        if lacks_second_factor(request):
            return _led_to_second_factor(request)
        return view(request, *args, **kwargs)  # type: ignore[arg-type]  # now it is one

    return open_door


def open_post(request: HttpRequest) -> bool:
    """Make it the request of the post in which the person works; tell whether they hold one."""
    at = clock.now()
    posts = posts_to_work_in(request.user.pk or 0, at=at)
    if not posts:
        return False
    chosen = next((post for post in posts if post.pk == request.session.get(POST_KEY)), posts[0])
    request.posts = posts  # type: ignore[attr-defined]  # this is what makes it a StaffRequest
    request.actor = actor_for(chosen, at=at)  # type: ignore[attr-defined]  # likewise
    return True


def actor_of(request: HttpRequest) -> Actor | None:
    """Return who asks; also on pages that belong to no post, so that the rail is the same there."""
    if hasattr(request, "actor") or (request.user.is_authenticated and open_post(request)):
        return request.actor  # type: ignore[attr-defined,no-any-return]  # after open_post
    return None


def lacks_second_factor(request: HttpRequest) -> bool:
    """Tell whether the person signed in with less than their post, or where they are, asks for."""
    roles = request.actor.roles  # type: ignore[attr-defined]  # after open_post
    inside = comes_from_inside(request)
    if not needs_second_factor(roles, inside=inside, at=clock.now()):
        return False
    records = get_authentication_records(request, request.user)
    proved = any(record.get("method") == "mfa" for record in records)
    # Whoever has one cannot sign in without it; they may have set it up since.
    return not proved and not has_second_factor(request.user)  # type: ignore[arg-type]  # signed in


def _led_to_second_factor(request: HttpRequest) -> HttpResponseBase:
    sentence = _("Your post asks for a second factor of signing in. Set it up, then go on.")
    if request.method != "GET" or is_partial(request):
        raise Refused(sentence)
    messages.info(request, sentence)
    return HttpResponseRedirect(reverse("mfa_index"))
