"""Reads of agencies, units and staff."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.postgres.expressions import ArraySubquery
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import (
    BigIntegerField,
    DateField,
    Func,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    TextField,
    Value,
)
from django.db.models.functions import Concat, JSONObject

from nep.agencies.actors import Actor, StandIn
from nep.agencies.models import (
    Agency,
    AgencyDuty,
    Delegation,
    FocalAgency,
    RoleAssignment,
    Staff,
    Succession,
    Unit,
)
from nep.agencies.rules import PERMISSIONS, Permission, Role, Standing
from nep.foundation.clock import VIETNAM
from nep.foundation.questions import Question, Told
from nep.lib.vietnamese.text import fold

_CALLED = Func(
    Concat("person__full_name", Value(" "), "person__username", Value(" "), "post__title"),
    function="nep_fold",
    output_field=TextField(),
)
_ON = Told("on", DateField())
_POSTS = Question(
    lambda: (
        Staff.objects.filter(person=Told("person", BigIntegerField()), validity__contains=_ON)
        .select_related("person", "post__unit__agency")
        .order_by("id")
    )
)
_LENT = JSONObject(
    key="pk", role="role", giver="giver__person__full_name", post="giver__post__title"
)
_RIGHTS = Question(
    lambda: Staff.objects.filter(pk=Told("staff", BigIntegerField())).values_list(
        ArraySubquery(
            RoleAssignment.objects.filter(staff=OuterRef("pk"), validity__contains=_ON).values(
                "role"
            )
        ),
        ArraySubquery(
            Delegation.objects.filter(
                receiver=OuterRef("pk"), validity__contains=_ON, giver__validity__contains=_ON
            )
            .order_by("pk")
            .values(lent=_LENT)
        ),
    )
)


def local_day(at: datetime) -> date:
    """Return the day in Viet Nam on which a moment falls."""
    return at.astimezone(VIETNAM).date()


def agencies_on(on: date) -> QuerySet[Agency]:
    """Return the agencies that exist on a day, in the order they were established."""
    return Agency.objects.filter(validity__contains=on).order_by("id")


def agencies_visible_to(actor: Actor) -> QuerySet[Agency]:
    """Return the actor's own agency, or all for those who watch over the province."""
    if actor.holds(Permission.READ_ALL_AGENCIES):
        return Agency.objects.all()
    return Agency.objects.filter(pk=actor.agency_id)


def focal_agency(on: date) -> Agency | None:
    """Return the agency that watches over the province on a day, when one is named."""
    named = FocalAgency.objects.select_related("agency").filter(validity__contains=on).first()
    return named.agency if named else None


def is_focal(agency_id: int, *, on: date) -> bool:
    """Tell whether the agency watches over the province on a day."""
    return FocalAgency.objects.filter(agency_id=agency_id, validity__contains=on).exists()


def agency_coded(code: str) -> Agency:
    """Return the agency with this code.

    :raises Agency.DoesNotExist: when there is none.
    """
    return Agency.objects.get(code=code)


def leading_unit(agency: Agency) -> Unit:
    """Return the unit in whose name the agency acts."""
    return Unit.objects.get(agency=agency, leads=True)


def superior_of(agency: Agency) -> Agency | None:
    """Return the agency above in the legal tree: the district of a commune."""
    lead = Unit.objects.select_related("parent__agency").get(agency=agency, leads=True)
    return lead.parent.agency if lead.parent else None


def subordinates_of(agency: Agency, *, on: date) -> QuerySet[Agency]:
    """Return the agencies directly below in the legal tree on a day."""
    return Agency.objects.filter(
        validity__contains=on,
        units__leads=True,
        units__parent__agency=agency,
    ).exclude(pk=agency.pk)


def units_of(agency: Agency) -> QuerySet[Unit]:
    """Return the units of an agency, the leading one first."""
    return Unit.objects.filter(agency=agency).order_by("-leads", "id")


def duties_of(agency: Agency) -> QuerySet[AgencyDuty]:
    """Return the duties an agency has had and has to run a quality system, the latest first."""
    return AgencyDuty.objects.filter(agency=agency).order_by("-validity")


def successions_of(agency: Agency) -> QuerySet[Succession]:
    """Return what became of an agency."""
    return Succession.objects.filter(predecessor=agency).select_related("successor").order_by("on")


def predecessions_of(agency: Agency) -> QuerySet[Succession]:
    """Return which agencies an agency took over from."""
    return (
        Succession.objects.filter(successor=agency)
        .exclude(predecessor=agency)
        .select_related("predecessor")
        .order_by("on")
    )


def posts_to_work_in(person_id: int, *, at: datetime) -> list[Staff]:
    """Return the same as `posts_held_by`, which every page of the desk asks for."""
    return _POSTS.ask(person=person_id, on=local_day(at))


