"""A pytest plugin: tests that name no database get a throw-away server, shared by all workers.

It is named with `-p` in pyproject.toml, so that it comes before anything reads the settings.
"""

import os

import pytest

from nep.supervisor.temporary import TemporaryCluster

_server = TemporaryCluster()


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests() -> None:
    """Start the server and name it in the environment, which xdist hands to its workers."""
    if not os.environ.get("DATABASE_URL"):
        _server.start()
        os.environ["DATABASE_URL"] = _server.url()


def pytest_unconfigure() -> None:
    """Stop the server, where it was started: in the process that everyone else came from."""
    _server.stop()
