"""Reads of staff: who holds which role where."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import (
    Prefetch,
    Q,
    QuerySet,
)

from nep.agencies.models import (
    Agency,
    Delegation,
    RoleAssignment,
    Staff,
)
from nep.agencies.queries.agencies import local_day
from nep.agencies.rules import PERMISSIONS, Permission, Role


def staff_holding(
    role: Role, agency: Agency, *, at: datetime, unit_id: int | None = None
) -> QuerySet[Staff]:
    """Return who can work in a role of their own at an agency, or in one unit of it.

    A step put into the hands of somebody whose account is closed would lie there.
    """
    on = local_day(at)
    staff = Staff.objects.filter(
        post__unit__agency=agency,
        person__is_active=True,
        validity__contains=on,
        roles__role=role,
        roles__validity__contains=on,
    )
    if unit_id is not None:
        staff = staff.filter(post__unit_id=unit_id)
    return staff.select_related("person", "post__unit__agency").order_by("id").distinct()


def staff_of(agency: Agency, *, at: datetime) -> QuerySet[Staff]:
    """Return everyone in a post of an agency, with their roles."""
    on = local_day(at)
    roles = RoleAssignment.objects.filter(validity__contains=on).order_by("id")
    return (
        Staff.objects.filter(post__unit__agency=agency, validity__contains=on)
        .select_related("person", "post__unit")
        .prefetch_related(Prefetch("roles", queryset=roles))
        .order_by("post__unit_id", "id")
    )


def staff_named(staff_ids: Iterable[int | None]) -> dict[int, Staff]:
    """Return staff by key, for pages that tell who did what."""
    wanted = {key for key in staff_ids if key is not None}
    return Staff.objects.select_related("person", "post__unit__agency").in_bulk(wanted)


def people_able_to(permission: Permission, agency_id: int, *, at: datetime) -> set[int]:
    """Return the people (their keys) who may do something at an agency, stand-ins included."""
    on = local_day(at)
    roles = [role for role, granted in PERMISSIONS.items() if permission in granted]
    own = Q(roles__role__in=roles, roles__validity__contains=on)
    by_delegation = Q(
        received_delegations__role__in=roles,
        received_delegations__validity__contains=on,
        received_delegations__giver__validity__contains=on,
    )
    able = Staff.objects.filter(
        own | by_delegation,
        post__unit__agency_id=agency_id,
        validity__contains=on,
        person__is_active=True,
    )
    return set(able.values_list("person_id", flat=True))


@dataclass(frozen=True, slots=True)
class Seat:
    """Somebody who exercises a role somewhere, of their own or for somebody else."""

    agency_id: int
    unit_id: int
    role: Role
    staff_id: int
    person_id: int


def seats_with(roles: Iterable[Role], agencies: Iterable[int], *, at: datetime) -> list[Seat]:
    """Return who exercises any of these roles at these agencies, stand-ins included."""
    on, wanted, places = local_day(at), set(roles), set(agencies)
    own = RoleAssignment.objects.filter(
        role__in=wanted,
        validity__contains=on,
        staff__validity__contains=on,
        staff__person__is_active=True,
        staff__post__unit__agency__in=places,
    ).values_list(
        "staff__post__unit__agency", "staff__post__unit", "role", "staff", "staff__person"
    )
    by_delegation = Delegation.objects.filter(
        role__in=wanted,
        validity__contains=on,
        giver__validity__contains=on,
        receiver__validity__contains=on,
        receiver__person__is_active=True,
        receiver__post__unit__agency__in=places,
    ).values_list(
        "receiver__post__unit__agency",
        "receiver__post__unit",
        "role",
        "receiver",
        "receiver__person",
    )
    return [
        Seat(agency, unit, Role(role), staff, person)
        for agency, unit, role, staff, person in own.union(by_delegation)
    ]
