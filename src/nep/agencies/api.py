"""The REST endpoints of agencies: what is public of them, without their people."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from nep.agencies import queries
from nep.agencies.models import Agency, Succession
from nep.agencies.rules import Duty, Extent, Kind
from nep.foundation import clock
from nep.foundation.rest import Answer, Day, Line, Span

router = Router(tags=["agencies"])

CODE = Field(
    description="The code by which the house knows the agency.", examples=["ubnd-huyen-ninh-hai"]
)


class AgencyLine(Answer):
    """An agency: a unit that owns one quality system."""

    code: str = CODE
    name: str = Field(examples=["UBND huyện Ninh Hải"])
    kind: Kind = Field(description="What it is in the state's order (QĐ 19/2014 Điều 2).")
    area_code: str = Field(description="Code of its administrative area; empty for none.")
    identifier: str = Field(description="How it stands in dossier codes (QĐ 20/2020); may be empty")
    validity: Span


class AgencyList(Answer):
    """All agencies that exist on a day."""

    items: list[AgencyLine]
    count: int = Field(ge=0, description="How many agencies exist on the day.", examples=[125])


class UnitLine(Answer):
    """A unit within an agency."""

    name: str
    leads: bool = Field(description="Whether the agency acts in its name.")
    validity: Span


class DutyLine(Answer):
    """Whether the agency must run a quality system, and by what."""

    duty: Duty
    source: str
    validity: Span


class SuccessionLine(Answer):
    """What passed from one agency to another, on a day."""

    agency: str | None = Field(description="Code of the other agency; null when it was dissolved.")
    on: date
    extent: Extent
    basis: str


class AgencyDetail(AgencyLine):
    """An agency with its place in the tree, its units, its duty and its history."""

    superior: str | None = Field(description="Code of the agency above it in the legal tree.")
    units: list[UnitLine]
    duties: list[DutyLine]
    successors: list[SuccessionLine]
    predecessors: list[SuccessionLine]


class Wanted(Schema):
    """Of which day the list is asked."""

    on: Day | None = Field(
        None, description="A day; today when it is not given.", examples=["2023-11-27"]
    )


@router.get("", response=AgencyList, url_name="agencies", operation_id="list_agencies")
def agencies(request: HttpRequest, wanted: Query[Wanted]) -> AgencyList:
    """List the agencies that exist on a day, all at once.

    In the order in which they were established. Whoever is signed in may read it: which
    agencies a province has is public.
    """
    items = [
        AgencyLine(**_line(agency)) for agency in queries.agencies_on(wanted.on or clock.today())
    ]
    return AgencyList(items=items, count=len(items))


@router.get("/{code}", response=AgencyDetail, url_name="agency", operation_id="get_agency")
def agency(request: HttpRequest, code: Line) -> AgencyDetail:
    """Read one agency by its code: units, duty, and what became of it."""
    try:
        found = queries.agency_coded(code)
    except Agency.DoesNotExist:
        raise Http404 from None
    above = queries.superior_of(found)
    return AgencyDetail(
        **_line(found),
        superior=above.code if above else None,
        units=[
            UnitLine(name=unit.name, leads=unit.leads, validity=Span.of(unit.validity))
            for unit in queries.units_of(found)
        ],
        duties=[
            DutyLine(duty=Duty(duty.duty), source=duty.source, validity=Span.of(duty.validity))
            for duty in queries.duties_of(found)
        ],
        successors=[_passed(told, told.successor) for told in queries.successions_of(found)],
        predecessors=[_passed(told, told.predecessor) for told in queries.predecessions_of(found)],
    )


def _line(agency: Agency) -> dict[str, Any]:
    return {
        "code": agency.code,
        "name": agency.name,
        "kind": Kind(agency.kind),
        "area_code": agency.area_code,
        "identifier": agency.identifier,
        "validity": Span.of(agency.validity),
    }


def _passed(told: Succession, other: Agency | None) -> SuccessionLine:
    return SuccessionLine(
        agency=other.code if other else None,
        on=told.on,
        extent=Extent(told.extent),
        basis=told.basis,
    )
