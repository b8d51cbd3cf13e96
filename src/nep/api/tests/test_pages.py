"""The pages on which systems are connected, and the description for those who write them."""

import re

import pytest
from conftest import THE_MOMENT
from django.test import Client
from django.urls import reverse

from nep.agencies.models import Staff
from nep.agencies.rules import Role
from nep.agencies.tests.factories import AgencyFactory, staff_in
from nep.api.face import ROOMS, described
from nep.api.models import Connection
from nep.api.rules import Scope
from nep.api.tests.factories import NEXT_MONTH, a_connection, administrator_of

pytestmark = pytest.mark.django_db
TYPED = {
    "name": "Báo cáo của Sở",
    "scopes": [Scope.AGENCIES, Scope.DOSSIERS],
    "expires_on": f"{NEXT_MONTH:%d/%m/%Y}",
}


@pytest.fixture
def agency():
    return AgencyFactory()


@pytest.fixture
def browser(agency) -> Client:
    return signed_in(administrator_of(agency).staff_id)


def signed_in(staff_id: int) -> Client:
    client = Client()
    client.force_login(Staff.objects.get(pk=staff_id).person)
    return client


def said(answer) -> str:
    return " ".join(answer.content.decode().split())


class TestConnecting:
    def test_the_first_page_says_what_a_connection_is_for(self, browser):
        assert "Chưa có hệ thống nào kết nối" in said(browser.get(reverse("api:connections")))

    def test_the_token_is_shown_once_and_works(self, browser):
        answer = browser.post(reverse("api:new_connection"), TYPED)

        token = re.search(r"nep_[\w-]{43}", answer.content.decode())[0]
        assert answer.status_code == 200
        assert "no-store" in answer["Cache-Control"]
        read = Client().get("/api/v1/agencies", headers={"authorization": f"Bearer {token}"})
        assert read.status_code == 200
        listed = said(browser.get(reverse("api:connections")))
        assert token not in listed
        assert f"{token[:12]}…" in listed
        assert f"{THE_MOMENT:%d/%m/%Y}" in listed  # last used

    def test_what_was_typed_stays_when_something_is_wrong(self, browser):
        answer = browser.post(reverse("api:new_connection"), {**TYPED, "expires_on": "01/01/2000"})

        assert answer.status_code == 422
        assert "không quá ngày" in said(answer)
        assert 'value="Báo cáo của Sở"' in said(answer)
        assert not Connection.objects.exists()

    def test_sending_the_form_twice_connects_once(self, browser):
        browser.post(reverse("api:new_connection"), TYPED)

        again = browser.post(reverse("api:new_connection"), TYPED)

        assert again.status_code == 422
        assert Connection.objects.count() == 1

    def test_all_agencies_are_offered_to_those_alone_who_see_them(self, agency, browser):
        watching = signed_in(administrator_of(agency, Role.PROVINCIAL_OFFICER).staff_id)

        assert "Của tất cả cơ quan" not in said(browser.get(reverse("api:new_connection")))
        assert "Của tất cả cơ quan" in said(watching.get(reverse("api:new_connection")))
        browser.post(reverse("api:new_connection"), {**TYPED, "all_agencies": "on"})
        assert not Connection.objects.get().all_agencies

    def test_others_are_refused_in_words(self, agency):
        leader = signed_in(staff_in(agency, Role.LEADER).pk)

        answer = leader.post(reverse("api:new_connection"), TYPED)

        assert answer.status_code == 403
        assert "quản trị viên" in said(answer)
        assert not Connection.objects.exists()


class TestRevoking:
    def test_it_is_asked_then_done(self, agency, browser):
        connected = a_connection(agency)
        path = reverse("api:revoke", args=[connected.connection.pk])

        asked = browser.get(path)
        assert "Thu hồi Cổng dịch vụ công?" in said(asked)
        assert connected.get("/api/v1/agencies").status_code == 200
        done = browser.post(path)

        assert done["Location"] == reverse("api:connections")
        assert connected.get("/api/v1/agencies").status_code == 401
        assert "Đã thu hồi" in said(browser.get(reverse("api:connections")))
        assert browser.get(path)["Location"] == reverse("api:connections")
        assert browser.post(path).status_code == 409

    def test_one_of_another_agency_is_absent(self, browser):
        theirs = a_connection(AgencyFactory()).connection

        answer = browser.post(reverse("api:revoke", args=[theirs.pk]))

        assert answer.status_code == 404
        theirs.refresh_from_db()
        assert theirs.revoked_at is None


class TestDescription:
    def test_it_is_open_to_all_and_kept_by_its_etag(self, client):
        answer = client.get(reverse("api:openapi"))

        assert answer.json()["openapi"].startswith("3.1")
        again = client.get(reverse("api:openapi"), headers={"if-none-match": answer["ETag"]})
        assert again.status_code == 304

    def test_its_page_names_every_address(self, client):
        page = said(client.get(reverse("api:reference")))

        assert [path for path in described()["paths"] if f"GET {path}" not in page] == []

    def test_every_operation_says_what_it_does_and_how_it_may_fail(self):
        for path, methods in described()["paths"].items():
            operation = methods["get"]
            assert operation["description"].endswith("."), path
            assert {"200", "304", "401", "403", "406", "422", "429"} <= set(operation["responses"])
            assert ("404" in operation["responses"]) is ("{" in path)
            for parameter in operation["parameters"]:
                known = parameter["in"] == "path"
                assert known or parameter["description"], f"{path}: {parameter['name']}"

    def test_no_two_modules_describe_different_things_under_one_name(self):
        schemas = described()["components"]["schemas"]
        models = [
            operation.response_models[200]
            for room in ROOMS
            for view in room.router.path_operations.values()
            for operation in view.operations
        ]

        for model in (model for model in models if isinstance(model, type)):
            told = model.model_json_schema(
                mode="serialization", ref_template="#/components/schemas/{model}"
            )
            for name, definition in told.get("$defs", {}).items():
                assert schemas[name] == definition, name
