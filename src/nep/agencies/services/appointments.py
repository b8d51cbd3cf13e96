"""The acts by which people get posts and roles, and one stands in for another."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.translation import gettext as _

from nep.agencies import acts
from nep.agencies.models import Delegation, Post, RoleAssignment, Staff, Unit
from nep.agencies.permissions import may_administer, may_delegate, may_give_role
from nep.agencies.rules import Role
from nep.foundation.actors import HasRef
from nep.foundation.verdicts import Refused, Unfit
from nep.platform.accounts.models import User
from nep.platform.journal.services import record


@transaction.atomic
def appoint(
    person: User, unit: Unit, title: str, *, since: date, actor: HasRef, at: datetime
) -> Staff:
    """Open a post and put a person into it from a day on.

    :raises Refused: when the actor does not administer the agency.
    """
    may_administer(actor, unit.agency_id, at=at).enforce()

    post = Post.objects.create(unit=unit, title=title, validity=DateRange(since, None))
    staff = Staff.objects.create(person=person, post=post, validity=DateRange(since, None))

    record(
        acts.STAFF_APPOINTED, staff, actor=actor, at=at, person=person.full_name, post=post.title
    )
    return staff


@transaction.atomic
def give_role(
    staff: Staff, role: Role, *, since: date, actor: HasRef, at: datetime
) -> RoleAssignment:
    """Give staff a role from a day on.

    :raises Refused: when the actor may not give it, one person should not hold it together with
        what they hold already (R65), they hold it already, or the post no more.
    """
    _lock_posts_of(staff)
    may_give_role(actor, staff, role, since=since, at=at).enforce()
    days = DateRange(since, None)
    if not Staff.objects.filter(pk=staff.pk, validity__overlap=days).exists():
        told = {"person": staff.person.full_name, "post": staff.post.title}
        raise Unfit(_("%(person)s does not hold the post %(post)s any more.") % told)
    if RoleAssignment.objects.filter(staff=staff, role=role, validity__overlap=days).exists():
        told = {"person": staff.person.full_name}
        raise Unfit(_("%(person)s has this role already on one of these days.") % told)

    given = RoleAssignment.objects.create(staff=staff, role=role, validity=days)

    record(
        acts.ROLE_GIVEN, staff, actor=actor, at=at, person=staff.person.full_name, role=str(role)
    )
    return given


@dataclass(frozen=True, slots=True)
class Order:
    """The paper behind a delegation: from which day to which, by what decision, and why."""

    first: date
    last: date
    decision: str
    reason: str

    @property
    def days(self) -> DateRange:
        """Both days included."""
        return DateRange(self.first, self.last, "[]")


@transaction.atomic
def delegate_role(
    giver: Staff,
    receiver: Staff,
    role: Role,
    *,
    order: Order,
    actor: HasRef,
    at: datetime,
) -> Delegation:
    """Record that one member of staff exercises a role of another, both days included.

    :raises Refused: when the actor is neither the giver nor an administrator, the giver does not
        hold the role of their own on each of the days, or they are of two agencies, or one person.
    """
    _lock_posts_of(receiver)
    may_delegate(actor, giver, receiver, role, since=order.first, at=at).enforce()
    _check_order(order)
    if giver.person_id == receiver.person_id:
        raise Unfit(_("Nobody stands in for themselves."))
    if giver.post.unit.agency_id != receiver.post.unit.agency_id:
        raise Refused(_("Only staff of the same agency can stand in."))
    own = giver.roles.filter(role=role, validity__contains=order.days)
    if not own.filter(staff__validity__contains=order.days).exists():
        raise Refused(_("Nobody can delegate a role that they do not hold."))
    delegation = Delegation.objects.create(
        giver=giver,
        receiver=receiver,
        role=role,
        validity=order.days,
        decision=order.decision,
        reason=order.reason,
    )

    record(
        acts.ROLE_DELEGATED,
        delegation,
        actor=actor,
        at=at,
        receiver=receiver.person.full_name,
        giver=giver.person.full_name,
        decision=order.decision,
    )
    return delegation


def _lock_posts_of(staff: Staff) -> None:
    """Let one role at a time come to a person, so that no two that exclude each other meet."""
    list(Staff.objects.select_for_update().filter(person=staff.person_id).order_by("pk"))


def _check_order(order: Order) -> None:
    if order.last < order.first:
        raise Unfit(_("A delegation cannot end before it begins."))
    if not order.decision.strip() or not order.reason.strip():
        raise Unfit(_("A delegation names its decision and its reason."))
