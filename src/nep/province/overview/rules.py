"""A row of figures, how rows are narrowed, sorted and summed. Pure."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from nep.lib.vietnamese.sorting import sort_key
from nep.lib.vietnamese.text import fold

OF_THE_PROVINCE = "cap-tinh"
"""Stands in the address for agencies that belong to no district."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What an agency, or a procedure of it, received and finished, and has open."""

    received: int = 0
    in_time: int = 0
    late: int = 0
    open: int = 0
    overdue: int = 0

    def __add__(self, other: "Figures") -> "Figures":
        return Figures(
            self.received + other.received,
            self.in_time + other.in_time,
            self.late + other.late,
            self.open + other.open,
            self.overdue + other.overdue,
        )

    @property
    def finished(self) -> int:
        """How many were finished, in time or late."""
        return self.in_time + self.late

    @property
    def share_in_time(self) -> float | None:
        """How many of a hundred finished ones were in time; none when nothing was finished."""
        return round(100 * self.in_time / self.finished, 1) if self.finished else None


@dataclass(frozen=True, slots=True)
class Row:
    """One agency: who it is, its figures, what is in force there, and when it last did anything."""

    code: str
    name: str
    kind: str
    kind_name: str
    district_code: str
    district: str
    figures: Figures = Figures()
    procedures: int = 0
    documents: int = 0
    last: datetime | None = None


@dataclass(frozen=True, slots=True)
class Narrowed:
    """Which rows are wanted; empty for all."""

    words: str = ""
    kind: str = ""
    district: str = ""

    def takes(self, row: Row) -> bool:
        """Tell whether a row is among them; marks and case of a name do not matter."""
        return (
            self.kind in ("", row.kind)
            and self.district in ("", row.district_code)
            and all(word in fold(row.name) for word in fold(self.words).split())
        )


_KEYS: Mapping[str, Callable[[Row], Any]] = {
    "ten": lambda row: sort_key(row.name),
    "huyen": lambda row: sort_key(row.district),
    "nhan": lambda row: row.figures.received,
    "dung": lambda row: row.figures.in_time,
    "tre": lambda row: row.figures.late,
    "ty-le": lambda row: row.figures.share_in_time or 0.0,
    "mo": lambda row: row.figures.open,
    "qua": lambda row: row.figures.overdue,
    "qt": lambda row: row.procedures,
    "vb": lambda row: row.documents,
    "gan": lambda row: row.last.timestamp() if row.last else 0.0,
}


def in_order(rows: Iterable[Row], asked: str) -> list[Row]:
    """Return the rows by a column (`tre`), or the other way round (`-tre`); odd keys keep them."""
    key = _KEYS.get(asked.removeprefix("-"))
    if key is None:
        return list(rows)
    return sorted(rows, key=key, reverse=asked.startswith("-"))


def total(rows: Iterable[Row]) -> Row:
    """Return the sums over rows, as a row without a name."""
    told = list(rows)
    return Row(
        code="",
        name="",
        kind="",
        kind_name="",
        district_code="",
        district="",
        figures=sum((row.figures for row in told), Figures()),
        procedures=sum(row.procedures for row in told),
        documents=sum(row.documents for row in told),
        last=max((row.last for row in told if row.last), default=None),
    )
