"""What the worker does for notices by the clock.

Each job is harmless to repeat and waits in the queue once. They go before the jobs that load or
compute for minutes.
"""

import logging

from procrastinate.contrib.django import app

from nep.foundation import clock, parameters
from nep.platform.notices.mail import MailRoom, mail_is_on
from nep.platform.notices.services.inbox import forget
from nep.platform.notices.services.letters import note_unreachable, send_letters, write_digests

FIRST = 10
"""The priority of short jobs that people wait for."""
_log = logging.getLogger(__name__)


@app.periodic(cron="* * * * *")
@app.task(name="notices.send", queueing_lock="notices.send", lock="notices.send", priority=FIRST)
def send(timestamp: int) -> None:
    """Each minute, write the letters of the day when their hour has come, and send what waits."""
    at = clock.now()
    write_digests(hour=int(parameters.number("notices.digest_hour", at=at)), at=at)
    if not mail_is_on():
        return
    try:
        with MailRoom() as room:
            send_letters(room)
    except OSError as fault:
        _log.warning("The mail server cannot be reached: %s", fault)
        note_unreachable(str(fault))


@app.periodic(cron="30 19 * * *")  # UTC: half past two in Viet Nam
@app.task(name="notices.forget", queueing_lock="notices.forget")
def forget_old(timestamp: int) -> None:
    """Each night, delete what was read long ago."""
    at = clock.now()
    forget(days=int(parameters.number("notices.kept_days", at=at)), at=at)
