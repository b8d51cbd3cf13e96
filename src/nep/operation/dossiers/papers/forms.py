"""Which form a paper follows on a day, and what the one-stop office is then called (R39, R69)."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path

TEMPLATES = Path(__file__).parent / "templates"
_DATA = Path(__file__).parent / "data"


class Paper(StrEnum):
    """The papers that can be printed."""

    RECEIPT = "receipt"
    CONTROL_SHEET = "control_sheet"


@dataclass(frozen=True, slots=True)
class Form:
    """A form of a set that a circular lays down."""

    number: str
    title: str
    basis: str


@dataclass(frozen=True, slots=True)
class OneStopOffice:
    """What the office that receives and returns is called, in full and in numbers of papers."""

    name: str
    abbreviation: str


class NoFormInForceError(LookupError):
    """No circular lays down this paper on that day."""


def form_of(paper: Paper, on: date) -> Form:
    """Return the form of a paper for dossiers received on a day.

    :raises NoFormInForceError: before the first set of forms that is known.
    """
    row = _in_force("form_sets.csv", on, form=paper)
    return Form(row["number"], row["title"], row["basis"])


def one_stop_office(on: date) -> OneStopOffice:
    """Return what the one-stop office of an agency is called on a day.

    :raises NoFormInForceError: before the first decree that is known.
    """
    row = _in_force("one_stop_offices.csv", on)
    return OneStopOffice(row["name"], row["abbreviation"])


def _in_force(table: str, on: date, **wanted: str) -> Mapping[str, str]:
    day = on.isoformat()
    for row in _rows(table):
        begun = row["valid_from"] <= day and (not row["valid_until"] or day < row["valid_until"])
        if begun and all(row[column] == value for column, value in wanted.items()):
            return row
    message = f"{table} holds nothing for {wanted} on {day}"
    raise NoFormInForceError(message)


@cache
def _rows(table: str) -> tuple[Mapping[str, str], ...]:
    with (_DATA / table).open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))
