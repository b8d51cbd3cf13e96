"""What a table is: one `Column` makes the template, reads what comes back, and heads an export."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from django.utils.functional import Promise

Text = str | Promise
Value = str | int | Decimal | date | datetime | Promise | None


class Holds(StrEnum):
    """What stands in the cells of a column."""

    TEXT = "text"
    DATE = "date"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its key in the code, its heading, and what may stand in it.

    `choices` maps what the code calls a value to what people write for it.
    """

    key: str
    heading: Text
    holds: Holds = Holds.TEXT
    required: bool = False
    choices: Mapping[Any, Text] = field(default_factory=dict)
    hint: Text = ""
    longest: int = 300
    width: int = 24


@dataclass(frozen=True, slots=True)
class Row:
    """A row that was read: its number in the sheet, its cells by column, and what is wrong."""

    number: int
    cells: Mapping[str, str | date | Decimal | None]
    faults: tuple[str, ...] = ()

    def text(self, key: str) -> str:
        """Return what stands in a column of text or choices; empty for nothing."""
        return str(self.cells[key] or "")

    def day(self, key: str) -> date | None:
        """Return the day in a column of dates."""
        value = self.cells[key]
        return value if isinstance(value, date) else None

    def amount(self, key: str) -> Decimal | None:
        """Return the number in a column of numbers."""
        value = self.cells[key]
        return value if isinstance(value, Decimal) else None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table to be written: its title, its columns and its rows in their order."""

    title: Text
    columns: Sequence[Column]
    rows: Iterable[Sequence[Value]] = ()
