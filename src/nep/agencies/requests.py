"""The typed request of a signed-in member of staff, and the door that makes it."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse

from nep.agencies.actors import Actor
from nep.agencies.models import Staff
from nep.agencies.queries import actor_for, posts_to_work_in
from nep.foundation import clock

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
