"""What a connection may read, and what its token is made of."""

import secrets
from collections.abc import Iterable, Mapping
from enum import StrEnum
from hashlib import sha256

from nep.agencies.rules import Permission

MARK = "nep_"  # by which programs that look for leaked secrets know one of ours
SHOWN_CHARACTERS = 12


class Scope(StrEnum):
    """What a token opens; each router of the interface asks for one."""

    AGENCIES = "agencies:read"
    CATALOGUE = "catalogue:read"
    PROCEDURES = "procedures:read"
    DOSSIERS = "dossiers:read"


PERMISSIONS: Mapping[Scope, frozenset[Permission]] = {
    Scope.AGENCIES: frozenset(),
    Scope.CATALOGUE: frozenset(),
    Scope.PROCEDURES: frozenset({Permission.READ_DOCUMENTS}),
    # By which dossiers are seen. Acts ask for a role besides, and a connection has none.
    Scope.DOSSIERS: frozenset({Permission.HANDLE_DOSSIERS}),
}
"""With which permissions a connection asks `…_visible_to`; agencies and catalogue are public."""


def granted_by(scopes: Iterable[Scope], *, all_agencies: bool) -> frozenset[Permission]:
    """Return the permissions of a connection with these scopes."""
    everywhere = frozenset({Permission.READ_ALL_AGENCIES} if all_agencies else ())
    return everywhere.union(*(PERMISSIONS[scope] for scope in scopes))


def new_token() -> str:
    """Return a token that nobody can guess: 256 bits of chance."""
    return MARK + secrets.token_urlsafe(32)


def digest_of(token: str) -> str:
    """Return how a token is kept. So much chance needs no slow hash; it cannot be tried out."""
    return sha256(token.encode()).hexdigest()
