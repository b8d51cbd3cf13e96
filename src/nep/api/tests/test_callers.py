"""Who is let in, what each may read, and how often."""

from datetime import timedelta

import pytest
import time_machine
from conftest import THE_MOMENT
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client

from nep.agencies.models import Staff
from nep.agencies.rules import Role
from nep.agencies.tests.factories import AgencyFactory, actor_in, staff_in
from nep.api.models import Connection
from nep.api.rules import Scope
from nep.api.services import revoke_connection
from nep.api.tests.factories import EVERYTHING, a_connection, administrator_of
from nep.foundation import clock
from nep.norms.parameters.models import DatedValue
from nep.norms.parameters.queries import numbers
from nep.platform.accounts.tests.factories import UserFactory
from nep.platform.rates.services import Rate

pytestmark = pytest.mark.django_db


LISTS = {
    "/api/v1/agencies": Scope.AGENCIES,
    "/api/v1/catalogue": Scope.CATALOGUE,
    "/api/v1/procedures": Scope.PROCEDURES,
    "/api/v1/dossiers": Scope.DOSSIERS,
}


@pytest.fixture(autouse=True)
def a_minute_that_stands():
    """Hold the machine's clock, by which requests are counted."""
    with time_machine.travel(THE_MOMENT, tick=False):
        yield


def signed_in(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


class TestToken:
    @pytest.mark.parametrize("path", LISTS)
    def test_a_scope_opens_its_own_list_alone(self, path):
        agency = AgencyFactory()
        with_it = a_connection(agency, frozenset({LISTS[path]}), name="một")
        without = a_connection(agency, EVERYTHING - {LISTS[path]}, name="khác")

        assert with_it.get(path).status_code == 200
        answer = without.get(path)
        assert answer.status_code == 403
        assert LISTS[path] in answer.json()["detail"]

    def test_it_opens_nothing_once_revoked(self):
        agency = AgencyFactory()
        connected = a_connection(agency)
        revoke_connection(connected.connection, actor=administrator_of(agency), at=THE_MOMENT)

        assert connected.get("/api/v1/agencies").status_code == 401

    def test_it_opens_on_its_last_day_and_no_longer(self):
        connected = a_connection(AgencyFactory(), until=THE_MOMENT.date() + timedelta(days=1))

        with clock.fixed(THE_MOMENT + timedelta(days=1)):
            assert connected.get("/api/v1/agencies").status_code == 200
        with clock.fixed(THE_MOMENT + timedelta(days=2)):
            assert connected.get("/api/v1/agencies").status_code == 401

    def test_it_opens_nothing_once_its_agency_has_ended(self):
        agency = AgencyFactory()
        connected = a_connection(agency)
        agency.validity = DateRange(agency.validity.lower, THE_MOMENT.date())
        agency.save(update_fields=["validity"])

        assert connected.get("/api/v1/agencies").status_code == 401

    def test_the_day_of_its_last_use_is_kept_and_nothing_else_of_it(self):
        connected = a_connection(AgencyFactory())

        connected.get("/api/v1/agencies")

        stored = Connection.objects.get()
        assert stored.last_used_on == THE_MOMENT.date()
        assert stored.digest != connected.token
        assert stored.beginning == connected.token[:12]
        assert connected.token not in str(Connection.objects.values().get())

    @pytest.mark.parametrize(
        "sent",
        ["Bearer nep_khongco", "Bearer ", "Basic bmVwOm5lcA==", "nep_khongco", "Bearer \x00"],
    )
    def test_what_is_no_token_is_asked_who_it_is(self, client, sent):
        answer = client.get("/api/v1/agencies", headers={"authorization": sent})

        assert answer.status_code == 401
        assert answer["WWW-Authenticate"] == 'Bearer realm="nep"'
        assert answer["Content-Type"] == "application/problem+json"

    def test_a_wrong_token_is_not_made_up_for_by_a_session(self):
        client = signed_in(staff_in(AgencyFactory()).person)

        answer = client.get("/api/v1/agencies", headers={"authorization": "Bearer nep_khongco"})

        assert answer.status_code == 401

    def test_wrong_tokens_are_counted_by_where_they_come_from(self, client):
        answers = [
            client.get("/api/v1/agencies", headers={"authorization": f"Bearer nep_{number}"})
            for number in range(31)
        ]

        assert [answer.status_code for answer in answers] == [401] * 30 + [429]
        assert 1 <= int(answers[-1]["Retry-After"]) <= 60

    def test_a_wrong_token_from_nowhere_is_turned_away(self, client):
        answer = client.get(
            "/api/v1/agencies", headers={"authorization": "Bearer nep_0"}, REMOTE_ADDR=""
        )

        assert answer.status_code == 403
        assert answer["Content-Type"] == "application/problem+json"


class TestSession:
    @pytest.mark.parametrize("path", LISTS)
    def test_nobody_signed_in_is_asked_who_it_is_and_sent_nowhere(self, client, path):
        answer = client.get(path)

        assert answer.status_code == 401
        assert answer.json()["title"] == "Unauthorized"

    def test_people_without_a_post_read_what_is_public(self):
        client = signed_in(UserFactory())

        statuses = {path: client.get(path).status_code for path in LISTS}

        assert statuses == {
            "/api/v1/agencies": 200,
            "/api/v1/catalogue": 200,
            "/api/v1/procedures": 403,
            "/api/v1/dossiers": 403,
        }

    def test_people_read_as_in_the_post_they_have_chosen(self):
        staff = staff_in(AgencyFactory(), Role.OFFICIAL)
        watching = actor_in(AgencyFactory(), Role.INSPECTOR)
        other = Staff.objects.get(pk=watching.staff_id)
        other.person = staff.person
        other.save(update_fields=["person"])
        client = signed_in(staff.person)

        client.post("/chuyen-vi-tri/", {"post": other.pk})

        assert client.get("/api/v1/dossiers").wsgi_request.actor.agency_id == watching.agency_id

    def test_a_password_alone_opens_no_more_than_it_does_on_pages(self):
        client = signed_in(staff_in(AgencyFactory(), Role.ADMINISTRATOR).person)

        with clock.fixed(THE_MOMENT.replace(year=2026)):
            answer = client.get("/api/v1/dossiers")

        assert answer.status_code == 403
        assert answer["Content-Type"] == "application/problem+json"


class TestPatience:
    @pytest.fixture
    def three_a_minute(self):
        DatedValue.objects.filter(parameter__key="api.requests_a_minute").update(value=3)
        numbers.changed()

    def test_beyond_the_number_a_caller_is_told_to_wait(self, three_a_minute):
        connected, other = a_connection(AgencyFactory()), a_connection(AgencyFactory())

        answers = [connected.get("/api/v1/agencies") for _ in range(4)]

        assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
        assert 1 <= int(answers[-1]["Retry-After"]) <= 60
        assert answers[-1]["Content-Type"] == "application/problem+json"
        assert other.get("/api/v1/agencies").status_code == 200

    def test_people_are_counted_apart_from_connections(self, three_a_minute):
        staff = staff_in(AgencyFactory())
        client = signed_in(staff.person)

        statuses = [client.get("/api/v1/agencies").status_code for _ in range(4)]

        assert statuses == [200, 200, 200, 429]
        assert not Rate("api.requests", 3, 60).has_room(f"person:{staff.person_id}")
