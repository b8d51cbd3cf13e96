"""The figures as a table of Excel."""

from collections.abc import Sequence
from decimal import Decimal

from django.utils.translation import gettext as _

from nep.foundation.periods import Period
from nep.foundation.spreadsheets.tables import Column, Holds, Sheet, Value
from nep.foundation.spreadsheets.writing import write
from nep.province.overview.rules import Row, total


def workbook(rows: Sequence[Row], period: Period) -> bytes:
    """Return the rows and their sum."""
    told = [_cells(row, row.name) for row in rows]
    summed = _cells(total(rows), _("Total"))
    return write([Sheet(f"{_('Province')} {period.key}", _columns(), [*told, summed])])


def _columns() -> list[Column]:
    return [
        Column("name", _("Agency"), width=60),
        Column("kind", _("Kind"), width=30),
        Column("district", _("District"), width=30),
        _number("received", _("Received")),
        _number("in_time", _("Finished in time")),
        _number("late", _("Finished late")),
        _number("share", _("Share in time")),
        _number("open", _("In progress")),
        _number("overdue", _("In progress, overdue")),
        _number("procedures", _("Procedures in force")),
        _number("documents", _("Documents in force")),
        Column("last", _("Last activity"), Holds.DATE, width=20),
    ]


def _number(key: str, heading: str) -> Column:
    return Column(key, heading, Holds.NUMBER, width=16)


def _cells(row: Row, name: str) -> list[Value]:
    figures = row.figures
    return [
        name,
        row.kind_name,
        row.district,
        figures.received,
        figures.in_time,
        figures.late,
        _share(figures.share_in_time),
        figures.open,
        figures.overdue,
        row.procedures,
        row.documents,
        row.last,
    ]


def _share(share: float | None) -> Decimal | None:
    return None if share is None else Decimal(str(share))
