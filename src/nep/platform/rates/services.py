"""Counting what is asked, against a number for each stretch of time.

The windows are fixed: where two meet, up to twice the number can pass within one length. They
follow the clock of the machine, never the shifted one of a demo.
"""

import time
from dataclasses import dataclass
from datetime import UTC, datetime

from allauth.account.adapter import get_adapter
from django.db import connection
from django.db.models.functions import Now
from django.http import HttpRequest

from nep.platform.rates.models import Spent

_COUNT = """
INSERT INTO rates_spent AS spent (key, "window", times, ends_at) VALUES (%s, %s, 1, %s)
ON CONFLICT (key) DO UPDATE SET
    times = CASE WHEN spent."window" = excluded."window" THEN spent.times + 1 ELSE 1 END,
    "window" = excluded."window",
    ends_at = excluded.ends_at
RETURNING times
"""


@dataclass(frozen=True, slots=True)
class Rate:
    """So many times in each window of so many seconds."""

    name: str
    times: int
    seconds: int

    @property
    def _window(self) -> int:
        return int(time.time() // self.seconds)

    def spend(self, who: str) -> bool:
        """Count once for somebody; tell whether that was still within the number."""
        window = self._window
        ends_at = datetime.fromtimestamp((window + 1) * self.seconds, tz=UTC)
        with connection.cursor() as cursor:
            cursor.execute(_COUNT, [self._key(who), window, ends_at])
            (times,) = cursor.fetchone()
        return int(times) <= self.times

    def has_room(self, who: str) -> bool:
        """Tell whether somebody could still spend, without counting."""
        spent = Spent.objects.filter(key=self._key(who), window=self._window, times__gte=self.times)
        return not spent.exists()

    def wait(self) -> float:
        """Return the seconds until the next window begins."""
        return self.seconds - time.time() % self.seconds

    def _key(self, who: str) -> str:
        return f"{self.name}:{who}"


def address_of(request: HttpRequest) -> str:
    """Return where a request comes from, believing a proxy only where one is named.

    :raises PermissionDenied: when it says nothing that could be counted.
    """
    return str(get_adapter().get_client_ip(request))


def forget_what_ended() -> None:
    """Delete the counts of windows that are over."""
    Spent.objects.filter(ends_at__lt=Now()).delete()
