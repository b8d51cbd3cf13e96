"""Writing tables for Excel: templates to fill in, and exports."""

import io
import re
from collections.abc import Sequence
from typing import Final

from django.http import HttpResponse
from django.utils.translation import gettext as _

from nep.foundation.spreadsheets.tables import Column, Sheet, Text

XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_NOT_IN_A_TITLE: Final = re.compile(r"[\\/*?:\[\]]")


def write(sheets: Sequence[Sheet]) -> bytes:
    """Return a workbook of these tables; no text of theirs can ever run as a formula."""
    # Most processes never write one, and openpyxl takes its time and its room.
    from nep.foundation.spreadsheets import cells  # noqa: PLC0415

    workbook = cells.new_workbook()
    for table in sheets:
        sheet = workbook.create_sheet(_NOT_IN_A_TITLE.sub(" ", str(table.title))[:31])
        sheet.freeze_panes = "A2"
        for place, column in enumerate(table.columns, start=1):
            sheet.column_dimensions[cells.letter(place)].width = column.width
        sheet.append([cells.head(sheet, column) for column in table.columns])
        for row in table.rows:
            sheet.append([cells.plain(sheet, value) for value in row])
    written = io.BytesIO()
    workbook.save(written)
    return written.getvalue()


def template(title: Text, columns: Sequence[Column]) -> bytes:
    """Return an empty table to fill in, and a sheet that says what each column wants."""
    explained = (
        Column("heading", _("Column")),
        Column("required", _("Required"), width=12),
        Column("hint", _("What to write"), width=80),
    )
    rows = [(c.heading, _("Yes") if c.required else _("No"), _explanation(c)) for c in columns]
    return write([Sheet(title, columns), Sheet(_("How to fill it in"), explained, rows)])


def spreadsheet_response(content: bytes, name: str) -> HttpResponse:
    """Answer with a workbook to be saved under a name of plain letters, without its ending."""
    response = HttpResponse(content, content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _explanation(column: Column) -> str:
    choices = "; ".join(map(str, column.choices.values()))
    said = [str(column.hint), choices and _("One of: %(choices)s") % {"choices": choices}]
    return ". ".join(part.rstrip(".") for part in said if part)
