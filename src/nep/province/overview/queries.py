"""The rows of the province: agencies of a day with what their projections say."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from nep.agencies.actors import Actor
from nep.agencies.models import KIND_NAMES, Agency
from nep.agencies.queries import agencies_visible_to, local_day
from nep.agencies.queries.districts import districts_of_agencies, districts_on
from nep.agencies.rules import Kind
from nep.foundation.periods import Period
from nep.norms.catalogue.models import AdministrativeProcedure
from nep.norms.catalogue.queries import procedures_with_ids
from nep.operation.dossiers.queries.figures import (
    Open,
    Tallied,
    last_events,
    open_by_agency,
    open_by_procedure,
    tallied_by_agency,
    tallied_by_procedure,
)
from nep.province.overview.rules import OF_THE_PROVINCE, Figures, Row
from nep.support.documents.queries.figures import InForce, in_force_by_agency


def rows_visible_to(actor: Actor, period: Period, *, at: datetime) -> list[Row]:
    """Return a row for each agency that exists now and that the actor may read."""
    on = local_day(at)
    agencies = list(agencies_visible_to(actor).filter(validity__contains=on).order_by("id"))
    return _rows(agencies, period, at=at)


def agency_visible_to(actor: Actor, *, code: str) -> Agency:
    """Return one agency; raises DoesNotExist alike for what is absent and what is not theirs."""
    return agencies_visible_to(actor).get(code=code)


def row_of(agency: Agency, period: Period, *, at: datetime) -> Row:
    """Return the row of one agency."""
    return _rows([agency], period, at=at)[0]


@dataclass(frozen=True, slots=True)
class ProcedureRow:
    """A procedure of an agency and its figures."""

    procedure: AdministrativeProcedure
    figures: Figures


def procedures_of(agency: Agency, period: Period, *, at: datetime) -> list[ProcedureRow]:
    """Return what an agency had to do with in a period or has open, the busiest first."""
    tallied = tallied_by_procedure(agency.pk, period)
    open_now = open_by_procedure(agency.pk, at=at)
    procedures = procedures_with_ids(tallied.keys() | open_now.keys())
    rows = [
        ProcedureRow(procedure, _figures(tallied.get(key), open_now.get(key)))
        for key, procedure in procedures.items()
    ]
    return sorted(rows, key=lambda row: (-row.figures.received, row.procedure.sort_name))


def _rows(agencies: Iterable[Agency], period: Period, *, at: datetime) -> list[Row]:
    told = list(agencies)
    on = local_day(at)
    district_of, districts = districts_of_agencies(on), districts_on(on).in_bulk()
    tallied, open_now = tallied_by_agency(period), open_by_agency(at=at)
    in_force, last = in_force_by_agency(at=at), last_events(agency.pk for agency in told)
    return [
        _row(
            agency,
            districts.get(district_of.get(agency.pk, 0)),
            _figures(tallied.get(agency.pk), open_now.get(agency.pk)),
            in_force.get(agency.pk, InForce()),
            last.get(agency.pk),
        )
        for agency in told
    ]


def _row(
    agency: Agency,
    district: Agency | None,
    figures: Figures,
    in_force: InForce,
    last_event: datetime | None,
) -> Row:
    moments = [moment for moment in (last_event, in_force.approved_at) if moment is not None]
    return Row(
        code=agency.code,
        name=agency.name,
        kind=agency.kind,
        kind_name=str(KIND_NAMES[Kind(agency.kind)]),
        district_code=district.code if district else OF_THE_PROVINCE,
        district=district.name.removeprefix("UBND ") if district else "",
        figures=figures,
        procedures=in_force.procedures,
        documents=in_force.documents,
        last=max(moments, default=None),
    )


def _figures(tallied: Tallied | None, open_now: Open | None) -> Figures:
    tally, work = tallied or Tallied(), open_now or Open()
    return Figures(tally.received, tally.in_time, tally.late, work.open, work.overdue)
