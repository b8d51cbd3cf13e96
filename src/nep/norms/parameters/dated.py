"""Lines of dated rows: from a day on something else is so, and what has applied never changes.

Whatever is decided in this way begins after today, runs until the next row that is already
planned, and can be taken back until its day has come. The rows that a line consists of are given
by the caller; the database refuses two that hold on one day.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any, TypeVar

from django.db import IntegrityError
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from nep.agencies.queries import local_day
from nep.foundation.templatetags.nep import day
from nep.foundation.verdicts import Overtaken, Unfit
from nep.norms.parameters.models import Dated

R = TypeVar("R", bound=Dated)


def plan(
    rows: QuerySet[R],
    since: date,
    source: str,
    *,
    at: datetime,
    **what: Any,  # noqa: ANN401 - the columns of the row
) -> R:
    """Add a row that applies from a day on, until the next one that is planned.

    :raises Unfit: when the day is not to come or taken, or no paper is named.
    :raises Overtaken: when somebody planned for the same days a moment ago.
    """
    check_source(source)
    with one_at_a_time():
        validity = _make_room(rows, since, at=at)
        return rows.create(validity=validity, source=source.strip(), own=True, **what)


def end(rows: QuerySet[R], since: date, source: str, *, at: datetime) -> R:
    """Let an agency's own row end, and the province's apply again, from a day on.

    :raises Unfit: when the day is not to come, no paper is named, or nothing applies on that day.
    """
    check_to_come(since, at=at)
    check_source(source)
    row = _end_at(rows.select_for_update(), since)
    if row is None:
        raise Unfit(_("The agency has nothing of its own on that day."))
    return row


def take_back(rows: QuerySet[R], key: int, reason: str, *, at: datetime) -> R:
    """Keep a planned row from ever applying; the one it would have ended goes on instead.

    :raises Unfit: when its day has come, when no reason is given, or it came with Nếp.
    :raises Overtaken: when it is taken back already.
    """
    row = rows.select_for_update().get(pk=key)
    if not row.own:
        raise Unfit(_("This came with Nếp and is not withdrawn: set another value instead."))
    if row.withdrawn:
        raise Overtaken(_("This has been withdrawn already."))
    if not row.validity.lower or row.validity.lower <= local_day(at):
        raise Unfit(_("What has begun to apply is not withdrawn: set what follows it instead."))
    if not reason.strip():
        raise Unfit(_("Say why it is withdrawn."))
    row.withdrawn = reason.strip()
    row.save(update_fields=["withdrawn"])
    before = rows.filter(withdrawn="", validity__endswith=row.validity.lower).first()
    if before is not None:
        before.validity = DateRange(before.validity.lower, row.validity.upper)
        before.save(update_fields=["validity"])
    return row


def check_source(source: str) -> None:
    """Let nothing be decided without a paper.

    :raises Unfit: when none is named.
    """
    if not source.strip():
        raise Unfit(_("Name the decision or the article behind it."))


def _make_room(rows: QuerySet[R], since: date, *, at: datetime) -> DateRange:
    """End the row in force where a new one begins; return the days of the new one."""
    check_to_come(since, at=at)
    standing = list(rows.select_for_update().filter(withdrawn=""))
    for row in standing:
        if row.validity.lower == since:
            raise Unfit(
                _("Something is planned from %(day)s already; withdraw that first.")
                % {"day": day(since)}
            )
    later = [row.validity.lower for row in standing if (row.validity.lower or date.min) > since]
    _end_at(rows, since)
    return DateRange(since, min(later, default=None))


def _end_at(rows: QuerySet[R], since: date) -> R | None:
    """End the row in force on a day where that day begins; return it, or nothing."""
    row = rows.filter(withdrawn="", validity__contains=since).first()
    if row is not None:
        row.validity = DateRange(row.validity.lower, since)
        row.save(update_fields=["validity"])
    return row


def check_to_come(since: date, *, at: datetime) -> None:
    """Let nothing change the past, nor a day on which people have worked by what applied.

    :raises Unfit: when the day is not after today.
    """
    today = local_day(at)
    if since <= today:
        raise Unfit(
            _("Dossiers were counted by what applied until %(today)s. Choose a later day.")
            % {"today": day(today)}
        )


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Say in a sentence that the database refused two rows for the same days."""
    try:
        yield
    except IntegrityError as clash:
        raise Overtaken(
            _("Somebody decided for the same days a moment ago. Look at the page again.")
        ) from clash
