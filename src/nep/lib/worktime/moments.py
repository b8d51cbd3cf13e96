"""Moments as people in Việt Nam read them on the wall."""

from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

TIME_ZONE: Final = ZoneInfo("Asia/Ho_Chi_Minh")
ONE_DAY: Final = timedelta(days=1)
NO_TIME: Final = timedelta(0)


class NaiveMomentError(ValueError):
    """A moment came without its time zone: seven hours could be lost without anyone noticing."""

    def __init__(self, moment: datetime) -> None:
        super().__init__(f"{moment.isoformat()} has no time zone; give an aware datetime.")


def local(moment: datetime) -> datetime:
    """Return the same moment in the time zone of Việt Nam.

    :raises NaiveMomentError: when the moment does not say in which time zone it is.
    """
    if moment.tzinfo is TIME_ZONE:
        return moment
    if moment.utcoffset() is None:
        raise NaiveMomentError(moment)
    return moment.astimezone(TIME_ZONE)


def at_clock(on: date, clock: time) -> datetime:
    """Return the moment at which the clocks of Việt Nam show this time on this day."""
    return datetime.combine(on, clock, tzinfo=TIME_ZONE)
