"""What the worker does for search: it takes in what was approved before there was one."""

from procrastinate.contrib.django import app

from nep.foundation import clock
from nep.support.fulltext.services import write_what_lacks

NAME = "fulltext.write_what_lacks"


@app.periodic(cron="* * * * *")
@app.task(name=NAME, queueing_lock=NAME, lock=NAME)
def take_in(timestamp: int) -> None:
    """Every minute, write the words of some approved revisions that have none."""
    write_what_lacks(at=clock.now())
