"""Who sits where: the demo's staff as actors, looked up once."""

from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache

from nep.agencies.actors import Actor
from nep.agencies.models import Agency, Staff
from nep.agencies.queries import actor_for, staff_holding
from nep.agencies.rules import Role


class Seats:
    """The staff of the demo at one moment; nobody moves while it is built."""

    def __init__(self, at: datetime) -> None:
        self._at = at
        self._holding = lru_cache(maxsize=None)(self._read)

    def holding(self, role: Role, agency: Agency, unit_id: int | None = None) -> Sequence[Staff]:
        """Return who exercises a role at an agency, or in one of its units."""
        return self._holding(role, agency, unit_id)[0]

    def actors(self, role: Role, agency: Agency, unit_id: int | None = None) -> Sequence[Actor]:
        """Return the same people as actors."""
        return self._holding(role, agency, unit_id)[1]

    def actor(self, role: Role, agency: Agency) -> Actor:
        """Return the first person who exercises a role at an agency."""
        return self.actors(role, agency)[0]

    def _read(
        self, role: Role, agency: Agency, unit_id: int | None
    ) -> tuple[tuple[Staff, ...], tuple[Actor, ...]]:
        staff = tuple(staff_holding(role, agency, at=self._at, unit_id=unit_id))
        return staff, tuple(actor_for(member, at=self._at) for member in staff)
