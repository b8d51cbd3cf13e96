"""Dated rows for tests."""

from datetime import date

from django.db.backends.postgresql.psycopg_any import DateRange

from nep.foundation.actors import SYSTEM
from nep.norms.parameters import queries
from nep.norms.parameters.models import CalendarDay, DatedValue, OfficeHours, Parameter

MORNING, AFTERNOON = ["08:00", "12:00"], ["13:00", "17:00"]


class House:
    """The house itself, as an actor."""

    ref = SYSTEM


def worth(key: str, value: str, since: date | None = None, until: date | None = None) -> DatedValue:
    """Give a parameter a value from a day up to another."""
    parameter, _new = Parameter.objects.get_or_create(
        key=key, defaults={"unit": "day", "name_vi": "Số ngày", "name_en": "Days"}
    )
    queries.numbers.changed()
    return DatedValue.objects.create(
        parameter=parameter, value=value, validity=DateRange(since, until), source="Điều 1"
    )


def decided_day(on: date, kind: str, agency=None) -> CalendarDay:
    """Decide what a day is, for one agency or for all."""
    queries.schedules.changed()
    return CalendarDay.objects.create(
        on=on, kind=kind, agency=agency, name_vi="Ngày hội", name_en="Fair", source="QĐ 1/QĐ-UBND"
    )


def at_work_from_eight(
    agency=None, since: date | None = None, until: date | None = None
) -> OfficeHours:
    """Let an agency, or all of them, work from eight to five."""
    queries.schedules.changed()
    return OfficeHours.objects.create(
        agency=agency,
        week=[[MORNING, AFTERNOON]] * 5 + [[], []],
        validity=DateRange(since, until),
        source="QĐ 2/QĐ-UBND",
    )
