"""The actor: who acts, for which agency, with which roles, as one value."""

from dataclasses import dataclass, field

from nep.agencies.rules import PERMISSIONS, Permission, Role
from nep.foundation.actors import ActorRef


@dataclass(frozen=True, slots=True)
class StandIn:
    """A role exercised for somebody else by a recorded delegation."""

    delegation_id: int
    role: Role
    giver_name: str
    giver_post: str


@dataclass(frozen=True, slots=True)
class Actor:
    """A member of staff at the moment of an act: every service takes one.

    `roles` holds own roles and those exercised by delegation; `stand_ins` tells which are
    exercised for whom, so that the record can say so. `granted` holds what a connected system
    may do, which has no role.
    """

    staff_id: int
    person_id: int
    agency_id: int
    agency_code: str
    unit_id: int
    name: str
    post: str
    roles: frozenset[Role]
    stand_ins: tuple[StandIn, ...] = ()
    granted: frozenset[Permission] = frozenset()
    permissions: frozenset[Permission] = field(init=False)

    def __post_init__(self) -> None:
        of_roles = (PERMISSIONS[role] for role in self.roles)
        object.__setattr__(self, "permissions", self.granted.union(*of_roles))

    def holds(self, permission: Permission, *, at_agency: int | None = None) -> bool:
        """Tell whether the actor holds the permission, at this agency (its id) when named."""
        return permission in self.permissions and at_agency in (None, self.agency_id)

    def delegation_for(self, role: Role) -> StandIn | None:
        """Return the delegation by which the actor exercises a role, if by one."""
        return next((stand_in for stand_in in self.stand_ins if stand_in.role == role), None)

    @property
    def ref(self) -> ActorRef:
        """The actor as the record keeps it."""
        return ActorRef(
            staff_id=self.staff_id,
            person_id=self.person_id,
            agency_id=self.agency_id,
            name=self.name,
            post=self.post,
        )
