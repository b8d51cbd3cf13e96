"""The acts that end a post or a role; the work is handed over first (R67)."""

from datetime import date, datetime

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.translation import gettext as _

from nep.agencies import acts
from nep.agencies.actors import Actor
from nep.agencies.events import DutiesEnded
from nep.agencies.models import Delegation, RoleAssignment, Staff
from nep.agencies.permissions import may_end
from nep.agencies.queries import local_day
from nep.agencies.rules import Role
from nep.foundation.events import publish
from nep.foundation.verdicts import Unfit
from nep.platform.accounts.services import close_account_of_leaver
from nep.platform.journal.services import record


@transaction.atomic
def withdraw_role(
    staff: Staff, role: Role, *, receiver: Staff | None, actor: Actor, at: datetime
) -> None:
    """Take a role from staff from today on; what they hold in it passes to the receiver.

    :raises Refused: when it is the actor's own, is not held, or work would stay behind.
    """
    may_end(actor, staff, at=at).enforce()
    staff = _in_post(staff, local_day(at))
    held = RoleAssignment.objects.filter(
        staff=staff, role=role, validity__overlap=DateRange(local_day(at), None)
    )
    if not held.exists():
        raise Unfit(_("%(person)s does not hold this role.") % {"person": staff.person.full_name})

    _hand_over(staff, frozenset({role}), receiver, actor=actor, at=at)
    _end_roles(staff, [role], local_day(at))

    told = {"person": staff.person.full_name, "role": str(role)}
    record(acts.ROLE_WITHDRAWN, staff, actor=actor, at=at, **told)


@transaction.atomic
def leave_post(staff: Staff, *, receiver: Staff | None, actor: Actor, at: datetime) -> None:
    """End a post today; open work passes to the receiver, and with the last post the account ends.

    :raises Refused: when it is the actor's own, began today, or work would stay behind.
    """
    end_post(staff, receiver=receiver, actor=actor, at=at)
    from_today = DateRange(local_day(at), None)
    if not Staff.objects.filter(person=staff.person_id, validity__overlap=from_today).exists():
        close_account_of_leaver(staff.person, actor=actor, at=at)


@transaction.atomic
def end_post(staff: Staff, *, receiver: Staff | None, actor: Actor, at: datetime) -> None:
    """End a post today and leave the account as it is: for those who move on to another.

    :raises Refused: as `leave_post` does.
    """
    may_end(actor, staff, at=at).enforce()
    today = local_day(at)
    staff = _in_post(staff, today)
    if staff.validity.lower == today:
        raise Unfit(_("A post that was taken up today can be left from tomorrow on."))

    _hand_over(staff, frozenset(Role), receiver, actor=actor, at=at)
    _end_roles(staff, list(Role), today)
    staff.validity = DateRange(staff.validity.lower, today)
    staff.save(update_fields=["validity"])

    told = {"person": staff.person.full_name, "post": staff.post.title}
    record(acts.POST_LEFT, staff, actor=actor, at=at, **told)


def _in_post(staff: Staff, on: date) -> Staff:
    """Lock the staff and return them as they are now."""
    locked = Staff.objects.select_for_update(of=("self",)).select_related("person", "post__unit")
    current = locked.filter(pk=staff.pk, validity__contains=on).first()
    if current is None:
        told = {"person": staff.person.full_name, "post": staff.post.title}
        raise Unfit(_("%(person)s does not hold the post %(post)s any more.") % told)
    return current


def _hand_over(
    staff: Staff, roles: frozenset[Role], receiver: Staff | None, *, actor: Actor, at: datetime
) -> None:
    if receiver is not None:
        here = receiver.post.unit.agency_id == staff.post.unit.agency_id
        if receiver.person_id == staff.person_id or not here:
            raise Unfit(_("Hand the work over to somebody else of the same agency."))
        _in_post(receiver, local_day(at))
    receiver_id = receiver.pk if receiver else None
    publish(DutiesEnded(staff.pk, roles, receiver_id, actor, at))


def _end_roles(staff: Staff, roles: list[Role], today: date) -> None:
    given = RoleAssignment.objects.filter(staff=staff, role__in=roles)
    # A role that never held for a day would be an empty span; the journal tells of it all the same.
    given.filter(validity__startswith__gte=today).delete()
    for assignment in given.filter(validity__contains=today):
        assignment.validity = DateRange(assignment.validity.lower, today)
        assignment.save(update_fields=["validity"])
    delegations = Delegation.objects.filter(giver=staff) | Delegation.objects.filter(receiver=staff)
    for delegation in delegations.filter(role__in=roles, validity__overlap=DateRange(today, None)):
        first = delegation.validity.lower
        delegation.validity = DateRange(first, max(first, today))
        delegation.save(update_fields=["validity"])
