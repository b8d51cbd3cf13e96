"""Cookies and pages are safe by their settings, on every page and in every installation."""

import runpy

import pytest
from django.conf import settings
from django.urls import reverse

from nep.foundation import clock
from nep.platform.accounts.tests.factories import UserFactory
from tests.architecture.house import SOURCES
from tests.architecture.protection import unprotected


@pytest.mark.django_db
def test_the_cookie_of_a_session_is_out_of_reach_for_scripts_and_other_sites(client):
    person = UserFactory()

    client.post(reverse("account_login"), {"login": person.username, "password": "mat-khau-dung"})

    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert not cookie["max-age"]  # it ends with the browser


def test_behind_tls_no_cookie_travels_without_it(monkeypatch):
    monkeypatch.setenv("NEP_HTTPS", "1")

    chosen = runpy.run_path(str(SOURCES / "config" / "settings.py"))

    assert chosen["SESSION_COOKIE_SECURE"]
    assert chosen["CSRF_COOKIE_SECURE"]


@pytest.mark.django_db
def test_a_page_that_does_not_exist_is_protected_too(client):
    assert list(unprotected(client.get("/khong-co-trang-nay/"))) == []


@pytest.mark.django_db
def test_a_page_that_fails_is_protected_too(client, monkeypatch):
    def fail() -> None:
        raise ZeroDivisionError

    client.raise_request_exception = False
    monkeypatch.setattr(clock, "today", fail)

    answer = client.get(reverse("account_login"))

    assert answer.status_code == 500
    assert list(unprotected(answer)) == []
