"""The act of these tests, declared while they run and not a moment longer."""

import pytest

from nep.platform.journal import rules
from nep.platform.journal.tests.acts import OPENED


@pytest.fixture(autouse=True)
def act_of_the_tests(monkeypatch):
    monkeypatch.setitem(rules._acts, OPENED.name, OPENED)
