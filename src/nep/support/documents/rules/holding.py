"""Holding a draft: one person writes at a time, and a hold that is left behind lapses."""

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class Hold:
    """Who writes in a draft, since when, and when they were last seen at it."""

    person_id: int
    name: str
    since: datetime
    seen_at: datetime

    def stands(self, *, at: datetime, lapse: timedelta) -> bool:
        """Tell whether the hold has not been left behind."""
        return at - self.seen_at < lapse

    def keeps_out(self, person_id: int, *, at: datetime, lapse: timedelta) -> bool:
        """Tell whether somebody cannot write because of it."""
        return self.person_id != person_id and self.stands(at=at, lapse=lapse)
