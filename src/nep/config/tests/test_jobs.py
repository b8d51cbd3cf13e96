"""When jobs run by the clock: at night in Viet Nam, and later when the worker was down."""

from datetime import datetime

import pytest
from procrastinate.contrib.django import app
from procrastinate.periodic import PeriodicDeferrer

from nep.foundation.clock import VIETNAM

NIGHTLY = ("accounts.close_idle", "notices.forget")


def due_at(moment: datetime) -> dict[str, datetime]:
    """Return what a worker that starts at a moment puts into the queue, and for when."""
    deferrer = PeriodicDeferrer(registry=app.periodic_registry, **app.periodic_defaults)
    due = deferrer.get_previous_tasks(at=moment.timestamp())
    return {job.task.name: datetime.fromtimestamp(when, tz=VIETNAM) for job, when in due}


@pytest.mark.parametrize("job", NIGHTLY)
@pytest.mark.parametrize("hour", [0, 3, 12, 23])
def test_a_worker_that_starts_at_any_hour_makes_up_for_the_night(job, hour):
    started = datetime(2023, 11, 27, hour, 5, tzinfo=VIETNAM)

    missed = due_at(started)[job]

    assert missed.hour in {1, 2}
    assert (started - missed).days == 0
