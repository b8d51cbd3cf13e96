"""Reads of accounts."""

from collections.abc import Iterable
from datetime import datetime

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db.models import Q, QuerySet
from django.db.models.functions import Lower

from nep.platform.accounts.models import User

_KINDS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def account_named(username: str) -> User:
    """Return the account with this username, in whatever case.

    :raises User.DoesNotExist: when there is none.
    """
    return User.objects.get_by_natural_key(username)


def usernames_taken(names: Iterable[str]) -> set[str]:
    """Return which of these names, in small letters, an account has in whatever case."""
    lowered = User.objects.annotate(lowered=Lower("username")).filter(lowered__in=list(names))
    return set(lowered.values_list("lowered", flat=True))


def has_second_factor(person: User) -> bool:
    """Tell whether a person signs in with more than a password."""
    return second_factors().filter(user=person.pk).exists()


def second_factors() -> QuerySet[Authenticator]:
    """Return every second factor there is; recovery codes alone are none."""
    factors: QuerySet[Authenticator] = Authenticator.objects.filter(type__in=_KINDS)
    return factors


def accounts_unused_since(moment: datetime) -> QuerySet[User]:
    """Return the open accounts that nobody has used, nor opened anew, since a moment."""
    unused = Q(last_login=None) | Q(last_login__lt=moment)
    return User.objects.filter(unused, is_active=True, opened_at__lt=moment).order_by("pk")


def open_sessions(person: User) -> int:
    """Count where a person is signed in; what has ended is forgotten on the way."""
    return len(UserSession.objects.purge_and_list(person))
