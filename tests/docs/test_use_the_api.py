"""The commands of the page on the interface do what the page says."""

import shlex
from collections.abc import Mapping
from string import Template

import pytest
from conftest import THE_MOMENT
from django.http import HttpResponse
from django.test import Client
from tests.architecture.house import ROOT

from nep.agencies.tests.factories import AgencyFactory
from nep.api.tests.factories import a_connection
from nep.operation.dossiers.tests.factories import a_dossier
from nep.operation.procedures.tests.factories import Office, a_running_procedure, a_tthc

PAGE = (ROOT / "docs" / "how-to" / "use-the-api.md").read_text(encoding="utf-8")
COMMANDS = [line for line in PAGE.splitlines() if line.startswith("curl ")]
REFUSED = {'"Accept-Language: en"': 401, "If-None-Match": 304}


@pytest.fixture
def named(db) -> Mapping[str, str]:
    """What the page's variables stand for."""
    office = Office.at(AgencyFactory(district=True))
    served = a_tthc()
    procedure = a_running_procedure(office, served)
    dossier = a_dossier(served, procedure, actor=office.one_stop_officer, at=THE_MOMENT)
    portal = a_connection(office.agency)
    page = portal.get("/api/v1/catalogue", {"q": "khai sinh", "limit": 10})
    return {
        "NEP": "",
        "NEP_TOKEN": portal.token,
        "AGENCY": office.agency.code,
        "PROCEDURE": procedure.revision.document.code,
        "DOSSIER": dossier.code,
        "NEXT": page.json()["next"],
        "ETAG": portal.get("/api/v1/agencies", {"on": "2023-11-27"})["ETag"],
    }


def sent(command: str, named: Mapping[str, str]) -> HttpResponse:
    """Send what a curl command sends."""
    _curl, *words = [Template(word).substitute(named) for word in shlex.split(command)]
    address, headers = words.pop(), dict(word.split(": ", 1) for word in words if word != "-H")
    return Client().get(address, headers=headers)


@pytest.mark.slow
def test_every_command_is_answered_as_the_page_says(named):
    for command in COMMANDS:
        wanted = next((status for mark, status in REFUSED.items() if mark in command), 200)

        assert sent(command, named).status_code == wanted, command


def test_the_page_has_a_command_for_each_list():
    asked = " ".join(COMMANDS)

    assert all(f"/api/v1/{name}" in asked for name in ("agencies", "catalogue", "procedures"))
    assert "/api/v1/dossiers" in asked
