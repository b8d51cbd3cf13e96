"""Bringing committed tables into the database: touch only what differs, and count it."""

import csv
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Model, QuerySet

M = TypeVar("M", bound=Model)


@dataclass(frozen=True, slots=True)
class Loaded:
    """How many rows a load added, changed and found as they should be."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0

    def __add__(self, other: "Loaded") -> "Loaded":
        return Loaded(
            self.added + other.added,
            self.changed + other.changed,
            self.unchanged + other.unchanged,
        )

    def __bool__(self) -> bool:
        return bool(self.added or self.changed)


def put(rows: QuerySet[M], known_by: dict[str, Any], worth: dict[str, Any]) -> tuple[M, Loaded]:
    """Make the one row that is known by these lookups worth these values.

    Lookups of plain columns are stored with a new row; others (`validity__startswith`) only find.
    """
    row = rows.filter(**known_by).first()
    if row is None:
        columns = {name: value for name, value in known_by.items() if "__" not in name}
        return rows.create(**columns, **worth), Loaded(added=1)
    columns_by_name = {field.attname: field for field in row._meta.concrete_fields}
    fresh = {name: columns_by_name[name].to_python(value) for name, value in worth.items()}
    differing = [name for name, value in fresh.items() if getattr(row, name) != value]
    for name in differing:
        setattr(row, name, fresh[name])
    if differing:
        row.save(update_fields=differing)
    return row, Loaded(changed=1) if differing else Loaded(unchanged=1)


def lines_of(table: Path) -> list[dict[str, str]]:
    """Return the lines of a committed table, each by the names of its columns."""
    with table.open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


def days_between(since: str | None, until: str | None) -> DateRange:
    """Return the days from one on up to another, neither or either of which may be open."""
    first, end = (date.fromisoformat(day) if day else None for day in (since, until))
    return DateRange(first, end)


def beginning_with(validity: DateRange) -> dict[str, Any]:
    """Return the lookup of rows whose validity begins on the same day."""
    if validity.lower is None:
        return {"validity__startswith__isnull": True}
    return {"validity__startswith": validity.lower}
