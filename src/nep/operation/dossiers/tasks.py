"""What the worker does for dossiers by the clock: it tells people what waits for them."""

from django.db import transaction
from procrastinate.contrib.django import app

from nep.foundation import clock
from nep.operation.dossiers.services.telling import tell_of_events
from nep.operation.dossiers.services.warning import Span, warn_of
from nep.platform.notices.services.bookmarks import new_rows, time_passed
from nep.platform.notices.tasks import FIRST

ARRIVALS, WARNINGS = "dossiers.arrivals", "dossiers.warnings"


@app.periodic(cron="* * * * * */10")  # the sixth field counts seconds
@app.task(name=ARRIVALS, queueing_lock=ARRIVALS, lock=ARRIVALS, priority=FIRST)
@transaction.atomic
def tell_what_arrived(timestamp: int) -> None:
    """Every ten seconds, tell people which dossiers came to them since."""
    tell_of_events(new_rows("dossiers_event", ARRIVALS), at=clock.now())


@app.periodic(cron="* * * * *")
@app.task(name=WARNINGS, queueing_lock=WARNINGS, lock=WARNINGS, priority=FIRST)
@transaction.atomic
def warn_of_time(timestamp: int) -> None:
    """Each minute, warn people whose dossiers came to be due soon or late since."""
    until = clock.now()
    after = time_passed(WARNINGS, until=until)
    if after is not None and after < until:
        warn_of(Span(after, until))
