"""Records of procedures as a table of Excel: one row a step, each repeating whose step it is."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import IO, Any, Final

from django.utils.translation import gettext_lazy as _

from nep.agencies.models import ROLE_NAMES
from nep.agencies.rules import Role
from nep.foundation.spreadsheets.reading import read_rows
from nep.foundation.spreadsheets.tables import Column, Holds, Row
from nep.norms.catalogue.models import LEVEL_NAMES, LIMIT_UNIT_NAMES
from nep.norms.catalogue.rules.terms import Channel

WORKING: Final = (Role.ONE_STOP_OFFICER, Role.OFFICIAL, Role.HEAD, Role.LEADER, Role.CLERK)
"""Who steps can be given to in a table; the committed readings know each of these words."""

COLUMNS: Final = (
    Column("code", _("Code of the procedure"), hint=_("As 1.001193, or empty"), longest=40),
    Column("local_code", _("Local code"), hint=_("Where there is no national code"), longest=60),
    Column(
        "name",
        _("Name of the procedure"),
        required=True,
        hint=_("The same in every row of one procedure, rows one below the other"),
        longest=2000,
        width=48,
    ),
    Column("field", _("Field")),
    Column("level", _("Level"), choices=LEVEL_NAMES, width=14),
    Column("decision", _("Decision that published it"), longest=200),
    Column("source", _("Source of the record"), hint=_("Needed in the first row"), longest=500),
    Column("limit", _("Limit"), Holds.NUMBER, hint=_("A number, such as 5 or 0,5"), width=10),
    Column("limit_unit", _("Unit of the limit"), choices=LIMIT_UNIT_NAMES, width=16),
    Column("fee", _("Fee"), longest=2000),
    Column("result", _("Result"), longest=2000),
    Column("paper", _("Component"), hint=_("One a row, beside the steps"), longest=2000, width=40),
    Column("originals", _("Originals"), Holds.NUMBER, width=10),
    Column("copies", _("Copies"), Holds.NUMBER, width=10),
    Column("step", _("Step"), hint=_("What is done; one a row, in order"), longest=1000, width=40),
    Column("role", _("Role"), choices={role: ROLE_NAMES[role] for role in WORKING}),
    Column("time", _("Time of the step"), Holds.NUMBER, hint=_("Empty when it does not count")),
    Column("time_unit", _("Unit of the time"), choices=LIMIT_UNIT_NAMES, width=16),
    Column("form", _("Form or result of the step"), longest=2000, width=30),
    Column("group", _("Side by side"), hint=_("One letter for all of them"), longest=5),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """A procedure of the table: the row it begins in, its record, or what is wrong with it."""

    row: int
    record: dict[str, Any]
    faults: tuple[str, ...] = ()


def lines_of(file: IO[bytes]) -> list[Line]:
    """Return the procedures of a table.

    :raises Unfit: when the file as a whole cannot be taken, with a sentence that says why.
    """
    rows = read_rows(file, COLUMNS)
    return [_line(list(of_one)) for _key, of_one in groupby(rows, key=_whose)]


def _whose(row: Row) -> tuple[str, str, str]:
    return row.text("code"), row.text("local_code"), row.text("name")


def _line(rows: Sequence[Row]) -> Line:
    faults = tuple(fault for row in rows for fault in row.faults)
    return Line(rows[0].number, {} if faults else dict(_record(rows)), faults)


def _record(rows: Sequence[Row]) -> Iterator[tuple[str, Any]]:
    first = rows[0]
    yield "code", _code(first.text("code"))
    for name in ("local_code", "name", "field", "decision", "result"):
        yield name, first.text(name)
    yield "level", [first.text("level")] if first.text("level") else []
    yield "record_source", first.text("source")
    limit = {"value": _plain(first.amount("limit")), "unit": first.text("limit_unit") or None}
    if limit["value"] is not None:
        yield "legal_limit", limit
    channel = {"limit_value": limit["value"], "limit_unit": limit["unit"]}
    yield "channels", [{"channel": Channel.IN_PERSON, "fee_text": first.text("fee"), **channel}]
    yield "documents", [_paper(row) for row in rows if row.text("paper")]
    steps = [row for row in rows if row.text("step") or row.text("role")]
    yield "steps", [_step(row, order) for order, row in enumerate(steps, start=1)]


def _code(typed: str) -> str:
    """Return a code as it was published: Excel reads 2.000620 as a number and drops its nought."""
    whole, point, rest = typed.partition(".")
    is_number = point and whole.isdigit() and rest.isdigit() and len(rest) < 6  # noqa: PLR2004
    return f"{whole}.{rest:0<6}" if is_number else typed


def _paper(row: Row) -> dict[str, Any]:
    originals = row.amount("originals")
    return {
        "name": row.text("paper"),
        "originals": 1 if originals is None else _plain(originals),
        "copies": _plain(row.amount("copies")) or 0,
    }


def _step(row: Row, order: int) -> dict[str, Any]:
    return {
        "order": order,
        "name": row.text("step"),
        "role": row.text("role"),
        "agency": "",
        "duration_value": _plain(row.amount("time")),
        "duration_unit": row.text("time_unit") or None,
        "form_or_result": row.text("form"),
        "parallel_group": row.text("group"),
    }


def _plain(number: Decimal | None) -> int | float | None:
    if number is None:
        return None
    return int(number) if number == int(number) else float(number)
