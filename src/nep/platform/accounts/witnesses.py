"""What allauth does for people, written into the journal: it announces it by signals of its own."""

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added, authenticator_removed
from django.dispatch import receiver
from django.http import HttpRequest

from nep.foundation import clock
from nep.platform.accounts import acts
from nep.platform.accounts.models import User
from nep.platform.accounts.services import Oneself, end_sessions
from nep.platform.journal.rules import Act
from nep.platform.journal.services import record

_OF_SIGNING_IN = {Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN}


@receiver(authenticator_added)
def witness_added(
    request: HttpRequest,
    user: User,
    authenticator: Authenticator,
    **_others: Any,  # noqa: ANN401 - a signal's
) -> None:
    """Record that a person set up a second factor, and end what a password alone had opened."""
    _witness(acts.SECOND_FACTOR_ADDED, user, authenticator)
    end_sessions(user, but=request.session.session_key)


@receiver(authenticator_removed)
def witness_removed(user: User, authenticator: Authenticator, **_others: Any) -> None:  # noqa: ANN401 - likewise
    """Record that a person removed one."""
    _witness(acts.SECOND_FACTOR_REMOVED, user, authenticator)


def _witness(act: Act, user: User, authenticator: Authenticator) -> None:
    if authenticator.type in _OF_SIGNING_IN:
        kind = str(authenticator.type)
        record(act, user, actor=Oneself(user), at=clock.now(), kind=kind)
