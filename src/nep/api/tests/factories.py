"""Connections for tests, opened through the service, and clients that send their token."""

from dataclasses import dataclass
from datetime import date, timedelta

from conftest import THE_MOMENT
from django.http import HttpResponse
from django.test import Client

from nep.agencies.actors import Actor
from nep.agencies.models import Agency
from nep.agencies.rules import Role
from nep.agencies.tests.factories import actor_in
from nep.api.models import Connection
from nep.api.rules import Scope
from nep.api.services import NewConnection, open_connection

NEXT_MONTH = THE_MOMENT.date() + timedelta(days=30)
EVERYTHING = frozenset(Scope)


@dataclass(frozen=True, slots=True)
class Connected:
    """A connected system: its row, its token, and what it asks with."""

    connection: Connection
    token: str

    def get(self, path: str, data: dict[str, object] | None = None, **headers: str) -> HttpResponse:
        """Read an address with the token."""
        sent = {"authorization": f"Bearer {self.token}", **headers}
        return Client().get(path, data or {}, headers=sent)


def administrator_of(agency: Agency, *others: Role) -> Actor:
    """Return somebody who connects systems to an agency."""
    return actor_in(agency, Role.ADMINISTRATOR, *others, title="Quản trị hệ thống")


def a_connection(
    agency: Agency,
    scopes: frozenset[Scope] = EVERYTHING,
    *,
    name: str = "Cổng dịch vụ công",
    until: date = NEXT_MONTH,
    all_agencies: bool = False,
) -> Connected:
    """Connect a system to an agency."""
    watching = (Role.PROVINCIAL_OFFICER,) if all_agencies else ()
    new = NewConnection(name, scopes, until, all_agencies)
    return Connected(
        *open_connection(new, actor=administrator_of(agency, *watching), at=THE_MOMENT)
    )
