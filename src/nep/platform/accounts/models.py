"""The table of people who can sign in."""

from typing import ClassVar

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from nep.platform.accounts.rules import Closed

CLOSED_NAMES = {
    Closed.LOCKED: _("Locked by an administrator"),
    Closed.IDLE: _("Closed after long disuse"),
    Closed.LEFT: _("Left the agency"),
}


class UserManager(BaseUserManager["User"]):
    """Finds people by their username, whatever case it is typed in."""

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(username__iexact=username)


class User(AbstractBaseUser):
    """A person who can sign in; what they may do follows from their posts."""

    username = models.CharField(max_length=80, unique=True)
    full_name = models.CharField(max_length=120)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=20, blank=True)
    language = models.CharField(max_length=5, blank=True, choices=settings.LANGUAGES)
    opened_at = models.DateTimeField(null=True)  # or opened again: from here disuse is counted
    password_is_temporary = models.BooleanField(default=False)  # shown once, by an administrator
    is_active = models.BooleanField(default=True)
    closed_for = models.CharField(
        max_length=10, blank=True, choices=[(c.value, n) for c, n in CLOSED_NAMES.items()]
    )

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["full_name"]

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(Lower("username"), name="one_account_a_name_in_any_case"),
            models.CheckConstraint(
                condition=Q(is_active=True, closed_for="")
                | (Q(is_active=False) & ~Q(closed_for="")),
                name="an_account_is_closed_for_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.full_name

    def get_full_name(self) -> str:
        """Return the name as allauth and Django ask for it."""
        return self.full_name
