"""Reading what was typed into the step table: each cell is understood, or said to be unreadable."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from nep.agencies.rules import Role
from nep.lib.vietnamese.text import nfc, tidy
from nep.lib.worktime.limits import Limit, Unit
from nep.operation.procedures.rules.sheet import Sheet, TypedRow
from nep.operation.procedures.rules.steps import StepRow, StepTable

OWN = ""
"""The code under which the agency's own steps and units stand."""

LONGEST_TIME = 9999
DECIMALS = 3
LONGEST: Mapping[str, int] = {"name": 2000, "responsible": 200, "result": 2000, "group": 5}


class Misread(StrEnum):
    """Why a cell cannot be taken as it was typed."""

    TIME = "time"
    AGENCY = "agency"
    UNIT = "unit"
    TOO_LONG = "too_long"


SENTENCES: Mapping[Misread, str | Promise] = {
    Misread.TIME: _(
        "The time of step %(step)s must be a number above zero, such as 0,5; leave it empty when"
        " the time does not count."
    ),
    Misread.AGENCY: _("Step %(step)s names an agency that is not known: %(typed)s."),
    Misread.UNIT: _("Step %(step)s names a unit that its agency does not have: %(typed)s."),
    Misread.TOO_LONG: _("A cell of step %(step)s is too long."),
}


@dataclass(frozen=True, slots=True)
class Misreading:
    """One cell that cannot be read; `step` is the key of its row."""

    why: Misread
    step: str
    typed: str = ""

    def __str__(self) -> str:
        return str(SENTENCES[self.why]) % {"step": self.step, "typed": self.typed}


@dataclass(frozen=True, slots=True)
class Known:
    """What cells may name: agencies by code or by name, and the units of each by its code."""

    agencies: Mapping[str, str] = field(default_factory=dict)
    units: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def agency(self, typed: str) -> str | None:
        """Return the code of the agency meant, `OWN` for the agency's own; None for no agency."""
        return self.agencies.get(tidy(typed).casefold()) if typed.strip() else OWN

    def has_unit(self, agency: str, typed: str) -> bool:
        """Tell whether a unit of this name belongs to the agency with this code."""
        return not typed or typed in self.units.get(agency, frozenset())


@dataclass(frozen=True, slots=True)
class Reading:
    """The table that the cells mean, and the cells that mean nothing."""

    table: StepTable
    misreadings: tuple[Misreading, ...]


def read(sheet: Sheet, known: Known) -> Reading:
    """Return the table that was typed; a cell that cannot be read is left out of it."""
    return Reading(
        StepTable(
            tuple(_read_row(row, order, known) for order, row in enumerate(sheet.rows, start=1))
        ),
        tuple(wrong for row in sheet.rows for wrong in _misread(row, known)),
    )


def known_parts(table: StepTable, known: Known) -> tuple[StepTable, tuple[Misreading, ...]]:
    """Return a table from elsewhere without the agencies and units that are not known here."""
    lost: list[Misreading] = []
    rows = []
    for row in table.rows:
        agency = known.agency(row.agency)
        unit = row.unit if agency is not None and known.has_unit(agency, row.unit) else ""
        if agency is None:
            lost.append(Misreading(Misread.AGENCY, row.key, row.agency))
        elif unit != row.unit:
            lost.append(Misreading(Misread.UNIT, row.key, row.unit))
        rows.append(replace(row, agency=agency or OWN, unit=unit))
    return StepTable(tuple(rows)), tuple(lost)


def read_number(typed: str) -> Decimal | None:
    """Return a number typed with a comma or a full stop, above zero and of a sensible size."""
    try:
        number = Decimal(typed.strip().replace(",", "."))
    except InvalidOperation:
        return None
    if not number.is_finite() or not 0 < number <= LONGEST_TIME:
        return None
    return number if number == round(number, DECIMALS) else None


def _read_row(row: TypedRow, order: int, known: Known) -> StepRow:
    return StepRow(
        key=row.key,
        order=order,
        name=nfc(row.name).strip(),
        role=Role(row.role) if row.role in set(Role) else None,
        responsible=tidy(row.responsible),
        agency=known.agency(row.agency) or OWN,
        unit=tidy(row.unit),
        duration=_read_time(row),
        result=nfc(row.result).strip(),
        parallel_group=tidy(row.group),
        goes_to=row.goes_to,
        returns_to=row.returns_to,
        choices=tuple(choice for choice in row.choices if choice.label or choice.to_key),
    )


def _read_time(row: TypedRow) -> Limit | None:
    number = read_number(row.time)
    if number is None or row.time_unit not in set(Unit):
        return None
    return Limit(number, Unit(row.time_unit))


def _misread(row: TypedRow, known: Known) -> Iterator[Misreading]:
    if row.time.strip() and _read_time(row) is None:
        yield Misreading(Misread.TIME, row.key)
    agency = known.agency(row.agency)
    if agency is None:
        yield Misreading(Misread.AGENCY, row.key, row.agency)
    elif not known.has_unit(agency, tidy(row.unit)):
        yield Misreading(Misread.UNIT, row.key, row.unit)
    if any(len(getattr(row, name)) > longest for name, longest in LONGEST.items()):
        yield Misreading(Misread.TOO_LONG, row.key)
