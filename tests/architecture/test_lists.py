"""A list costs the database the same number of questions, however many rows it has."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from conftest import THE_MOMENT
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from nep.agencies.models import Staff
from nep.agencies.tests.factories import AgencyFactory, staff_in
from nep.operation.dossiers.tests.factories import a_dossier
from nep.operation.procedures.tests.factories import (
    LONG_AGO,
    Office,
    a_draft,
    a_running_procedure,
    a_tthc,
    content,
)
from nep.support.documents.services.drafting import submit_for_review

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
FEW, MORE = 3, 9


@pytest.fixture
def office() -> Office:
    return Office.at(AgencyFactory(district=True))


def running(office: Office, count: int) -> None:
    for _ in range(count):
        a_running_procedure(office, a_tthc())


def waiting_for_review(office: Office, count: int) -> None:
    for _ in range(count):
        draft = a_draft(office, content(a_tthc()))
        submit_for_review(draft, actor=office.secretary, at=LONG_AGO + timedelta(days=1))


def received(office: Office, count: int) -> None:
    for _ in range(count):
        served = a_tthc()
        procedure = a_running_procedure(office, served)
        a_dossier(served, procedure, actor=office.one_stop_officer, at=THE_MOMENT)


def staffed(office: Office, count: int) -> None:
    for _ in range(count):
        staff_in(office.agency)


def signed_in(staff_id: int) -> Client:
    client = Client()
    client.force_login(Staff.objects.get(pk=staff_id).person)
    return client


def questions(client: Client, address: str) -> int:
    """Return how many questions a page asks, besides what a process reads anew now and then."""
    return min(_asked(client, address) for _ in range(4))


def _asked(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(address)
    assert answer.status_code == 200
    return len(asked)


@pytest.mark.parametrize(
    ("address", "reader", "grow"),
    [
        pytest.param("desk:home", "one_stop_officer", received, id="my work: dossiers"),
        pytest.param("desk:home", "head", waiting_for_review, id="my work: revisions"),
        pytest.param("dossiers:list", "one_stop_officer", received, id="dossiers"),
        pytest.param("dossiers:choose", "one_stop_officer", running, id="what the counter takes"),
        pytest.param("documents:documents", "secretary", running, id="documents"),
        pytest.param("documents:documents", "secretary", waiting_for_review, id="revisions"),
        pytest.param("portal:procedures", "clerk", running, id="procedures for citizens"),
        pytest.param("api:agencies", "clerk", received, id="agencies for other systems"),
        pytest.param("api:catalogue", "clerk", running, id="the catalogue for other systems"),
        pytest.param("api:procedures", "secretary", running, id="procedures for other systems"),
        pytest.param("api:dossiers", "one_stop_officer", received, id="dossiers for other systems"),
        pytest.param("procedures:adopt", "secretary", running, id="what can be adopted"),
    ],
)
def test_a_list_asks_as_often_for_many_rows_as_for_few(
    office: Office, address: str, reader: str, grow: Callable[[Office, int], None]
):
    client, path = signed_in(getattr(office, reader).staff_id), reverse(address)
    grow(office, FEW)
    for_few = questions(client, path)

    grow(office, MORE)

    assert questions(client, path) == for_few


def test_the_page_of_an_agency_asks_as_often_for_many_people_as_for_few(office: Office):
    client = signed_in(office.clerk.staff_id)
    path = reverse("desk:agency", args=[office.agency.code])
    for_few = questions(client, path)

    staffed(office, MORE)

    assert questions(client, path) == for_few
