"""The worker: takes jobs out of PostgreSQL, one connection kept and a few more at need."""

from procrastinate import PsycopgConnector
from procrastinate.contrib.django import app
from procrastinate.contrib.django.utils import connector_params

NAME = "nep-worker"  # by this name of its connections the health page knows that it lives
CONCURRENCY = 2
CONNECTIONS = 4
STOP_SECONDS = 10.0


def work() -> None:
    """Take jobs until told to stop; a job under way then has ten seconds to finish."""
    # The usual connector opens four connections at once; idle ones cost 6 MiB each.
    connector = PsycopgConnector(
        kwargs={**connector_params(), "application_name": NAME}, min_size=1, max_size=CONNECTIONS
    )
    with app.replace_connector(connector) as worker:
        worker.run_worker(
            name=NAME, concurrency=CONCURRENCY, shutdown_graceful_timeout=STOP_SECONDS
        )
