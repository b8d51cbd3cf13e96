"""The acts by which agencies come to be, people get posts, and one stands in for another."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.translation import gettext as _

from nep.agencies import acts
from nep.agencies.models import (
    Agency,
    AgencyDuty,
    Delegation,
    Post,
    RoleAssignment,
    Staff,
    Succession,
    Unit,
)
from nep.agencies.rules import Duty, Extent, Kind, Role
from nep.foundation.actors import HasRef
from nep.foundation.verdicts import Refused, Unfit
from nep.platform.accounts.models import User
from nep.platform.journal.services import record


@dataclass(frozen=True, slots=True)
class NewAgency:
    """What is known of an agency when it is established."""

    code: str
    name: str
    kind: Kind
    duty: Duty
    duty_source: str
    area_code: str = ""
    identifier: str = ""
    basis: str = ""
    superior: Agency | None = None


@transaction.atomic
def establish_agency(new: NewAgency, *, since: date, actor: HasRef, at: datetime) -> Agency:
    """Establish an agency with its leading unit and its duty to run a quality system."""
    agency = Agency.objects.create(
        code=new.code,
        name=new.name,
        kind=new.kind,
        area_code=new.area_code,
        identifier=new.identifier,
        basis=new.basis,
        validity=DateRange(since, None),
    )
    AgencyDuty.objects.create(
        agency=agency, duty=new.duty, validity=DateRange(since, None), source=new.duty_source
    )
    above = Unit.objects.get(agency=new.superior, leads=True) if new.superior else None
    Unit.objects.create(
        agency=agency, parent=above, name=new.name, leads=True, validity=DateRange(since, None)
    )

    record(acts.AGENCY_ESTABLISHED, agency, actor=actor, at=at, agency=agency.name)
    return agency


@transaction.atomic
def add_unit(agency: Agency, name: str, *, since: date, actor: HasRef, at: datetime) -> Unit:
    """Add a unit under the leading unit of an agency."""
    lead = Unit.objects.get(agency=agency, leads=True)
    unit = Unit.objects.create(
        agency=agency, parent=lead, name=name, validity=DateRange(since, None)
    )

    record(acts.UNIT_ADDED, unit, actor=actor, at=at, unit=name, agency=agency.name)
    return unit


@transaction.atomic
def appoint(
    person: User, unit: Unit, title: str, *, since: date, actor: HasRef, at: datetime
) -> Staff:
    """Open a post and put a person into it from a day on."""
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
    """Give staff a role from a day on."""
    given = RoleAssignment.objects.create(staff=staff, role=role, validity=DateRange(since, None))

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

    :raises Refused: when the giver does not hold the role of their own on each of the days, or
        they are of two agencies, or one person.
    """
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


def _check_order(order: Order) -> None:
    if order.last < order.first:
        raise Unfit(_("A delegation cannot end before it begins."))
    if not order.decision.strip() or not order.reason.strip():
        raise Unfit(_("A delegation names its decision and its reason."))


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of an agency on a day; without a successor it was dissolved."""

    successor: Agency | None
    on: date
    extent: Extent
    basis: str = ""


@transaction.atomic
def record_succession(
    predecessor: Agency, fate: Fate, *, actor: HasRef, at: datetime
) -> Succession:
    """Record what became of an agency; the predecessor ends on that day.

    History stays under the old agency; its code is never used again (R3).

    :raises Refused: when the agency began later, or has already ended on another day.
    """
    _check_end(predecessor, fate.on)
    succession = Succession.objects.create(
        predecessor=predecessor,
        successor=fate.successor,
        on=fate.on,
        extent=fate.extent,
        basis=fate.basis,
    )
    predecessor.validity = DateRange(predecessor.validity.lower, fate.on)
    predecessor.save(update_fields=["validity"])

    if fate.successor is None:
        record(acts.AGENCY_DISSOLVED, predecessor, actor=actor, at=at, agency=predecessor.name)
        return succession
    record(
        acts.AGENCY_SUCCEEDED,
        predecessor,
        actor=actor,
        at=at,
        predecessor=predecessor.name,
        successor=fate.successor.name,
    )
    return succession


def _check_end(agency: Agency, on: date) -> None:
    if agency.validity.lower >= on:
        raise Unfit(_("%(agency)s cannot end before it begins.") % {"agency": agency.name})
    if agency.validity.upper not in {None, on}:
        raise Unfit(_("%(agency)s has already ended on another day.") % {"agency": agency.name})
