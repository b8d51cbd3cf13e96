"""Warning people whose time runs out: before the promise is broken, and when it is (R42, R45)."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from nep.agencies.queries import agencies_on, local_day
from nep.agencies.rules import Role
from nep.foundation import parameters
from nep.foundation.clock import VIETNAM
from nep.lib.worktime.calendar import Calendar
from nep.lib.worktime.counting import add_working_time, working_day_before
from nep.lib.worktime.limits import Limit
from nep.norms.parameters.queries import calendar_for
from nep.operation.dossiers import notices
from nep.operation.dossiers.queries.moving import (
    Waiting,
    tasks_due_between,
    tasks_of_dossiers_received,
)
from nep.operation.dossiers.queries.worklists import Tab
from nep.operation.dossiers.services.telling import Pool, telling
from nep.platform.notices.rules import NoticeKind
from nep.platform.notices.services.telling import tell

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Span:
    """A time: after one moment, up to another."""

    after: datetime
    until: datetime


def warn_of(span: Span) -> None:
    """Warn of everything that came to be due soon or late within a span of time.

    After an outage the span is longer; what is late by then is told as late, and once.
    """
    for calendar, agencies in _agencies_by_calendar(span.until).items():
        late = tasks_due_between(agencies, span.after, span.until)
        _warn(notices.LATE, late, Tab.LATE, at=span.until)
        since, soon = _soon(calendar, span.after), _soon(calendar, span.until)
        tasks = tasks_due_between(agencies, max(since, span.until), soon)
        _warn(notices.DUE_SOON, tasks, Tab.WEEK, at=span.until)
        _warn_of_checks(calendar, agencies, span)


def _agencies_by_calendar(at: datetime) -> dict[Calendar, list[int]]:
    by_calendar: dict[Calendar, list[int]] = defaultdict(list)
    for agency in agencies_on(local_day(at)):
        by_calendar[calendar_for(agency)].append(agency.pk)
    return by_calendar


def _soon(calendar: Calendar, at: datetime) -> datetime:
    """Return the last moment that is soon, seen from another."""
    days = Limit.working_days(parameters.number("notices.due_soon_days", at=at))
    return add_working_time(calendar, at, days.working_time())


def _warn_of_checks(calendar: Calendar, agencies: Iterable[int], span: Span) -> None:
    """Warn whoever assesses dossiers on the last day to find them incomplete.

    It is the third working day after that of reception (NĐ 61/2018 Điều 19.4): so on each working
    day that began within the span the dossiers of one such day are meant.
    """
    begun = [
        day
        for day in _days(local_day(span.after) + ONE_DAY, local_day(span.until))
        if calendar.day(day).is_working
    ]
    if not begun:
        return
    days = int(parameters.number("one_stop.supplement_check_days", at=span.until))
    tasks = tasks_of_dossiers_received(
        agencies,
        _midnight(working_day_before(calendar, begun[0], days)),
        _midnight(working_day_before(calendar, begun[-1], days - 1)),
    )
    assessed = [task for task in tasks if task.role != Role.ONE_STOP_OFFICER]
    _warn(notices.CHECK_ENDS, assessed, Tab.ALL, at=span.until)


def _days(first: date, last: date) -> list[date]:
    return [first + ONE_DAY * step for step in range((last - first).days + 1)]


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=VIETNAM)


def _warn(kind: NoticeKind, tasks: Iterable[Waiting], tab: Tab, *, at: datetime) -> None:
    waiting = list(tasks)
    pool = Pool(waiting, at=at)
    tell(
        telling(kind, task, staff, person, key=str(staff), at=at, together=f"/?xem={tab}")
        for task in waiting
        for staff, person in pool.of(task)
    )
