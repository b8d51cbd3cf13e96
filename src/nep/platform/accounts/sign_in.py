"""The dated numbers of signing in (R63; TCVN 14423)."""

from collections.abc import Iterable
from datetime import datetime

from nep.foundation import parameters


def lock_out(at: datetime) -> tuple[int, int]:
    """Return how many wrong tries lock a username, and for how many minutes."""
    tries = parameters.number("sign_in.tries", at=at)
    minutes = parameters.number("sign_in.lock_minutes", at=at)
    return int(tries), int(minutes)


def in_force(key: str, *, at: datetime) -> int | None:
    """Return a number that some days have and others do not."""
    try:
        return int(parameters.number(key, at=at))
    except parameters.UnknownParameterError:
        return None


def needs_second_factor(roles: Iterable[str], *, inside: bool, at: datetime) -> bool:
    """Tell whether a password is too little: for one of these roles, or from outside.

    Roles are given as the parameters name them; who holds which is known above.
    """
    keys = [f"sign_in.proofs.{role}" for role in roles]
    if not inside:
        keys.append("sign_in.proofs.outside")
    return any((in_force(key, at=at) or 1) > 1 for key in keys)
