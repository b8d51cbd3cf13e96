"""Reads of administrators: whom they keep, and what those hold."""

from datetime import date, datetime

from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import (
    Func,
    Prefetch,
    Q,
    QuerySet,
    TextField,
    Value,
)
from django.db.models.functions import Concat

from nep.agencies.actors import Actor
from nep.agencies.models import (
    Agency,
    Delegation,
    RoleAssignment,
    Staff,
)
from nep.agencies.queries.agencies import agencies_on, is_focal, local_day
from nep.agencies.rules import Permission, Role, Standing
from nep.lib.vietnamese.text import fold

_CALLED = Func(
    Concat("person__full_name", Value(" "), "person__username", Value(" "), "post__title"),
    function="nep_fold",
    output_field=TextField(),
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
    """Return the roles that a person exercises in any post, lent ones too, on a day or later."""
    open_days = DateRange(since, None)
    own = RoleAssignment.objects.filter(
        staff__person_id=person_id, validity__overlap=open_days, staff__validity__overlap=open_days
    )
    lent = Delegation.objects.filter(
        receiver__person_id=person_id,
        validity__overlap=open_days,
        receiver__validity__overlap=open_days,
    )
    roles = own.values_list("role", flat=True).union(lent.values_list("role", flat=True))
    return {Role(role) for role in roles}


def roles_of(staff: Staff, *, on: date) -> QuerySet[RoleAssignment]:
    """Return the roles that staff hold of their own on a day or later."""
    open_days = DateRange(on, None)
    return RoleAssignment.objects.filter(staff=staff, validity__overlap=open_days).order_by("id")


def delegations_of(person_id: int, *, on: date) -> QuerySet[Delegation]:
    """Return by whom and for whom a person stands in, on a day or later."""
    theirs = Q(giver__person_id=person_id) | Q(receiver__person_id=person_id)
    return (
        Delegation.objects.filter(theirs, validity__overlap=DateRange(on, None))
        .select_related("giver__person", "giver__post", "receiver__person", "receiver__post")
        .order_by("validity")
    )
