"""What the worker does for documents by the clock: it tells people what waits for them."""

from datetime import timedelta

from django.db import transaction
from procrastinate.contrib.django import app

from nep.foundation import clock
from nep.platform.notices.services.bookmarks import new_rows, time_passed
from nep.platform.notices.tasks import FIRST
from nep.support.documents.services.telling import tell_of_entries
from nep.support.documents.services.telling_of_life import warn_of_reviews

READER, REVIEWS = "documents.news", "documents.reviews"
ONE_DAY = timedelta(days=1)


@app.periodic(cron="* * * * * */10")  # the sixth field counts seconds
@app.task(name=READER, queueing_lock=READER, lock=READER, priority=FIRST)
@transaction.atomic
def tell_what_happened(timestamp: int) -> None:
    """Every ten seconds, tell people what happened to documents since."""
    tell_of_entries(new_rows("journal_entry", READER), at=clock.now())


@app.periodic(cron="17 * * * *")
@app.task(name=REVIEWS, queueing_lock=REVIEWS, lock=REVIEWS, priority=FIRST)
@transaction.atomic
def warn_of_due_reviews(timestamp: int) -> None:
    """Each hour, tell those who draft which documents came to be due soon for their review."""
    until = clock.now()
    after = time_passed(REVIEWS, until=until) or until - ONE_DAY
    if after < until:
        warn_of_reviews(after, until)
