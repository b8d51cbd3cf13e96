"""The acts that set dated numbers: loading the reference, and shifting the clock."""

import csv
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Model

from nep.foundation import clock
from nep.foundation.actors import HasRef
from nep.norms.parameters import acts, queries
from nep.norms.parameters.models import CalendarDay, DatedValue, OfficeHours, Parameter
from nep.norms.parameters.rules import CLOCK_SHIFT, Unit
from nep.platform.journal.services import record

DATA = Path(__file__).parent / "data"


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


@transaction.atomic
def load_reference(*, actor: HasRef, at: datetime) -> Loaded:
    """Bring the committed numbers, days and hours into the tables; touch only what differs.

    A dated row is known by its key and its first day. Rows that are not in the committed tables
    are somebody's own and stay.
    """
    loaded = sum((_put(*row) for row in _reference_rows()), Loaded())

    if loaded.added or loaded.changed:
        queries.numbers.changed()
        queries.schedules.changed()
        record(
            acts.REFERENCE_LOADED,
            None,
            actor=actor,
            at=at,
            added=loaded.added,
            changed=loaded.changed,
        )
    return loaded


@transaction.atomic
def shift_clock(weeks: int, *, actor: HasRef, at: datetime) -> None:
    """Let this installation's present differ from the real one by whole weeks; zero is none.

    The shift is one row without dates, changed in place: it says nothing of the law, and a date
    on it could not be read by the clock that it moves. What it was stands in the journal.
    """
    parameter, _new = Parameter.objects.get_or_create(
        key=CLOCK_SHIFT,
        defaults={
            "unit": Unit.WEEK,
            "name_vi": "Số tuần đồng hồ của hệ thống lệch so với thực tế",
            "name_en": "Weeks by which the system's clock differs from the real one",
        },
    )
    row, _new = DatedValue.objects.select_for_update().get_or_create(
        parameter=parameter,
        defaults={"value": 0, "validity": DateRange(None, None), "source": "Bản trình diễn"},
    )
    before, row.value = int(row.value), weeks
    row.save(update_fields=["value"])

    queries.numbers.changed()
    clock.forget_shift()
    transaction.on_commit(clock.forget_shift)
    record(acts.CLOCK_SHIFTED, row, actor=actor, at=at, before=before, after=weeks)


Row = tuple[type[Model], dict[str, Any], dict[str, Any]]  # which table, known by, worth


def _reference_rows() -> Iterator[Row]:
    for line in _lines("parameters.csv"):
        named = {name: line[name] for name in ("unit", "name_vi", "name_en")}
        yield Parameter, {"key": line["key"]}, named
        yield _dated_value(line)
    for line in _lines("calendar_days.csv"):
        rest = {name: line[name] for name in ("kind", "name_vi", "name_en", "source")}
        yield CalendarDay, {"on": date.fromisoformat(line["on"]), "agency": None}, rest
    for hours in json.loads((DATA / "office_hours.json").read_text(encoding="utf-8")):
        validity = _validity(hours["valid_from"], hours["valid_until"])
        worth = {"week": hours["week"], "source": hours["source"], "validity": validity}
        yield OfficeHours, {"agency": None, **_first_day(validity)}, worth


def _dated_value(line: dict[str, str]) -> Row:
    validity = _validity(line["valid_from"], line["valid_until"])
    known_by = {"parameter": Parameter.objects.get(key=line["key"]), **_first_day(validity)}
    worth = {name: line[name] for name in ("value", "source", "note")}
    return DatedValue, known_by, {**worth, "validity": validity}


def _put(table: type[Model], known_by: dict[str, Any], worth: dict[str, Any]) -> Loaded:
    """Make the row worth this, and tell whether that took an addition, a change or nothing."""
    row = table._default_manager.filter(**known_by).first()
    if row is None:
        columns = {name: value for name, value in known_by.items() if "__" not in name}
        table._default_manager.create(**columns, **worth)
        return Loaded(added=1)
    fresh = {name: table._meta.get_field(name).to_python(value) for name, value in worth.items()}
    differing = [name for name, value in fresh.items() if getattr(row, name) != value]
    for name in differing:
        setattr(row, name, fresh[name])
    if differing:
        row.save(update_fields=differing)
        return Loaded(changed=1)
    return Loaded(unchanged=1)


def _lines(file: str) -> Iterable[dict[str, str]]:
    with (DATA / file).open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


def _validity(since: str | None, until: str | None) -> DateRange:
    return DateRange(
        date.fromisoformat(since) if since else None, date.fromisoformat(until) if until else None
    )


def _first_day(validity: DateRange) -> dict[str, Any]:
    if validity.lower is None:
        return {"validity__startswith__isnull": True}
    return {"validity__startswith": validity.lower}
