"""The agency of the search's tests: its texts are drafted and approved by its own people."""

from nep.support.fulltext.tests.conftest import (  # noqa: F401 - fixtures
    browser_of,
    elsewhere,
    house,
    watcher,
)
