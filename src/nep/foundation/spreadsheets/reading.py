"""Reading tables that people filled in with Excel.

What is wrong with a file as a whole is refused; what is wrong with a cell is told with its row,
so that a page can show every row and what to do about it.
"""

import io
import re
import warnings
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import IO, Any, Final

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from nep.foundation.spreadsheets.tables import Column, Holds, Row, Text
from nep.foundation.verdicts import Unfit
from nep.lib.vietnamese.text import fold, tidy

LARGEST_FILE: Final = 5 * 1024 * 1024
LARGEST_UNPACKED: Final = 32 * 1024 * 1024
MOST_PARTS: Final = 500
MOST_ROWS: Final = 5_000
MOST_COLUMNS: Final = 64
LAST_ROW: Final = 20_000  # blank ones counted
LINES_UP_TO_THE_HEAD: Final = 10

_UNREADABLE: Final = (
    ArithmeticError, AttributeError, EOFError, LookupError, OSError, RuntimeError, SyntaxError,
    TypeError, ValueError, zipfile.BadZipFile, zlib.error,
)  # fmt: skip
"""What openpyxl and zipfile raise over files that are not what they say they are."""

_CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_DATE: Final = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")


def read_rows(file: IO[bytes], columns: Sequence[Column]) -> list[Row]:
    """Return the rows of the first sheet below the row that has the headings of these columns.

    Empty rows and columns that nobody asked for are passed over; headings may be in any language
    of the house, in any order, with or without marks.

    :raises Unfit: when the file as a whole cannot be taken, with a sentence that says why.
    """
    _check_archive(file)
    lines = _filled_lines(file)
    head, places = _head(lines, columns)
    below = [(number, cells) for number, cells in lines if number > head]
    if not below:
        raise Unfit(_("The table has no rows below its headings."))
    return [
        _row(number, {key: cells[place] for key, place in places.items()}, columns)
        for number, cells in below
    ]


def _filled_lines(file: IO[bytes]) -> list[tuple[int, Sequence[Any]]]:
    """Return the lines that hold anything, each with its number in the sheet."""
    from openpyxl import load_workbook  # noqa: PLC0415 - most processes never read one

    lines: list[tuple[int, Sequence[Any]]] = []
    with _only_what_can_be_read():
        workbook = load_workbook(file, read_only=True, keep_links=False)
        for sheet in workbook.worksheets[:1]:
            sheet.reset_dimensions()
            for number, cells in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS), start=1):
                if any(map(_is_filled, cells)):
                    lines.append((number, cells))
                if len(lines) > MOST_ROWS or number > LAST_ROW:
                    raise Unfit(_("The table has more than %(most)s rows.") % {"most": MOST_ROWS})
    return lines


def _check_archive(file: IO[bytes]) -> None:
    """Refuse what would cost more than it is worth before anything of it is unpacked."""
    if file.seek(0, io.SEEK_END) > LARGEST_FILE:
        most = LARGEST_FILE // 1024**2
        raise Unfit(_("The file is larger than %(most)s megabytes.") % {"most": most})
    file.seek(0)
    with _only_what_can_be_read(), zipfile.ZipFile(file) as archive:
        parts = archive.infolist()
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
            raise Unfit(_("The file unpacks to more than a table would."))
        for part in parts:
            if part.filename.endswith((".xml", ".rels")) and not _is_plain(archive.read(part)):
                raise Unfit(_("The file holds definitions that a table does not need."))
    file.seek(0)


def _is_plain(xml: bytes) -> bool:
    """Tell whether XML is UTF-8 without a document type: no entities, nothing to expand."""
    return b"\x00" not in xml[:4] and b"<!DOCTYPE" not in xml and b"<!ENTITY" not in xml


@contextmanager
def _only_what_can_be_read() -> Iterator[None]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)  # styles and extensions of no use to us
            yield
    except _UNREADABLE as fault:
        raise Unfit(_("This is not an Excel file (.xlsx) that can be read.")) from fault


