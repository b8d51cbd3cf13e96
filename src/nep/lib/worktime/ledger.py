"""The pen that writes a calculation down while it is made, grouping days of the same kind."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from nep.lib.worktime.calendar import Calendar
from nep.lib.worktime.days import Day, DayNature
from nep.lib.worktime.explanation import Line, LineKind
from nep.lib.worktime.moments import ONE_DAY


@dataclass(slots=True)
class _Run:
    """A line that may still grow: as its first day made it, and what later days change."""

    line: Line
    grown: dict[str, Any]

    def holds(self, kind: LineKind, name: str = "", nature: DayNature | None = None) -> bool:
        return (self.line.kind, self.line.name, self.line.nature) == (kind, name, nature)


class Ledger:
    """Lines in the order in which the calculation meets them; consecutive days share one."""

    def __init__(self) -> None:
        self._written: list[Line] = []
        self._run: _Run | None = None
        self._days_counted = 0

    @property
    def lines(self) -> tuple[Line, ...]:
        self._close_run()
        return tuple(self._written)

    def write(self, line: Line) -> None:
        self._close_run()
        self._written.append(line)

    def count_day(self, day: Day) -> None:
        """Write down that a day is one of those that make up the limit."""
        self._remark(day)
        self._days_counted += 1
        if not self._grows_by_day(day, LineKind.COUNTED_DAYS):
            self._begin(
                Line(kind=LineKind.COUNTED_DAYS, first=day.on, number=self._days_counted),
                last=day.on,
                count=1,
            )

    def skip_day(self, day: Day) -> None:
        """Write down that a day of rest is left out."""
        if not self._grows_by_day(day, LineKind.SKIPPED, day.name, day.nature):
            self._begin(
                Line(
                    kind=LineKind.SKIPPED,
                    first=day.on,
                    nature=day.nature,
                    name=day.name,
                    source=day.source,
                ),
                last=day.on,
                count=1,
            )

    def skip_days(self, calendar: Calendar, since: date, before: date) -> None:
        """Write down the days of rest from one day up to another, which is not looked at."""
        while since < before:
            if not (day := calendar.day(since)).is_working:
                self.skip_day(day)
            since += ONE_DAY

    def count_time(self, day: Day, begins: datetime, ends: datetime) -> None:
        """Write down office time that makes up the limit."""
        if begins == day.opens or self._run is None:
            self._remark(day)
        run = self._run
        if run and run.holds(LineKind.COUNTED_TIME):
            run.grown["until"] = ends
            run.grown["amount"] += ends - begins
            return
        line = Line(kind=LineKind.COUNTED_TIME, at=begins)
        self._begin(line, until=ends, amount=ends - begins)

    def move_to_working_day(self, rest: Day, working: Day) -> None:
        """Write down that a limit ending on a day of rest ends with the next working day."""
        self.write(
            Line(
                kind=LineKind.MOVED_TO_WORKING_DAY,
                first=rest.on,
                last=working.on,
                nature=rest.nature,
                name=rest.name,
                source=rest.source,
            )
        )

    def _remark(self, day: Day) -> None:
        if day.nature not in (DayNature.MAKE_UP, DayNature.CHANGED_HOURS):
            return
        line = Line(kind=LineKind.MAKE_UP_DAY, first=day.on, name=day.name, source=day.source)
        if day.nature is DayNature.CHANGED_HOURS:
            line = replace(line, kind=LineKind.CHANGED_HOURS, at=day.opens, until=day.closes)
        self.write(line)

    def _grows_by_day(
        self, day: Day, kind: LineKind, name: str = "", nature: DayNature | None = None
    ) -> bool:
        run = self._run
        if run is None or not run.holds(kind, name, nature):
            return False
        run.grown["last"] = day.on
        run.grown["count"] += 1
        return True

    def _begin(self, line: Line, **grown: Any) -> None:  # noqa: ANN401 - values of a Line
        self._close_run()
        self._run = _Run(line, grown)

    def _close_run(self) -> None:
        if self._run:
            self._written.append(replace(self._run.line, **self._run.grown))
            self._run = None
