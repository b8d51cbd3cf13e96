"""Registers: one source for the screen, for Excel and for the paper (ISO 9001, 7.5.3; ADR 63).

A module above declares a `Register`: its columns, how a row fills them, and a function that
returns the rows an actor may see. The desk lists all registers on one page and serves each as a
page, an XLSX and a PDF; no module writes a view of its own for them.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nep.foundation.clock import VIETNAM
from nep.foundation.paging import grouped
from nep.foundation.spreadsheets import tables
from nep.foundation.spreadsheets.tables import Holds, Text, Value
from nep.foundation.spreadsheets.writing import write
from nep.foundation.tabled_papers import (
    Align,
    Letterhead,
    PaperColumn,
    Signer,
    TabledPaper,
)
from nep.foundation.templatetags.nep import day
from nep.foundation.templatetags.ui import decimal
from nep.foundation.ui import Tone
from nep.foundation.verdicts import Unfit

LANGUAGE: Final = "vi"  # papers are Vietnamese in every language of the interface
MOST_IN_A_TABLE: Final = 5000
MOST_ON_PAPER: Final = 1000  # some sixty pages, which take a second and a half to set
_ORDINAL_WIDTH: Final = 4
_PLACES: Final = {Holds.TEXT: Align.LEFT, Holds.DATE: Align.CENTRE, Holds.NUMBER: Align.RIGHT}
_EMPTY: Final = gettext_lazy("Nothing is recorded here yet.")
_SIGNED: Final = (gettext_lazy("Compiled by"), gettext_lazy("Head of the agency"))

Row = Any  # what a module's own rows are; only its columns look into them


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of a register: by whom, of which agency, when, and how narrowed."""

    actor: Any  # the Actor of agencies, which stand above
    agency_id: int
    at: datetime
    words: str = ""
    chosen: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading as the form words it, what a row puts there, and its share of width."""

    heading: Text
    cell: Callable[[Row], Value]
    width: int = 10
    holds: Holds = Holds.TEXT
    align: Align | None = None
    link: Callable[[Row], str] | None = None
    tone: Callable[[Row], Tone] | None = None

    @property
    def place(self) -> Align:
        """Where the cells stand."""
        return self.align or _PLACES[self.holds]


@dataclass(frozen=True, slots=True)
class Filter:
    """A choice that narrows a register: its name in the address, its label, what can be chosen."""

    key: str
    label: Text
    choices: Mapping[Any, Text]  # by member of a StrEnum, or by text


def everybody(_actor: Any) -> bool:  # noqa: ANN401 - the Actor of agencies
    """Let every member of staff open a register; its rows are still those they may see."""
    return True


@dataclass(frozen=True, slots=True)
class Register:
    """A register (sổ, danh mục): `rows` returns something that can be sliced, such as a QuerySet.

    `lines` turns some of these rows into what the columns read, with a query or two for all.
    """

    key: str
    title: Text
    about: Text
    columns: Sequence[Column]
    rows: Callable[[Asked], Any]
    lines: Callable[[Asked, Sequence[Any]], Sequence[Row]] = lambda _asked, rows: rows
    seen_by: Callable[[Any], bool] = everybody
    order: int = 100
    form: str = ""
    searched: bool = False
    filters: Sequence[Filter] = ()
    empty: Text = _EMPTY
    signed: Sequence[Text] = _SIGNED

    @property
    def slot(self) -> str:
        """The place on its page where a module puts its acts."""
        return f"registers.{self.key}.actions"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as the page draws it."""

    column: Column
    written: str
    address: str = ""
    tone: Tone | None = None


_registers: dict[str, Register] = {}


def keep_register(register: Register) -> None:
    """Put a register among those of the house; done once, when the application starts."""
    if register.key in _registers:
        message = f"a register {register.key} is already kept"
        raise ValueError(message)
    _registers[register.key] = register


def registers_open_to(actor: Any) -> list[Register]:  # noqa: ANN401 - the Actor of agencies
    """Return the registers that the actor may open, in their order."""
    seen = (register for register in _registers.values() if register.seen_by(actor))
    return sorted(seen, key=lambda register: register.order)


def register_open_to(actor: Any, key: str) -> Register:  # noqa: ANN401 - likewise
    """Return one register.

    :raises KeyError: alike for what is absent and what the actor may not open.
    """
    register = _registers[key]
    if not register.seen_by(actor):
        raise KeyError(key)
    return register


def cells_of(register: Register, row: Row) -> list[Cell]:
    """Return a row as the page draws it."""
    return [
        Cell(
            column,
            written(column.cell(row)),
            column.link(row) if column.link else "",
            column.tone(row) if column.tone else None,
        )
        for column in register.columns
    ]


def workbook_of(register: Register, asked: Asked) -> bytes:
    """Return the register as a workbook of Excel.

    :raises Unfit: when there are more rows than one paper holds.
    """
    rows = _all_rows(register, asked, most=MOST_IN_A_TABLE)
    with translation.override(LANGUAGE):
        ordinal = tables.Column("ordinal", _("Serial no."), width=6)
        columns = [
            tables.Column(str(place), column.heading, holds=column.holds, width=column.width + 6)
            for place, column in enumerate(register.columns)
        ]
        lines = (
            [number, *(column.cell(row) for column in register.columns)]
            for number, row in enumerate(rows, start=1)
        )
        return write([tables.Sheet(register.title, [ordinal, *columns], lines)])


def paper_of(
    register: Register, asked: Asked, letterhead: Letterhead, *, signers: Sequence[str] = ()
) -> TabledPaper:
    """Return the register as a paper; `signers` are the names below it, as far as they are known.

    :raises Unfit: when there are more rows than one paper holds.
    """
    rows = _all_rows(register, asked, most=MOST_ON_PAPER)
    on = asked.at.astimezone(VIETNAM).date()
    with translation.override(LANGUAGE):
        ordinal = PaperColumn(str(_("Serial no.")), _ORDINAL_WIDTH, Align.CENTRE)
        names = [*signers, *([""] * len(register.signed))]
        return TabledPaper(
            letterhead=letterhead,
            title=str(register.title),
            columns=(
                ordinal,
                *(PaperColumn(str(c.heading), c.width, c.place) for c in register.columns),
            ),
            rows=tuple(
                (str(number), *(written(column.cell(row)) for column in register.columns))
                for number, row in enumerate(rows, start=1)
            ),
            signers=tuple(
                Signer(str(role), name) for role, name in zip(register.signed, names, strict=False)
            ),
            on=on,
            about=_("(As of %(day)s)") % {"day": written(on)},
            form=register.form,
        )


def written(value: Value) -> str:
    """Write a cell as papers do: 27/11/2023; 1.500; nothing for nothing."""
    match value:
        case None:
            return ""
        case date():
            return day(value)
        case int() | Decimal():
            return decimal(value)
        case _:
            return str(value)


def _all_rows(register: Register, asked: Asked, *, most: int) -> Sequence[Row]:
    rows = list(register.rows(asked)[: most + 1])
    if len(rows) > most:
        raise Unfit(
            _("More than %(most)s rows do not fit on one paper; narrow the list first.")
            % {"most": grouped(most)}
        )
    return register.lines(asked, rows)
