"""A session that nobody uses ends by itself (TCVN 14423: 15 minutes; R63)."""

import time
from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from nep.foundation import clock, parameters

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


def _allowed_seconds() -> float:
    return float(parameters.number("session.idle_minutes", at=clock.now())) * 60
