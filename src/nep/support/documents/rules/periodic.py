"""Periodic review (soát xét định kỳ): what it can find, and when the next one is due."""

from datetime import date, timedelta
from enum import StrEnum

LONGEST_PERIOD = 120  # months
LONGEST_REMARK = 4_000


class Finding(StrEnum):
    """What a periodic review finds: the text stays, or has to be amended."""

    KEEP = "keep"
    AMEND = "amend"


class Dueness(StrEnum):
    """How near the due date of a review is."""

    LATE = "late"
    SOON = "soon"
    IN_TIME = "in_time"


def dueness(due_on: date, *, on: date, soon: timedelta) -> Dueness:
    """Tell how near a due date is: late from the day after it."""
    if due_on < on:
        return Dueness.LATE
    return Dueness.SOON if due_on <= on + soon else Dueness.IN_TIME
