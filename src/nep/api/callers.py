"""Who calls: a connection by its token, or a person by their session; and how often they may."""

import math
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja.errors import AuthenticationError, Throttled
from ninja.security import APIKeyCookie, HttpBearer
from ninja.throttling import BaseThrottle

from nep.agencies.actors import Actor
from nep.agencies.requests import lacks_second_factor, open_post
from nep.api.models import Connection
from nep.api.problems import Forbidden
from nep.api.queries import connection_opened_by
from nep.api.rules import Scope, granted_by
from nep.api.services import note_use
from nep.foundation import clock, parameters
from nep.platform.rates.services import Rate, address_of

PER_MINUTE = "api.requests_a_minute"
_WRONG_TOKENS = Rate("api.wrong_token", 30, 60)


@dataclass(frozen=True, slots=True)
class Caller:
    """Who is counted: a connection or a person."""

    key: str


class Token(HttpBearer):
    """The token of a connection, which has the scope of the router."""

    openapi_description = "Token of a connection, given out on the page /cai-dat/ket-noi/."

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        super().__init__()

    def authenticate(self, request: HttpRequest, token: str) -> Caller:
        """Let the connection in, as an actor of its agency.

        :raises AuthenticationError: when the token opens nothing.
        :raises Forbidden: when the connection does not read this.
        """
        at = clock.now()
        try:
            opened = connection_opened_by(token, at=at)
        except Connection.DoesNotExist:
            _count_wrong_token(request)
            raise AuthenticationError from None
        if self.scope not in opened.scopes:
            raise Forbidden(_("This connection lacks the scope %(scope)s.") % {"scope": self.scope})
        note_use(opened, at=at)
        request.actor = actor_of(opened)  # type: ignore[attr-defined]  # now it is a StaffRequest
        return Caller(f"connection:{opened.pk}")


class Session(APIKeyCookie):
    """The session of a person who is signed in, in the post they have chosen."""

    param_name = settings.SESSION_COOKIE_NAME
    openapi_description = "The session of a person who signed in at /dang-nhap/."

    def __init__(self, *, in_a_post: bool) -> None:
        self.in_a_post = in_a_post
        super().__init__()

    def authenticate(self, request: HttpRequest, key: str | None) -> Caller | None:
        """Let the person in; what belongs to agencies is for people in a post.

        :raises Forbidden: when they hold none, or signed in with less than their post asks for.
        """
        if not request.user.is_authenticated:
            return None
        if self.in_a_post and not open_post(request):
            raise Forbidden(_("You hold no post at present, so there is nothing to show."))
        if self.in_a_post and lacks_second_factor(request):
            raise Forbidden(_("Your post asks for a second factor of signing in."))
        return Caller(f"person:{request.user.pk}")


class Patience(BaseThrottle):
    """So many requests a minute for each caller; every process counts in the same row."""

    def allow_request(self, request: HttpRequest) -> bool:
        """Count the request; tell whether it is still within the number."""
        caller: Caller = request.auth  # type: ignore[attr-defined]  # ninja puts it there
        return _requests().spend(caller.key)

    def wait(self) -> float:
        """Return the seconds until the next minute begins, by the real clock."""
        return _requests().wait()


def actor_of(opened: Connection) -> Actor:
    """Return a connection as an actor who only reads: no member of staff, no role."""
    scopes = [Scope(scope) for scope in opened.scopes]
    return Actor(
        staff_id=0,
        person_id=0,
        agency_id=opened.agency_id,
        agency_code=opened.agency.code,
        unit_id=0,
        name=opened.name,
        post="",
        roles=frozenset(),
        granted=granted_by(scopes, all_agencies=opened.all_agencies),
    )


def _requests() -> Rate:
    return Rate("api.requests", int(parameters.number(PER_MINUTE, at=clock.now())), 60)


def _count_wrong_token(request: HttpRequest) -> None:
    """Count a wrong token against the address it comes from.

    :raises Throttled: when there were too many.
    """
    if not _WRONG_TOKENS.spend(address_of(request)):
        raise Throttled(wait=math.ceil(_WRONG_TOKENS.wait()))