def posts_held_by(person_id: int, *, at: datetime) -> QuerySet[Staff]:
    """Return the posts a person holds at a moment, the oldest first."""
    on = local_day(at)
    return (
        Staff.objects.filter(person_id=person_id, validity__contains=on)
        .select_related("person", "post__unit__agency")
        .order_by("id")
    )


def staff_holding(
    role: Role, agency: Agency, *, at: datetime, unit_id: int | None = None
) -> QuerySet[Staff]:
    """Return who exercises a role of their own at an agency, or in one unit of it."""
    on = local_day(at)
    staff = Staff.objects.filter(
        post__unit__agency=agency,
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


def agencies_of(person_id: int, *, on: date) -> QuerySet[Agency]:
    """Return where a person works on a day or later; for who left, where they last did."""
    posts = Staff.objects.filter(person_id=person_id)
    current = posts.filter(validity__overlap=DateRange(on, None))
    last = posts.order_by("-validity", "-pk")[:1]
    chosen = current if current.exists() else last
    return Agency.objects.filter(pk__in=list(chosen.values_list("post__unit__agency", flat=True)))


def agencies_administered_by(actor: Actor, *, at: datetime) -> QuerySet[Agency]:
    """Return the agencies whose people the actor administers on a day."""
    on = local_day(at)
    if not actor.holds(Permission.ADMINISTER):
        return Agency.objects.none()
    if is_focal(actor.agency_id, on=on):
        return agencies_on(on)
    return Agency.objects.filter(pk=actor.agency_id)


def staff_administered_by(actor: Actor, *, at: datetime) -> QuerySet[Staff]:
    """Return everybody who holds, held or will hold a post that the actor administers."""
    return (
        Staff.objects.filter(post__unit__agency__in=agencies_administered_by(actor, at=at))
        .select_related("person", "post__unit__agency")
        .order_by("post__unit__agency_id", "-post__unit__leads", "post__unit_id", "id")
    )


def people_listed(
    staff: QuerySet[Staff], *, standing: Standing, asked: str, at: datetime
) -> QuerySet[Staff]:
    """Return those of a list who stand so and are called so, without marks, with their roles."""
    on = local_day(at)
    roles = RoleAssignment.objects.filter(validity__contains=on).order_by("id")
    here = Q(validity__contains=on)
    shown = {
        Standing.HERE: here,
        Standing.TEMPORARY: here & Q(person__password_is_temporary=True),
        Standing.CLOSED: here & Q(person__is_active=False),
        Standing.GONE: Q(validity__fully_lt=DateRange(on, None)),
    }[standing]
    found = staff.filter(shown).prefetch_related(Prefetch("roles", queryset=roles))
    for word in fold(asked).split():
        found = found.annotate(called=_CALLED).filter(called__contains=word)
    return found


def roles_held_by(person_id: int, *, since: date) -> set[Role]:
    """Return the roles that a person holds of their own in any post, on a day or later."""
    open_days = DateRange(since, None)
    held = RoleAssignment.objects.filter(
        staff__person_id=person_id, validity__overlap=open_days, staff__validity__overlap=open_days
    )
    return {Role(role) for role in held.values_list("role", flat=True)}


def staff_named(staff_ids: Iterable[int | None]) -> dict[int, Staff]:
    """Return staff by key, for pages that tell who did what."""
    wanted = {key for key in staff_ids if key is not None}
    return Staff.objects.select_related("person", "post__unit__agency").in_bulk(wanted)


def actor_for(staff: Staff, *, at: datetime) -> Actor:
    """Return the staff as an actor: own roles, and those exercised by delegation."""
    ((own, lent),) = _RIGHTS.ask(staff=staff.pk, on=local_day(at))
    roles = {Role(role) for role in own}
    stand_ins = tuple(
        StandIn(one["key"], Role(one["role"]), one["giver"], one["post"])
        for one in lent
        if one["role"] not in roles
    )
    return Actor(
        staff_id=staff.pk,
        person_id=staff.person_id,
        agency_id=staff.post.unit.agency_id,
        agency_code=staff.post.unit.agency.code,
        unit_id=staff.post.unit_id,
        name=staff.person.full_name,
        post=staff.post.title,
        roles=frozenset(roles | {stand_in.role for stand_in in stand_ins}),
        stand_ins=stand_ins,
    )


def agencies_by_code(codes: Iterable[str]) -> dict[str, Agency]:
    """Return the agencies with these codes, by code; unknown codes are left out."""
    return Agency.objects.in_bulk(set(codes), field_name="code")


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


def units_among(agencies: Iterable[Agency]) -> QuerySet[Unit]:
    """Return the units of several agencies."""
    return Unit.objects.filter(agency__in=list(agencies))


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
