"""The acts by which people set numbers, hours and days from a day on, and take back plans."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from nep.agencies.models import Agency
from nep.agencies.queries import local_day
from nep.foundation.actors import HasRef
from nep.foundation.templatetags.nep import day
from nep.foundation.verdicts import Unfit
from nep.lib.worktime.days import DayKind
from nep.lib.worktime.hours import ImpossibleHoursError
from nep.norms.parameters import acts, queries
from nep.norms.parameters.dated import (
    check_source,
    check_to_come,
    end,
    one_at_a_time,
    plan,
    take_back,
)
from nep.norms.parameters.models import CalendarDay, DatedValue, OfficeHours, Parameter
from nep.norms.parameters.permissions import may_set_numbers, may_set_times
from nep.norms.parameters.rules import Unit, is_sensible, week_of_hours
from nep.platform.journal.services import record

MOST_DAYS = 31
Week = list[list[list[str]]]


@dataclass(frozen=True, slots=True)
class NewValue:
    """What a parameter will be worth, from which day, by which article, and who read it."""

    value: Decimal
    since: date
    source: str
    note: str = ""
    checked: bool = False


@transaction.atomic
def set_value(parameter: Parameter, new: NewValue, *, actor: HasRef, at: datetime) -> DatedValue:
    """Give a parameter another value from a day on, until the next one that is planned.

    :raises Refused: when the actor may not, the value means nothing, or the day is not to come.
    """
    may_set_numbers(actor, at=at).enforce()
    if not is_sensible(new.value, Unit(parameter.unit)):
        raise Unfit(_("“%(name)s” cannot be worth that.") % {"name": parameter.name})

    row = plan(
        parameter.values.all(),
        new.since,
        new.source,
        at=at,
        parameter=parameter,
        value=new.value,
        note=new.note.strip(),
        checked=new.checked,
    )

    queries.numbers.changed()
    record(
        acts.VALUE_SET,
        parameter,
        actor=actor,
        at=at,
        parameter=parameter.name_vi,
        value=f"{new.value.normalize():f}",
        since=day(new.since),
        source=new.source,
    )
    return row


@transaction.atomic
def withdraw_value(row: DatedValue, reason: str, *, actor: HasRef, at: datetime) -> None:
    """Take back a value before its day has come.

    :raises Refused: when the actor may not, or it is too late.
    """
    may_set_numbers(actor, at=at).enforce()

    row = take_back(row.parameter.values.all(), row.pk, reason, at=at)

    queries.numbers.changed()
    record(
        acts.VALUE_WITHDRAWN,
        row.parameter,
        actor=actor,
        at=at,
        value=f"{row.value.normalize():f}",
        since=day(row.validity.lower),
        reason=row.withdrawn,
    )


@dataclass(frozen=True, slots=True)
class NewHours:
    """A week of hours, from which day, by which decision."""

    week: Week
    since: date
    source: str


@transaction.atomic
def set_hours(agency: Agency | None, new: NewHours, *, actor: HasRef, at: datetime) -> OfficeHours:
    """Let an agency, or (none named) all without hours of their own, work otherwise from a day on.

    :raises Refused: when the actor may not, no clock shows such hours, or the day is not to come.
    """
    may_set_times(actor, agency, at=at).enforce()
    _check_week(new.week)

    rows = queries.hours_of(agency)
    row = plan(rows, new.since, new.source, at=at, agency=agency, week=new.week)

    queries.schedules.changed()
    told = {"place": place_of(agency), "since": day(new.since), "source": new.source}
    record(acts.HOURS_SET, row, actor=actor, at=at, **told)
    return row


@transaction.atomic
def end_hours(agency: Agency, since: date, source: str, *, actor: HasRef, at: datetime) -> None:
    """Let an agency keep the hours of the province again from a day on.

    :raises Refused: when the actor may not, the day is not to come, or it has no hours of its own.
    """
    may_set_times(actor, agency, at=at).enforce()

    row = end(queries.hours_of(agency), since, source, at=at)

    queries.schedules.changed()
    told = {"place": agency.name, "since": day(since), "source": source}
    record(acts.HOURS_ENDED, row, actor=actor, at=at, **told)


@transaction.atomic
def withdraw_hours(row: OfficeHours, reason: str, *, actor: HasRef, at: datetime) -> None:
    """Take back hours before their day has come.

    :raises Refused: when the actor may not, or it is too late.
    """
    may_set_times(actor, row.agency, at=at).enforce()

    row = take_back(queries.hours_of(row.agency), row.pk, reason, at=at)

    queries.schedules.changed()
    told = {"place": place_of(row.agency), "since": day(row.validity.lower)}
    record(acts.HOURS_WITHDRAWN, row, actor=actor, at=at, reason=row.withdrawn, **told)


@dataclass(frozen=True, slots=True)
class NewDays:
    """What one day or several in a row are, and by which decision; both ends included."""

    first: date
    last: date
    kind: DayKind
    name: str
    source: str


@transaction.atomic
def decide_days(
    agency: Agency | None, new: NewDays, *, actor: HasRef, at: datetime
) -> list[CalendarDay]:
    """Decide what days are, for an agency or (none named) for all; today may still be decided.

    :raises Refused: when the actor may not, a day is past or decided already.
    """
    may_set_times(actor, agency, at=at).enforce()
    _check_days(agency, new, at=at)

    with one_at_a_time():
        days = [
            CalendarDay.objects.create(
                on=new.first + timedelta(days=after),
                agency=agency,
                kind=new.kind,
                name_vi=new.name.strip(),
                name_en=new.name.strip(),
                source=new.source.strip(),
                own=True,
            )
            for after in range((new.last - new.first).days + 1)
        ]

    queries.schedules.changed()
    record(
        acts.DAYS_DECIDED,
        days[0],
        actor=actor,
        at=at,
        first=day(new.first),
        last=day(new.last),
        place=place_of(agency),
        kind=str(new.kind),
        name=new.name,
        source=new.source,
    )
    return days


@transaction.atomic
def withdraw_day(decided: CalendarDay, reason: str, *, actor: HasRef, at: datetime) -> None:
    """Take back what was decided for a day, while the day is still to come.

    :raises Refused: when the actor may not, or it is too late.
    """
    may_set_times(actor, decided.agency, at=at).enforce()
    check_to_come(decided.on, at=at)
    if not reason.strip():
        raise Unfit(_("Say why it is withdrawn."))

    taken = CalendarDay.objects.filter(pk=decided.pk, withdrawn="")
    if not taken.update(withdrawn=reason.strip()):
        raise Unfit(_("This has been withdrawn already."))

    queries.schedules.changed()
    told = {"day": day(decided.on), "place": place_of(decided.agency), "reason": reason}
    record(acts.DAY_WITHDRAWN, decided, actor=actor, at=at, **told)


@transaction.atomic
def confirm_calendar(year: int, *, actor: HasRef, at: datetime) -> None:
    """Put on record that hours and days off of a year were looked at and are right.

    :raises Refused: when the actor may not.
    """
    may_set_times(actor, None, at=at).enforce()

    record(acts.CALENDAR_CONFIRMED, None, actor=actor, at=at, year=year)


def place_of(agency: Agency | None) -> str:
    """Return for whom something is decided, as the journal says it."""
    return agency.name if agency else "toàn tỉnh"


def _check_days(agency: Agency | None, new: NewDays, *, at: datetime) -> None:
    if new.first < local_day(at):
        raise Unfit(_("What a past day was is not decided afterwards."))
    if not 0 <= (new.last - new.first).days < MOST_DAYS:
        raise Unfit(
            _("From the first to the last day are one to %(most)s days.") % {"most": MOST_DAYS}
        )
    if new.kind is DayKind.CUSTOM_HOURS or not new.name.strip():
        raise Unfit(_("Say what kind of day it is, and its name."))
    check_source(new.source)
    decided = CalendarDay.objects.filter(
        agency=agency, on__range=(new.first, new.last), withdrawn=""
    ).first()
    if decided:
        raise Unfit(
            _("%(day)s is decided already: %(name)s. Withdraw that first.")
            % {"day": day(decided.on), "name": decided.name}
        )


def _check_week(week: Week) -> None:
    try:
        week_of_hours(week)
    except ImpossibleHoursError as impossible:
        raise Unfit(
            _("No clock shows such hours: morning ends after it begins, and before the afternoon.")
        ) from impossible
