"""Reads of agencies and their units."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import (
    QuerySet,
)

from nep.agencies.actors import Actor
from nep.agencies.models import (
    Agency,
    AgencyDuty,
    FocalAgency,
    Succession,
    Unit,
)
from nep.agencies.rules import Permission
from nep.foundation.clock import VIETNAM


def local_day(at: datetime) -> date:
    """Return the day in Viet Nam on which a moment falls."""
    return at.astimezone(VIETNAM).date()


def agencies_on(on: date) -> QuerySet[Agency]:
    """Return the agencies that exist on a day, in the order they were established."""
    return Agency.objects.filter(validity__contains=on).order_by("id")


def agencies_on_record() -> bool:
    """Tell whether any agency was ever established here."""
    return Agency.objects.exists()


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


def agencies_by_code(codes: Iterable[str]) -> dict[str, Agency]:
    """Return the agencies with these codes, by code; unknown codes are left out."""
    return Agency.objects.in_bulk(set(codes), field_name="code")


def agency_names(keys: Iterable[int]) -> dict[int, str]:
    """Return what agencies are called, by key, whether they still exist or not."""
    return dict(Agency.objects.filter(pk__in=set(keys)).values_list("pk", "name"))


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


def units_among(agencies: Iterable[Agency]) -> QuerySet[Unit]:
    """Return the units of several agencies."""
    return Unit.objects.filter(agency__in=list(agencies))


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


def identifiers_taken(identifiers: Iterable[str]) -> set[str]:
    """Return those of the identifiers that agencies have already."""
    taken = Agency.objects.filter(identifier__in=list(identifiers))
    return set(taken.values_list("identifier", flat=True))
