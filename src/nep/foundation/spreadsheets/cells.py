"""The cells of a workbook: what is imported only when one is written."""

import re
from datetime import date, datetime
from typing import Any, Final

from django.utils.functional import Promise
from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from nep.foundation.clock import VIETNAM
from nep.foundation.spreadsheets.tables import Column, Value

_CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_LIKE_A_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
_HEAD: Final = (
    Font(bold=True), PatternFill("solid", fgColor="F1EFE9"), Alignment(wrap_text=True)
)  # fmt: skip


def new_workbook() -> Workbook:
    """Return an empty workbook that is written row by row."""
    return Workbook(write_only=True)


def letter(place: int) -> str:
    """Return the letter of a column, counted from one."""
    return str(get_column_letter(place))


def head(sheet: Any, column: Column) -> Cell:  # noqa: ANN401 - openpyxl does not name it
    """Return a cell of the first row."""
    cell = plain(sheet, column.heading)
    cell.font, cell.fill, cell.alignment = _HEAD
    return cell


def plain(sheet: Any, value: Value) -> Cell:  # noqa: ANN401 - likewise
    """Return a cell that says exactly this, and never runs."""
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
