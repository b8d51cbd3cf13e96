"""Reads of who acts: the posts somebody works in, and what each allows."""

from datetime import datetime

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import (
    BigIntegerField,
    DateField,
    OuterRef,
    QuerySet,
)
from django.db.models.functions import JSONObject

from nep.agencies.actors import Actor, StandIn
from nep.agencies.models import (
    Delegation,
    RoleAssignment,
    Staff,
)
from nep.agencies.queries.agencies import local_day
from nep.agencies.rules import Role
from nep.foundation.questions import Question, Told

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
