"""What every address does alike: formats, methods, language, ETags, pages, problems."""

import pytest
from django.test import Client

from nep.agencies.tests.factories import AgencyFactory
from nep.api.tests.factories import Connected, a_connection

pytestmark = pytest.mark.django_db
AGENCIES, CATALOGUE = "/api/v1/agencies", "/api/v1/catalogue"


@pytest.fixture
def portal() -> Connected:
    return a_connection(AgencyFactory())


DATED = "Ghi ngày dạng 2023-11-27"


class TestPages:
    def test_pages_lead_through_the_whole_list_each_row_once(self, portal):
        listed, cursor = [], ""
        while cursor is not None:
            page = portal.get(CATALOGUE, {"q": "khai sinh", "limit": 7, "cursor": cursor}).json()
            assert len(page["items"]) <= 7
            listed += [item["key"] for item in page["items"]]
            cursor = page["next"]

        assert len(listed) > 7
        assert listed == sorted(set(listed))

    def test_a_page_that_is_exactly_full_leads_nowhere(self, portal):
        rows = len(portal.get(CATALOGUE, {"q": "lưu động"}).json()["items"])

        page = portal.get(CATALOGUE, {"q": "lưu động", "limit": rows}).json()

        assert (len(page["items"]), page["next"]) == (rows, None)

    @pytest.mark.parametrize("cursor", ["x", "WzFd:x", "W10:", ":", "é" * 3, "0" * 200])
    def test_a_broken_cursor_is_refused_in_words(self, portal, cursor):
        answer = portal.get(CATALOGUE, {"cursor": cursor})

        assert answer.status_code == 422
        assert "Con trỏ" in answer.json()["detail"]

    def test_the_cursor_of_one_list_is_none_of_another(self, portal):
        cursor = portal.get(CATALOGUE, {"limit": 1}).json()["next"]

        assert portal.get("/api/v1/dossiers", {"cursor": cursor}).status_code == 422

    @pytest.mark.parametrize("limit", ["0", "201", "-1", "nhiều", "1.5", "9" * 30])
    def test_the_length_of_a_page_has_bounds(self, portal, limit):
        answer = portal.get(CATALOGUE, {"limit": limit})

        assert answer.status_code == 422
        assert [fault["where"] for fault in answer.json()["faults"]] == ["limit"]


class TestETag:
    def test_what_has_not_changed_is_not_sent_again(self, portal):
        first = portal.get(AGENCIES)

        again = portal.get(AGENCIES, **{"if-none-match": first["ETag"]})

        assert again.status_code == 304
        assert again.content == b""
        assert again["ETag"] == first["ETag"]
        assert first["Cache-Control"] == "private, no-cache"
        assert {"Authorization", "Cookie", "Accept-Language"} <= set(first["Vary"].split(", "))

    def test_what_has_changed_is_sent(self, portal):
        first = portal.get(AGENCIES)
        AgencyFactory()

        again = portal.get(AGENCIES, **{"if-none-match": first["ETag"]})

        assert again.status_code == 200
        assert again["ETag"] != first["ETag"]

    def test_nothing_is_kept_from_those_who_may_not_read(self, portal):
        first = portal.get(AGENCIES)

        answer = Client().get(AGENCIES, headers={"if-none-match": first["ETag"]})

        assert answer.status_code == 401


class TestAsked:
    @pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options", "trace"])
    def test_nothing_can_be_written(self, client, method):
        answer = getattr(client, method)(AGENCIES)

        assert answer.status_code == 405
        assert answer["Allow"] == "GET, HEAD"
        assert answer["Content-Type"] == "application/problem+json"

    def test_the_head_of_an_answer_can_be_asked(self, portal):
        answer = Client().head(AGENCIES, headers={"authorization": f"Bearer {portal.token}"})

        assert answer.status_code == 200
        assert answer["ETag"] == portal.get(AGENCIES)["ETag"]
        assert answer.content == b""

    def test_another_format_is_not_to_be_had(self, portal):
        assert portal.get(AGENCIES, accept="text/csv").status_code == 406
        assert portal.get(AGENCIES, accept="text/html, */*;q=0.1").status_code == 200

    @pytest.mark.parametrize(
        "path", ["/api/v1/khong-co", "/api/v1/agencies/a/b", "/api/v1/openapi", "/api/v1/a%0A/b"]
    )
    def test_an_address_that_is_not_there_is_a_problem_not_a_page(self, client, path):
        answer = client.get(path)

        assert answer.status_code == 404
        assert answer.json()["status"] == 404

    def test_problems_are_told_in_vietnamese_and_in_english_when_that_is_accepted(self, client):
        vietnamese, english = (
            client.get(AGENCIES),
            client.get(AGENCIES, headers={"accept-language": "en-GB,en;q=0.9"}),
        )

        assert vietnamese.json()["detail"].startswith("Hãy đăng nhập")
        assert english.json()["detail"].startswith("Sign in")
        assert (vietnamese["Content-Language"], english["Content-Language"]) == ("vi", "en")

    @pytest.mark.parametrize(
        ("path", "asked", "sentence"),
        [
            (AGENCIES, {"on": "30/02/2023"}, DATED),
            (AGENCIES, {"on": "2023-02-30"}, DATED),
            (AGENCIES, {"on": "0"}, DATED),
            ("/api/v1/dossiers", {"changed_since": "1701050400"}, DATED),
            (CATALOGUE, {"q": "\x00"}, "Cần một dòng chữ, không có ký tự điều khiển."),
            (CATALOGUE, {"q": "a" * 201}, "Nhiều nhất 200 ký tự."),
            (CATALOGUE, {"level": "planet"}, "Cần một trong các giá trị:"),
            (CATALOGUE, {"limit": "0"}, "Nhỏ nhất là 1."),
            (CATALOGUE, {"limit": "nhiều"}, "Cần một số nguyên."),
            ("/api/v1/dossiers", {"state": "4"}, "Cần một trong các giá trị:"),
            ("/api/v1/dossiers", {"changed_since": "2023-11-27T09:00:00"}, DATED),
            ("/api/v1/dossiers", {"received_from": "0000-00-00"}, DATED),
        ],
    )
    def test_values_that_do_not_fit_are_named_and_said_why(self, portal, path, asked, sentence):
        answer = portal.get(path, asked)

        assert answer.status_code == 422
        (fault,) = answer.json()["faults"]
        assert [fault["where"]] == list(asked)
        assert fault["what"].startswith(sentence)

    def test_text_with_a_nul_in_an_address_is_named_too(self, portal):
        assert portal.get("/api/v1/agencies/a%00b").status_code == 422

    def test_what_nobody_foresaw_is_told_without_its_reasons(self, portal, monkeypatch, caplog):
        def fail(_at: object) -> None:
            raise ZeroDivisionError

        monkeypatch.setattr("nep.agencies.queries.agencies_on", fail)

        answer = portal.get(AGENCIES)

        assert answer.status_code == 500
        assert answer["Content-Type"] == "application/problem+json"
        assert "ZeroDivisionError" not in answer.content.decode()
        assert "Internal Server Error: /api/v1/agencies" in caplog.text
