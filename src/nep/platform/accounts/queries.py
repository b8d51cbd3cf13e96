"""Reads of accounts."""

from datetime import datetime

from allauth.mfa.models import Authenticator
from django.db.models import Q, QuerySet

from nep.platform.accounts.models import User

_KINDS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def has_second_factor(person: User) -> bool:
    """Tell whether a person signs in with more than a password."""
    return second_factors().filter(user=person.pk).exists()


def second_factors() -> QuerySet[Authenticator]:
    """Return every second factor there is; recovery codes alone are none."""
    return Authenticator.objects.filter(type__in=_KINDS)


def accounts_unused_since(moment: datetime) -> QuerySet[User]:
    """Return the open accounts that nobody has used, nor opened anew, since a moment."""
    unused = Q(last_login=None) | Q(last_login__lt=moment)
    return User.objects.filter(unused, is_active=True, opened_at__lt=moment).order_by("pk")
