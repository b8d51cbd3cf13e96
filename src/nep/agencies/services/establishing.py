"""The acts by which agencies come to be, get units, watch over the province, and end."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.translation import gettext as _

from nep.agencies import acts
from nep.agencies.models import Agency, AgencyDuty, FocalAgency, Succession, Unit
from nep.agencies.permissions import may_administer, may_administer_province
from nep.agencies.rules import Duty, Extent, Kind
from nep.foundation.actors import HasRef
from nep.foundation.verdicts import Unfit
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
    """Establish an agency with its leading unit and its duty to run a quality system.

    :raises Refused: when the actor does not administer the province.
    """
    may_administer_province(actor, at=at).enforce()

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
    """Add a unit under the leading unit of an agency.

    :raises Refused: when the actor does not administer the agency.
    """
    may_administer(actor, agency.pk, at=at).enforce()

    lead = Unit.objects.get(agency=agency, leads=True)
    unit = Unit.objects.create(
        agency=agency, parent=lead, name=name, validity=DateRange(since, None)
    )

    record(acts.UNIT_ADDED, unit, actor=actor, at=at, unit=name, agency=agency.name)
    return unit


@transaction.atomic
def name_focal_agency(
    agency: Agency, *, since: date, source: str, actor: HasRef, at: datetime
) -> FocalAgency:
    """Name the agency that watches over the province from a day on; the one before ends there.

    :raises Refused: when the actor does not administer the province, or another was named later.
    """
    may_administer_province(actor, at=at).enforce()
    if FocalAgency.objects.filter(validity__startswith__gte=since).exists():
        raise Unfit(_("Another focal agency is named from that day or later."))

    for before in FocalAgency.objects.filter(validity__contains=since):
        before.validity = DateRange(before.validity.lower, since)
        before.save(update_fields=["validity"])
    named = FocalAgency.objects.create(
        agency=agency, validity=DateRange(since, None), source=source
    )

    record(acts.FOCAL_AGENCY_NAMED, agency, actor=actor, at=at, agency=agency.name)
    return named


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

    :raises Refused: when the actor does not administer the province, or the agency began later
        or has already ended on another day.
    """
    may_administer_province(actor, at=at).enforce()
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
