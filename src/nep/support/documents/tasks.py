"""What the worker does for documents by the clock: it tells people what waits for them."""

from django.db import transaction
from procrastinate.contrib.django import app

from nep.foundation import clock
from nep.platform.notices.services.bookmarks import new_rows
from nep.platform.notices.tasks import FIRST
from nep.support.documents.services.telling import tell_of_entries

READER = "documents.news"


@app.periodic(cron="* * * * * */10")  # the sixth field counts seconds
@app.task(name=READER, queueing_lock=READER, lock=READER, priority=FIRST)
@transaction.atomic
def tell_what_happened(timestamp: int) -> None:
    """Every ten seconds, tell people what happened to documents since."""
    tell_of_entries(new_rows("journal_entry", READER), at=clock.now())
