"""Bringing the committed numbers, days and hours into the tables, and shifting the clock."""

import json
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Min, QuerySet
from django.db.models.functions import Lower

from nep.foundation import clock
from nep.foundation.actors import HasRef
from nep.norms.parameters import acts, queries
from nep.norms.parameters.models import CalendarDay, DatedValue, OfficeHours, Parameter
from nep.norms.parameters.reference import Loaded, beginning_with, days_between, lines_of, put
from nep.norms.parameters.rules import CLOCK_SHIFT, Unit
from nep.platform.journal.services import record

DATA = Path(__file__).parents[1] / "data"


@transaction.atomic
def load_reference(*, actor: HasRef, at: datetime) -> Loaded:
    """Bring the committed numbers, days and hours into the tables; touch only what differs.

    A dated row is known by its key and its first day. What people of this installation decided
    themselves wins: their rows stay, and committed ones end where theirs begin.
    """
    parts = (_load_numbers(), _load_calendar_days(), _load_office_hours())
    loaded = sum((counted for part in parts for counted in part), Loaded())

    if loaded:
        queries.numbers.changed()
        queries.schedules.changed()
        counts = {"added": loaded.added, "changed": loaded.changed}
        record(acts.REFERENCE_LOADED, None, actor=actor, at=at, **counts)
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
            "unit": Unit.WEEK.value,
            "name_vi": "Số tuần đồng hồ của hệ thống lệch so với thực tế",
            "name_en": "Weeks by which the system's clock differs from the real one",
        },
    )
    row, _new = DatedValue.objects.select_for_update().get_or_create(
        parameter=parameter,
        defaults={
            "value": 0,
            "validity": DateRange(None, None),
            "source": "Bản trình diễn hoặc diễn tập",
        },
    )
    before, row.value = int(row.value), weeks
    row.save(update_fields=["value"])

    queries.numbers.changed()
    clock.forget_shift()
    transaction.on_commit(clock.forget_shift)
    record(acts.CLOCK_SHIFTED, row, actor=actor, at=at, before=before, after=weeks)


def _load_numbers() -> Iterator[Loaded]:
    own = _first_days(DatedValue.objects.filter(own=True, withdrawn=""), "parameter__key")
    for line in lines_of(DATA / "parameters.csv"):
        named = {name: line[name] for name in ("unit", "name_vi", "name_en")}
        parameter, counted = put(Parameter.objects.all(), {"key": line["key"]}, named)
        yield counted or Loaded()
        validity = _before(own.get(line["key"]), line["valid_from"], line["valid_until"])
        if validity is not None:
            worth = {name: line[name] for name in ("value", "source", "note")}
            _row, counted = put(
                DatedValue.objects.filter(own=False),
                {"parameter": parameter, **beginning_with(validity)},
                {**worth, "checked": line["checked"] == "yes", "validity": validity},
            )
            yield counted


def _load_calendar_days() -> Iterator[Loaded]:
    theirs = CalendarDay.objects.filter(agency=None).exclude(own=False, withdrawn="")
    decided = {f"{on:%Y-%m-%d}" for on in theirs.values_list("on", flat=True)}
    for line in lines_of(DATA / "calendar_days.csv"):
        if line["on"] not in decided:
            worth = {name: line[name] for name in ("kind", "name_vi", "name_en", "source")}
            _row, counted = put(
                CalendarDay.objects.all(), {"on": line["on"], "agency": None}, worth
            )
            yield counted


def _load_office_hours() -> Iterator[Loaded]:
    own = _first_days(OfficeHours.objects.filter(agency=None, own=True, withdrawn=""), "agency")
    for hours in json.loads((DATA / "office_hours.json").read_text(encoding="utf-8")):
        validity = _before(own.get(None), hours["valid_from"], hours["valid_until"])
        if validity is not None:
            _row, counted = put(
                OfficeHours.objects.filter(own=False),
                {"agency": None, **beginning_with(validity)},
                {"week": hours["week"], "source": hours["source"], "validity": validity},
            )
            yield counted


def _first_days(rows: QuerySet[Any], known_by: str) -> dict[Any, date]:
    return dict(rows.values_list(known_by).annotate(first=Min(Lower("validity"))))


def _before(own: date | None, since: str | None, until: str | None) -> DateRange | None:
    """Return the days of a committed row, up to the first that people decided; none if after."""
    days = days_between(since, until)
    if own is None:
        return days
    if days.lower is not None and days.lower >= own:
        return None
    return DateRange(days.lower, min(days.upper or own, own))
