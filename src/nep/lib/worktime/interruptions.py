"""What pauses do to a count: the two readings of NĐ 61/2018, Điều 19.4 and of practice.

Both agree on one thing: only a pause that begins while the dossier is still in time has an effect.
To ask for supplements after the due date cures no lateness.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from nep.lib.worktime.calendar import Calendar
from nep.lib.worktime.counting import (
    add_working_time,
    next_opening,
    working_day_on_or_after,
    working_time_between,
)
from nep.lib.worktime.explanation import Deadline, Line, LineKind
from nep.lib.worktime.limits import Limit
from nep.lib.worktime.moments import ONE_DAY
from nep.lib.worktime.pauses import Pause, PausePolicy, Pauses
from nep.lib.worktime.tally import Count, Tally


@dataclass(frozen=True, slots=True)
class Question:
    """When is it due: a limit, its start, the calendar it runs on and the way it is counted."""

    limit: Limit
    since: datetime
    calendar: Calendar
    tally: Tally

    def answer(self, opening: LineKind, pauses: Pauses) -> Deadline:
        """Return when it is due, the first line of the calculation being of the kind given."""
        opened = Line(kind=opening, at=self.since)
        follow = self._restarted if pauses.policy is PausePolicy.RESTART else self._shifted
        return follow(opened, pauses.after(self.since).stretches)

    def _restarted(self, opened: Line, stretches: tuple[Pause, ...]) -> Deadline:
        count, lines, too_late = self._count_from(self.since), [opened], []
        for pause in stretches:
            if pause.since > count.due:
                too_late.append(_line_of(pause, LineKind.PAUSED_AFTER_DUE))
                continue
            lines.append(_line_of(pause, LineKind.PAUSED))
            if pause.until is None:
                return _standing_still(pause, lines)
            lines.append(Line(kind=LineKind.RESTARTED, at=pause.until))
            count = self._count_from(pause.until)
        return _due(count, [*lines, *count.lines, *too_late])

    def _shifted(self, opened: Line, stretches: tuple[Pause, ...]) -> Deadline:
        count = self._count_from(self.since)
        lines = [opened, *count.lines]
        if stretches and stretches[0].since <= count.due:
            lines.append(Line(kind=LineKind.DUE_BEFORE_PAUSES, at=count.due))
        for pause in stretches:
            if pause.since > count.due:
                lines.append(_line_of(pause, LineKind.PAUSED_AFTER_DUE))
                continue
            lines.append(_line_of(pause, LineKind.PAUSED))
            if pause.until is None:
                return _standing_still(pause, lines)
            count, line = self._shift(count, pause.since, pause.until)
            lines.append(line)
        return _due(count, lines)

    def _count_from(self, since: datetime) -> Count:
        return self.tally(self.limit, since, self.calendar)

    def _shift(self, count: Count, since: datetime, until: datetime) -> tuple[Count, Line]:
        if count.ends_on is None:
            return _shift_by_time(count, since, until, self.calendar)
        return _shift_by_dates(count, since, until, self.calendar)


def _shift_by_time(
    count: Count, since: datetime, until: datetime, calendar: Calendar
) -> tuple[Count, Line]:
    # To the second, not rounded to whole days: a pause of a minute each evening would otherwise
    # earn a day each time. What was left when the pause began is left when it ends.
    waited = working_time_between(calendar, min(max(since, count.runs_from), until), until)
    due = add_working_time(calendar, count.due, waited)
    line = Line(kind=LineKind.SHIFTED_BY_TIME, at=count.due, until=due, amount=waited)
    return replace(count, due=due), line


def _shift_by_dates(
    count: Count, since: datetime, until: datetime, calendar: Calendar
) -> tuple[Count, Line]:
    # Dates are all that a limit in calendar days knows. A pause that began in time, perhaps in the
    # working day that a day of rest had yielded to, never ends with the dossier late already.
    resumed_on = next_opening(calendar, until).date()
    waited = (resumed_on - next_opening(calendar, since).date()).days
    ends_on = max((count.ends_on or resumed_on) + waited * ONE_DAY, resumed_on)
    due = working_day_on_or_after(calendar, ends_on).closes
    line = Line(kind=LineKind.SHIFTED_BY_DAYS, at=count.due, until=due, count=waited)
    return replace(count, due=due, ends_on=ends_on), line


def _line_of(pause: Pause, kind: LineKind) -> Line:
    return Line(kind=kind, at=pause.since, until=pause.until, source=pause.source)


def _standing_still(pause: Pause, lines: list[Line]) -> Deadline:
    still = Line(kind=LineKind.NOT_DUE_WHILE_PAUSED, at=pause.since)
    return Deadline(None, (*lines, still))


def _due(count: Count, lines: list[Line]) -> Deadline:
    return Deadline(count.due, (*lines, Line(kind=LineKind.DUE, at=count.due)))
