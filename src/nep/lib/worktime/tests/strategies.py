"""Moments, limits and pauses for the property tests, in the years whose rest days are known."""

from datetime import datetime, timedelta

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from nep.lib.worktime.limits import Limit
from nep.lib.worktime.moments import TIME_ZONE
from nep.lib.worktime.pauses import Pause

QUICK = settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
FIRST_MINUTE = datetime(2023, 1, 2, tzinfo=TIME_ZONE)
MINUTES = int(timedelta(days=600) / timedelta(minutes=1))

moments = st.one_of(
    st.integers(0, MINUTES),
    # The hours at which something happens to a count, on any day.
    st.tuples(st.integers(0, 599), st.sampled_from([0, 420, 690, 810, 900, 1020])).map(
        lambda day_and_minute: day_and_minute[0] * 1440 + day_and_minute[1]
    ),
).map(lambda minute: FIRST_MINUTE + timedelta(minutes=minute))
working_days = st.integers(1, 12)
quarters = st.integers(1, 40).map(lambda count: str(count / 4))
limits = st.one_of(
    quarters.map(Limit.working_days), quarters.map(Limit.days), quarters.map(Limit.hours)
)


@st.composite
def stretches(draw: st.DrawFn, since: datetime) -> tuple[tuple[datetime, datetime], ...]:
    """Return up to three pauses after a moment, in order and apart."""
    found = []
    for _ in range(draw(st.integers(0, 3))):
        begins = since + timedelta(minutes=draw(st.integers(1, 4000)))
        since = begins + timedelta(minutes=draw(st.integers(1, 4000)))
        found.append((begins, since))
    return tuple(found)


def as_pauses(found: tuple[tuple[datetime, datetime], ...]) -> list[Pause]:
    return [Pause(begins, ends) for begins, ends in found]
