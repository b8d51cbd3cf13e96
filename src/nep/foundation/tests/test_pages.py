"""Choices, refusals and errors look alike everywhere."""

import pytest
from django.db import DataError
from django.http import HttpRequest
from django.test import Client, RequestFactory
from django.views.defaults import server_error

from nep.foundation.middleware import RefusalMiddleware
from nep.foundation.verdicts import Refused

pytestmark = pytest.mark.django_db


class TestLanguage:
    def test_pages_are_vietnamese_whatever_the_browser_asks(self, client):
        response = client.get("/dang-nhap/", headers={"accept-language": "en-US"})

        assert "Đăng nhập" in response.text
        assert response["Content-Language"] == "vi"

    def test_the_visitor_chooses_english_and_comes_back(self, client):
        response = client.post("/ngon-ngu/", {"language": "en", "next": "/dang-nhap/"})

        assert response["Location"] == "/dang-nhap/"
        assert "Sign in" in client.get("/dang-nhap/").text

    def test_nobody_is_sent_elsewhere(self, client):
        response = client.post("/ngon-ngu/", {"language": "en", "next": "https://evil.example/"})

        assert response["Location"] == "/"

    def test_a_language_that_is_not_spoken_changes_nothing(self, client):
        response = client.post("/ngon-ngu/", {"language": "xx"})

        assert not response.cookies


class TestTheme:
    def test_the_choice_is_kept_and_drawn(self, client):
        client.post("/giao-dien/", {"theme": "dark"})

        assert 'data-theme="dark"' in client.get("/dang-nhap/").text

    def test_without_a_choice_the_system_decides(self, client):
        client.cookies["giao-dien"] = '"><script>'

        assert 'data-theme="system"' in client.get("/dang-nhap/").text


class TestRefusal:
    @pytest.fixture
    def refusal(self):
        return Refused("Bước này đang chờ người khác.")

    def middleware(self):
        return RefusalMiddleware(lambda _request: pytest.fail("the view is not asked again"))

    def refused(self, request: HttpRequest, refusal: Exception):
        return self.middleware().process_exception(request, refusal)

    def test_it_is_a_page_with_its_sentence(self, refusal):
        response = self.refused(RequestFactory().post("/"), refusal)

        assert response.status_code == 403
        assert "Bước này đang chờ người khác." in response.text
        assert "<html" in response.text

    def test_htmx_gets_the_sentence_alone_and_puts_it_among_the_messages(self, refusal):
        request = RequestFactory().post("/", headers={"hx-request": "true"})

        response = self.refused(request, refusal)

        assert response["HX-Retarget"] == "#messages"
        assert "Bước này đang chờ người khác." in response.text
        assert "<html" not in response.text

    def test_faults_stay_faults(self):
        assert self.refused(RequestFactory().get("/"), ValueError()) is None

    @pytest.mark.parametrize("address", ["/thu-tuc/a%00b/", "/thu-tuc/a%00b/ubnd-tinh/"])
    def test_a_character_that_stands_in_no_text_is_refused_in_words(self, client, address):
        response = client.get(address)

        assert response.status_code == 422
        assert "ký tự không dùng trong văn bản" in response.text

    def test_other_faults_of_data_stay_faults(self):
        assert self.refused(RequestFactory().get("/"), DataError("out of range")) is None


class TestErrors:
    def test_an_absent_page_says_so_in_vietnamese(self, client):
        response = client.get("/khong-co-trang-nay/")

        assert response.status_code == 404
        assert "Không có trang này" in response.text

    def test_a_fault_has_a_page_that_needs_nothing(self):
        response = server_error(RequestFactory().get("/"))

        assert response.status_code == 500
        assert "Hệ thống gặp lỗi" in response.content.decode()

    def test_a_form_without_its_token_is_explained(self):
        response = Client(enforce_csrf_checks=True).post("/ngon-ngu/", {"language": "en"})

        assert response.status_code == 403
        assert "Biểu mẫu đã mở quá lâu" in response.text


class TestComponentsPage:
    def test_developers_see_every_component(self, client, settings):
        settings.DEBUG = True

        assert client.get("/ui/").status_code == 200

    def test_an_installation_does_not_show_it(self, client):
        assert client.get("/ui/").status_code == 404
