"""What the worker does for counts by the clock."""

from procrastinate.contrib.django import app

from nep.platform.rates.services import forget_what_ended


@app.periodic(cron="25 * * * *")
@app.task(name="rates.forget", queueing_lock="rates.forget")
def forget(timestamp: int) -> None:
    """Each hour, delete the counts that nobody asks for any more."""
    forget_what_ended()