def _head(
    lines: Sequence[tuple[int, Sequence[Any]]], columns: Sequence[Column]
) -> tuple[int, dict[str, int]]:
    """Return the number of the row of headings, and in which place each column stands."""
    wanted = {spelling: column.key for column in columns for spelling in _spellings(column.heading)}
    needed = {column.key for column in columns if column.required}
    for number, cells in lines[:LINES_UP_TO_THE_HEAD]:
        headings = [wanted.get(_folded(str(cell.value or ""))) for cell in cells]
        places = {key: place for place, key in enumerate(headings) if key}
        if places and needed <= places.keys():
            if sum(map(bool, headings)) > len(places):
                raise Unfit(_("Two columns of the table have the same heading."))
            return number, places
    named = ", ".join(f"“{column.heading}”" for column in columns if column.required)
    raise Unfit(
        _("The table lacks its headings: %(headings)s. Begin with the template.")
        % {"headings": named}
    )


def _spellings(heading: Text) -> Iterator[str]:
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            yield _folded(str(heading))


def _folded(text: str) -> str:
    return fold(tidy(text)).strip(" *")


def _is_filled(cell: Any) -> bool:  # noqa: ANN401 - openpyxl's cells have no common type
    return cell.value is not None and str(cell.value).strip() != ""


def _row(number: int, cells: Mapping[str, Any], columns: Sequence[Column]) -> Row:
    read: dict[str, str | date | Decimal | None] = {}
    faults: list[str] = []
    for column in columns:
        cell = cells.get(column.key)
        try:
            read[column.key] = _value(column, cell) if cell and _is_filled(cell) else None
        except Unfit as fault:
            read[column.key] = None
            faults.append(str(fault))
        else:
            if column.required and read[column.key] is None:
                faults.append(_("“%(column)s” is missing.") % {"column": column.heading})
    return Row(number, read, tuple(faults))


def _value(column: Column, cell: Any) -> str | date | Decimal:  # noqa: ANN401 - likewise
    if cell.data_type == "f":
        sentence = _("“%(column)s” holds a formula: paste its value instead.")
        raise Unfit(sentence % {"column": column.heading})
    if cell.data_type == "e":
        raise Unfit(_("“%(column)s” holds an error of Excel.") % {"column": column.heading})
    if column.holds is Holds.DATE:
        return _as_day(column, cell.value)
    if column.holds is Holds.NUMBER:
        return _as_number(column, cell.value)
    return _as_choice(column, _as_text(column, cell.value))


def _as_text(column: Column, value: object) -> str:
    if isinstance(value, datetime):
        value = f"{value:%d/%m/%Y}"
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = tidy(_CONTROL.sub(" ", str(value)))
    if len(text) > column.longest:
        sentence = _("“%(column)s” is longer than %(most)s characters.")
        raise Unfit(sentence % {"column": column.heading, "most": column.longest})
    return text


def _as_choice(column: Column, text: str) -> str:
    if not column.choices:
        return text
    for key, name in column.choices.items():
        if _folded(text) in {_folded(key), *_spellings(name)}:
            return str(key)
    sentence = _("“%(column)s” is “%(text)s”; write one of: %(choices)s.")
    choices = ", ".join(map(str, column.choices.values()))
    raise Unfit(sentence % {"column": column.heading, "text": text, "choices": choices})


def _as_day(column: Column, value: object) -> date:
    if isinstance(value, datetime):
        return value.date()
    text = str(value).strip()
    written = _DATE.fullmatch(text)
    day, month, year = written.groups() if written else ("", "", "")
    try:
        return date(int(year), int(month), int(day)) if written else date.fromisoformat(text)
    except ValueError:
        sentence = _("“%(column)s” is “%(text)s”; write a date as 31/12/2026.")
        raise Unfit(sentence % {"column": column.heading, "text": text[:40]}) from None


def _as_number(column: Column, value: object) -> Decimal:
    try:
        number = Decimal(str(value).strip().replace(",", "."))
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite():
        sentence = _("“%(column)s” is “%(text)s”; write a number.")
        raise Unfit(sentence % {"column": column.heading, "text": str(value)[:40]})
    return number
