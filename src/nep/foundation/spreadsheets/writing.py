"""Writing tables for Excel: templates to fill in, and exports."""

import io
import re
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Final

from django.http import HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from nep.foundation.clock import VIETNAM
from nep.foundation.spreadsheets.tables import Column, Sheet, Text, Value

XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_NOT_IN_A_TITLE: Final = re.compile(r"[\\/*?:\[\]]")
_LIKE_A_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
_HEAD: Final = (
    Font(bold=True), PatternFill("solid", fgColor="F1EFE9"), Alignment(wrap_text=True)
)  # fmt: skip


def write(sheets: Sequence[Sheet]) -> bytes:
    """Return a workbook of these tables; no text of theirs can ever run as a formula."""
    workbook = Workbook(write_only=True)
    for table in sheets:
        sheet = workbook.create_sheet(_NOT_IN_A_TITLE.sub(" ", str(table.title))[:31])
        sheet.freeze_panes = "A2"
        for place, column in enumerate(table.columns, start=1):
            sheet.column_dimensions[get_column_letter(place)].width = column.width
        sheet.append([_head_cell(sheet, column) for column in table.columns])
        for row in table.rows:
            sheet.append([_cell(sheet, value) for value in row])
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


def _head_cell(sheet: Any, column: Column) -> Cell:  # noqa: ANN401 - not exported
    cell = _cell(sheet, column.heading)
    cell.font, cell.fill, cell.alignment = _HEAD
    return cell


def _cell(sheet: Any, value: Value) -> Cell:  # noqa: ANN401 - likewise
    if isinstance(value, datetime):
        value = value.astimezone(VIETNAM).replace(tzinfo=None)
    if isinstance(value, Promise):
        value = str(value)
    if isinstance(value, str):
        value = _CONTROL.sub(" ", value)
    cell = WriteOnlyCell(sheet)
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"
        cell.quotePrefix = value.startswith(_LIKE_A_FORMULA)
    elif isinstance(value, datetime):
        cell.number_format = "dd/mm/yyyy hh:mm"
    elif isinstance(value, date):
        cell.number_format = "dd/mm/yyyy"
    return cell
