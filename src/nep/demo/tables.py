"""The committed tables that the demo is built from."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from nep.agencies.rules import Duty, Extent, Kind, Role

DATA = Path(__file__).parent / "data"
CITY = "ubnd-thanh-pho-phan-rang-thap-cham"


@dataclass(frozen=True, slots=True)
class AgencyRow:
    """One agency of plan 646; `basis` says how it is known."""

    code: str
    name: str
    kind: Kind
    parent: str
    duty: Duty
    area_code: str
    basis: str


@dataclass(frozen=True, slots=True)
class PostRow:
    """A seat that every agency of a kind has, or one agency of its own."""

    where: str
    unit: str
    title: str
    roles: tuple[Role, ...]

    def stands_in(self, agency: AgencyRow) -> bool:
        """Tell whether the agency has this seat."""
        rural = agency.kind == Kind.DISTRICT_COMMITTEE and agency.code != CITY
        return self.where in (agency.code, agency.kind) or (
            self.where == "rural_district" and rural
        )


@dataclass(frozen=True, slots=True)
class SuccessionRow:
    """What became of an agency, by name, as the law of the day calls it."""

    on: date
    predecessor: str
    successor: str
    extent: Extent
    basis: str


@lru_cache(maxsize=1)
def agencies() -> tuple[AgencyRow, ...]:
    """Return the 125 agencies; whoever is above stands before those below."""
    return tuple(
        AgencyRow(
            row["code"],
            row["name"],
            Kind(row["kind"]),
            row["parent"],
            Duty(row["duty"]),
            row["area_code"],
            row["basis"],
        )
        for row in _rows("agencies.csv")
    )


@lru_cache(maxsize=1)
def posts() -> tuple[PostRow, ...]:
    """Return the seats, in the order of rank within a unit."""
    return tuple(
        PostRow(
            row["where"],
            row["unit"],
            row["title"],
            tuple(Role(role) for role in row["roles"].split("|")),
        )
        for row in _rows("posts.csv")
    )


def successions() -> Iterator[SuccessionRow]:
    """Yield what became of the communes and districts in 2024 and 2025, in order of time."""
    for row in _rows("successions.csv"):
        yield SuccessionRow(
            date.fromisoformat(row["on"]),
            row["predecessor"],
            row["successor"],
            Extent(row["extent"]),
            row["basis"],
        )


@lru_cache(maxsize=1)
def names() -> dict[str, tuple[str, ...]]:
    """Return parts of names: family names, then middle and given ones of men and of women."""
    read: dict[str, tuple[str, ...]] = {}
    for row in _rows("names.csv"):
        read[row["part"]] = (*read.get(row["part"], ()), row["name"])
    return read


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)
