"""Which agencies belong to which district: its committee, and those below it."""

from datetime import date

from django.db.models import QuerySet

from nep.agencies.models import Agency, Unit
from nep.agencies.rules import Kind


def districts_on(on: date) -> QuerySet[Agency]:
    """Return the district committees that exist on a day, in the order of the province."""
    return Agency.objects.filter(
        validity__contains=on, kind=Kind.DISTRICT_COMMITTEE.value
    ).order_by("id")


def districts_of_agencies(on: date) -> dict[int, int]:
    """Return agency → district committee, by their keys; agencies of the province have none."""
    districts = set(districts_on(on).values_list("pk", flat=True))
    below = Unit.objects.filter(
        leads=True, agency__validity__contains=on, parent__agency__in=districts
    ).values_list("agency_id", "parent__agency_id")
    return {
        **{agency: district for agency, district in below if district},
        **{d: d for d in districts},
    }
