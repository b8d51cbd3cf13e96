"""What the worker does for accounts by the clock."""

from procrastinate.contrib.django import app

from nep.foundation import clock
from nep.platform.accounts.services import close_idle_accounts


@app.periodic(cron="15 18 * * *")  # UTC: a quarter past one in Viet Nam
@app.task(name="accounts.close_idle", queueing_lock="accounts.close_idle")
def close_idle(timestamp: int) -> None:
    """Each night, close the accounts that nobody has used for too long."""
    close_idle_accounts(at=clock.now())
