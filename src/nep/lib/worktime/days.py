"""Calendar days: what a dated row says about one, and what it then is for the office."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import partial

from nep.lib.worktime.hours import ImpossibleHoursError, OfficeHours, Session, in_order
from nep.lib.worktime.moments import NO_TIME


class DayKind(StrEnum):
    """What a dated row decides about its day."""

    DAY_OFF = "DAY_OFF"
    WORKING_DAY = "WORKING_DAY"
    MORNING_ONLY = "MORNING_ONLY"
    AFTERNOON_ONLY = "AFTERNOON_ONLY"
    CUSTOM_HOURS = "CUSTOM_HOURS"


class DayNature(StrEnum):
    """Why an office works or rests on a day; the reason that an explanation gives."""

    ORDINARY = "ORDINARY"
    MAKE_UP = "MAKE_UP"
    CHANGED_HOURS = "CHANGED_HOURS"
    WEEKLY_REST = "WEEKLY_REST"
    HOLIDAY = "HOLIDAY"
    DAY_OFF = "DAY_OFF"


@dataclass(frozen=True, slots=True)
class DatedDay:
    """One dated row over the general calendar, and the decision it rests on.

    A working day written over a rest day is a make-up day (làm bù); written over a public holiday
    it says that this office works all the same.
    """

    on: date
    kind: DayKind
    source: str
    name: str = ""
    sessions: tuple[Session, ...] = ()

    def __post_init__(self) -> None:
        if not self.source.strip():
            message = f"The row for {self.on} does not name the decision behind it."
            raise ImpossibleHoursError(message)
        if bool(self.sessions) is not (self.kind is DayKind.CUSTOM_HOURS):
            message = f"The row for {self.on}: custom hours, and only they, name hours."
            raise ImpossibleHoursError(message)
        object.__setattr__(self, "sessions", in_order(self.sessions))

    def sessions_within(self, hours: OfficeHours) -> tuple[Session, ...]:
        """Return when the office is open on this day, given its usual hours."""
        usual = partial(hours.made_up_on, self.on.weekday())
        match self.kind:
            case DayKind.DAY_OFF:
                return ()
            case DayKind.WORKING_DAY:
                return usual()
            case DayKind.MORNING_ONLY:
                return tuple(part for session in usual() if (part := session.before_noon()))
            case DayKind.AFTERNOON_ONLY:
                return tuple(part for session in usual() if (part := session.after_noon()))
            case DayKind.CUSTOM_HOURS:
                return self.sessions


@dataclass(frozen=True, slots=True)
class Day:
    """One calendar day as the office lives it: its sessions as moments, and why."""

    on: date
    nature: DayNature
    sessions: tuple[tuple[datetime, datetime], ...] = ()
    name: str = ""
    source: str = ""

    @property
    def is_working(self) -> bool:
        return bool(self.sessions)

    @property
    def opens(self) -> datetime:
        """When work begins; only a working day has it."""
        return self.sessions[0][0]

    @property
    def closes(self) -> datetime:
        """When work ends; only a working day has it."""
        return self.sessions[-1][1]

    @property
    def working_time(self) -> timedelta:
        return sum((closes - opens for opens, closes in self.sessions), NO_TIME)
