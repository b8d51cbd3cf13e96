"""What we ask of allauth beyond its settings."""

from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.internal import ratelimit
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from nep.foundation import clock
from nep.platform.accounts.models import User
from nep.platform.accounts.rules import Closed
from nep.platform.accounts.services import change_own_password, remember_sign_in
from nep.platform.accounts.sign_in import lock_out

# Whoever has just done it sees it on the page; a sentence each time would be noise.
_UNSAID = frozenset(
    {
        "account/messages/logged_in.txt",
        "account/messages/logged_out.txt",
        "mfa/messages/recovery_codes_generated.txt",
        "mfa/messages/totp_activated.txt",
        "mfa/messages/totp_deactivated.txt",
        "mfa/messages/webauthn_added.txt",
        "mfa/messages/webauthn_removed.txt",
        "usersessions/messages/sessions_logged_out.txt",
    }
)
_CLOSED: dict[Closed, str | Promise] = {
    Closed.LOCKED: _("Your account is locked."),
    Closed.IDLE: _("Your account was closed because nobody had used it for a long time."),
    Closed.LEFT: _("Your account was closed when you left your post."),
}


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """Accounts are made by an administrator, never by visitors."""

    error_messages: ClassVar[dict[str, str | Promise]] = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": _("The username or the password is not right."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:  # noqa: ANN401 - allauth's own
        """Count the try against the numbers in force on the day.

        :raises ValidationError: when the name is locked, with a sentence that says for how long.
        """
        tries, minutes = lock_out(clock.now())
        self._login_failed_rl_usage = ratelimit.consume(
            request,
            app="allauth.account",
            action="login_failed",
            config={"login_failed": f"100/{minutes}m/ip,{tries}/{minutes}m/key"},
            key=self._get_login_attempts_cache_key(request, **credentials),
        )
        if not self._login_failed_rl_usage:
            sentence = _(
                "There were too many wrong tries for this username. "
                "Wait %(minutes)s minutes, then try again."
            )
            raise ValidationError(sentence % {"minutes": minutes}, code="too_many_login_attempts")

    def respond_user_inactive(self, request: HttpRequest, user: User) -> HttpResponse:
        """Say why the account is closed; only whoever knew the password is told."""
        messages.info(request, str(_CLOSED[Closed(user.closed_for)]))
        response: HttpResponse = super().respond_user_inactive(request, user)
        return response

    def login(self, request: HttpRequest, user: User) -> None:
        super().login(request, user)
        remember_sign_in(user, at=clock.now())

    def post_login(self, request: HttpRequest, user: User, **hints: Any) -> HttpResponse:  # noqa: ANN401 - allauth's own
        """Go on in the language that the person chose, whoever sat here before."""
        response: HttpResponse = super().post_login(request, user, **hints)
        if user.language:
            response.set_cookie(
                settings.LANGUAGE_COOKIE_NAME,
                user.language,
                secure=settings.SESSION_COOKIE_SECURE,
                samesite="Lax",
            )
        return response

    def set_password(self, user: User, password: str) -> None:
        change_own_password(user, password, at=clock.now())

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return "/"

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        *args: Any,  # noqa: ANN401 - allauth's own
        **kwargs: Any,  # noqa: ANN401 - allauth's own
    ) -> None:
        if message_template not in _UNSAID:
            super().add_message(request, level, message_template, *args, **kwargs)
