"""What stands before every page of a signed-in person: idle time, one-time passwords (R63)."""

import time
from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from nep.foundation import clock, parameters
from nep.foundation.http import is_partial
from nep.foundation.middleware import RefusalMiddleware
from nep.foundation.verdicts import Refused

SEEN_KEY = "seen"  # seconds of the real clock: a shifted demo must not end sessions
_WRITE_EVERY = 60  # seconds; not a write a request


class IdleTimeoutMiddleware:
    """Signs out whoever comes back after the idle time, and says why."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            self._look_at(request, time.time())
        return self.get_response(request)

    def _look_at(self, request: HttpRequest, present: float) -> None:
        seen = request.session.get(SEEN_KEY, present)
        if present - seen > _allowed_seconds():
            logout(request)
            messages.info(request, _("You were signed out after a while without work."))
            return
        if SEEN_KEY not in request.session or present - seen > _WRITE_EVERY:
            request.session[SEEN_KEY] = present


class OneTimePasswordMiddleware:
    """Opens nothing but the change of password to whoever signed in with a one-time password."""

    _OPEN = frozenset(
        {"account_change_password", "account_logout", "foundation:language", "foundation:theme"}
    )

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: object) -> HttpResponse | None:
        """Lead to the change of password; refuse what is no page to be led away from."""
        person = request.user
        if not person.is_authenticated or not person.password_is_temporary:
            return None
        if request.resolver_match and request.resolver_match.view_name in self._OPEN:
            return None
        if request.method != "GET" or is_partial(request):
            refused = Refused(_("First choose a password of your own."))
            return RefusalMiddleware(self.get_response).process_exception(request, refused)
        messages.info(request, _("First choose a password of your own."))
        return HttpResponseRedirect(reverse("account_change_password"))


def _allowed_seconds() -> float:
    return float(parameters.number("session.idle_minutes", at=clock.now())) * 60
