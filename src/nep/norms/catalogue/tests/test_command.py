"""`nep norms load`."""

from io import StringIO

import pytest
from django.core.management import call_command

pytestmark = pytest.mark.django_db


def test_a_load_tells_what_it_did():
    told = StringIO()

    call_command("norms", "load", stdout=told)

    assert told.getvalue().splitlines() == [
        "parameters: +0 ~0 =42",
        "standard: +0 ~0 =77",
        "tthc-everyday.json: +0 ~0 =40",
        "tthc-defence.json.gz: +0 ~0 =150",
        "tthc-portal-index.json.gz: +0 ~0 =2642",
        "competence: +0 ~0 =46",
    ]


def test_a_quiet_load_says_nothing():
    told = StringIO()

    call_command("norms", "load", verbosity=0, stdout=told)

    assert told.getvalue() == ""
