"""The province of the tables as bare rows: agencies and units, nobody in them yet."""

from collections.abc import Iterable

from django.db.backends.postgresql.psycopg_any import DateRange

from nep.agencies.models import Agency, Unit
from nep.demo import tables
from nep.demo.province import SINCE
from nep.demo.tables import AgencyRow

TERM = DateRange(SINCE, None)


def units_in(row: AgencyRow) -> list[str]:
    """Return the names of the units in which an agency has seats, besides the leading one."""
    return list(dict.fromkeys(post.unit for post in tables.posts() if post.stands_in(row)))


def lay_out(rows: Iterable[AgencyRow]) -> dict[str, Agency]:
    """Put agencies and their units into the database, by code."""
    laid: dict[str, Agency] = {}
    leads: dict[str, Unit] = {}
    for row in rows:
        agency = Agency.objects.create(code=row.code, name=row.name, kind=row.kind, validity=TERM)
        leads[row.code] = Unit.objects.create(
            agency=agency, parent=leads.get(row.parent), name=row.name, leads=True, validity=TERM
        )
        Unit.objects.bulk_create(
            Unit(agency=agency, parent=leads[row.code], name=name, validity=TERM)
            for name in units_in(row)
            if name
        )
        laid[row.code] = agency
    return laid
