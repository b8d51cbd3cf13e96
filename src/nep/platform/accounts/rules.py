"""What an account can be, how it is named, and passwords that are good for one sign-in."""

import re
import secrets
from enum import StrEnum

# Without letters and digits that are taken for one another when read out on the telephone.
_LETTERS = "abcdefghkmnpqrstuvwxyz"
_DIGITS = "23456789"
_USERNAME = re.compile(r"[a-z0-9]+([._-][a-z0-9]+)*")
PHONE = r"^[0-9+ .]{8,20}$"
_GROUPS, _GROUP = 4, 4


class Closed(StrEnum):
    """Why nobody can sign in with an account."""

    LOCKED = "locked"
    IDLE = "idle"
    LEFT = "left"


def is_username(name: str) -> bool:
    """Tell whether a name can be typed by everybody: small letters, digits, points, dashes."""
    return len(name) <= 80 and _USERNAME.fullmatch(name) is not None  # noqa: PLR2004 - the column


def a_one_time_password() -> str:
    """Return a password to be shown once: sixteen signs in four groups, 70 bits."""
    signs = _LETTERS + _DIGITS
    groups = ("".join(secrets.choice(signs) for _ in range(_GROUP)) for _ in range(_GROUPS))
    return "-".join(groups)
