"""Second factors: setting one up, signing in with it, and whoever must have one (R63)."""

from datetime import UTC, datetime

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core.cache import cache
from django.test import RequestFactory

from nep.agencies.rules import Role
from nep.agencies.tests.factories import AgencyFactory, staff_in
from nep.foundation import clock
from nep.platform.accounts.networks import comes_from_inside
from nep.platform.accounts.second_factor import SecondFactorAdapter
from nep.platform.accounts.services import HOUSE, remove_second_factors
from nep.platform.accounts.sign_in import needs_second_factor
from nep.platform.accounts.tests.factories import UserFactory
from nep.platform.journal.queries import entries_about

RIGHT = "mat-khau-dung"
IN_2026 = datetime(2026, 8, 3, 2, 0, tzinfo=UTC)
SET_UP = "/toi/xac-thuc/ma/"
OUTSIDE = {"REMOTE_ADDR": "203.0.113.7"}

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    return staff_in(AgencyFactory(), Role.ADMINISTRATOR).person


def sign_in(client, person, **meta):
    return client.post("/dang-nhap/", {"login": person.username, "password": RIGHT}, **meta)


def code_of(secret):
    """Return what the app of a telephone shows now."""
    counter = [*yield_hotp_counters_from_time()][1]
    return format_hotp_value(hotp_value(secret, counter))


def prove(client):
    """Give the password once more: allauth asks before it changes how an account is protected."""
    return client.post("/toi/xac-nhan/", {"password": RIGHT, "next": SET_UP})


def set_up_codes(client):
    prove(client)
    secret = client.get(SET_UP).context["form"].secret
    client.post(SET_UP, {"code": code_of(secret)})
    cache.clear()  # each code is good once, and the test needs no half minute
    return secret


class TestCodes:
    def test_the_picture_is_ours_and_the_secret_is_not_in_the_clear(self, client, person):
        sign_in(client, person)
        assert prove(client)["Location"] == SET_UP

        page = client.get(SET_UP)
        secret = set_up_codes(client)

        assert 'src="data:image/svg+xml;base64,' in page.text
        stored = Authenticator.objects.get(user=person, type="totp").data["secret"]
        assert secret not in stored
        assert SecondFactorAdapter().decrypt(stored) == secret

    def test_from_then_on_the_password_alone_opens_nothing(self, client, person):
        sign_in(client, person)
        secret = set_up_codes(client)
        other = type(client)()

        answer = sign_in(other, person)

        assert answer["Location"] == "/dang-nhap/lop-hai/"
        assert other.get("/")["Location"] == "/thu-tuc/" or other.get("/toi/").status_code == 302
        wrong = other.post("/dang-nhap/lop-hai/", {"code": "000000"})
        assert "_auth_user_id" not in other.session
        assert wrong.status_code == 200
        other.post("/dang-nhap/lop-hai/", {"code": code_of(secret)})
        assert other.get("/toi/").status_code == 200

    def test_recovery_codes_are_shown_once_and_each_opens_once(self, client, person):
        sign_in(client, person)
        set_up_codes(client)
        codes = client.get("/toi/xac-thuc/du-phong/").context["unused_codes"]
        assert len(codes) == 10

        for expected in (True, False):
            other = type(client)()
            sign_in(other, person)
            other.post("/dang-nhap/lop-hai/", {"code": codes[0]})
            assert ("_auth_user_id" in other.session) is expected

    def test_setting_up_and_removing_are_recorded(
        self, client, person, django_capture_on_commit_callbacks
    ):
        sign_in(client, person)
        with django_capture_on_commit_callbacks(execute=True):
            set_up_codes(client)
        client.post("/toi/xac-thuc/ma/go/")

        assert [entry.act for entry in entries_about(person)] == [
            "accounts.second_factor_added",
            "accounts.second_factor_removed",
        ]
        assert not Authenticator.objects.filter(user=person).exists()

    def test_setting_one_up_ends_what_the_password_alone_had_opened_elsewhere(
        self, client, person, django_capture_on_commit_callbacks
    ):
        sign_in(other := type(client)(), person)
        sign_in(client, person)
        with django_capture_on_commit_callbacks(execute=True):
            set_up_codes(client)

        assert client.get("/toi/").status_code == 200
        assert other.get("/toi/")["Location"].startswith("/dang-nhap/")

    def test_a_wrong_code_sets_up_nothing(self, client, person):
        sign_in(client, person)
        prove(client)
        client.get(SET_UP)

        answer = client.post(SET_UP, {"code": "abc"})

        assert answer.status_code == 200
        assert not Authenticator.objects.exists()

    def test_what_was_lost_is_removed_with_its_recovery_codes(self, client, person):
        sign_in(client, person)
        set_up_codes(client)

        remove_second_factors(person, actor=HOUSE, at=clock.now())

        assert not Authenticator.objects.filter(user=person).exists()
        assert client.get("/toi/")["Location"].startswith("/dang-nhap/")
        assert sign_in(type(client)(), person)["Location"] == "/"

    def test_the_password_is_asked_for_once_more_before(self, client, person):
        sign_in(client, person)

        assert client.get(SET_UP)["Location"].startswith("/toi/xac-nhan/")


class TestWhoMustHaveOne:
    @pytest.mark.parametrize(
        ("role", "inside", "year", "needed"),
        [
            (Role.ADMINISTRATOR, True, 2026, True),
            (Role.ADMINISTRATOR, True, 2023, False),
            (Role.CLERK, True, 2026, False),
            (Role.CLERK, False, 2026, True),
            (Role.CLERK, False, 2023, False),
        ],
    )
    def test_the_dated_rows_decide(self, role, inside, year, needed):
        at = IN_2026.replace(year=year)

        assert needs_second_factor({role}, inside=inside, at=at) is needed

    @pytest.fixture
    def today(self):
        with clock.fixed(IN_2026):
            yield

    def test_an_administrator_is_led_to_it_and_does_nothing_before(self, client, person, today):
        sign_in(client, person)

        assert client.get("/")["Location"] == "/toi/xac-thuc/"
        assert client.get("/nguoi-dung/")["Location"] == "/toi/xac-thuc/"
        refused = client.post("/chuyen-vi-tri/", {"post": 1})
        assert refused.status_code == 403
        assert "xác thực lớp thứ hai" in refused.text

        set_up_codes(client)

        assert client.get("/nguoi-dung/").status_code == 200

    def test_others_are_not_asked_at_their_desk_but_from_outside(self, client, today):
        clerk = staff_in(AgencyFactory(), Role.CLERK).person
        sign_in(client, clerk)

        assert client.get("/").status_code == 200
        assert client.get("/", **OUTSIDE)["Location"] == "/toi/xac-thuc/"

    def test_in_the_demonstration_of_2023_nobody_is_asked(self, client, person):
        sign_in(client, person)

        assert client.get("/", **OUTSIDE).status_code == 200


class TestInside:
    @pytest.mark.parametrize(
        ("address", "forwarded", "proxies", "inside"),
        [
            ("127.0.0.1", "", 0, True),
            ("10.64.3.2", "", 0, True),
            ("::1", "", 0, True),
            ("203.0.113.7", "", 0, False),
            ("127.0.0.1", "10.0.0.5", 0, False),
            ("127.0.0.1", "10.0.0.5", 1, True),
            ("127.0.0.1", "10.0.0.5, 203.0.113.7", 1, False),
            ("127.0.0.1", "203.0.113.7, 10.0.0.5", 1, True),
            ("127.0.0.1", "", 1, False),
            ("127.0.0.1", "nonsense", 1, False),
            ("", "", 0, False),
        ],
    )
    def test_only_a_known_proxy_is_believed(self, settings, address, forwarded, proxies, inside):
        settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
        named = {"HTTP_X_FORWARDED_FOR": forwarded} if forwarded else {}
        request = RequestFactory().get("/", REMOTE_ADDR=address, **named)

        assert comes_from_inside(request) is inside

    def test_an_office_names_its_own_networks(self, settings):
        settings.INNER_NETWORKS = ["203.0.113.0/24", ""]
        request = RequestFactory().get("/", **OUTSIDE)

        assert comes_from_inside(request)


def test_a_passkey_page_tells_the_browser_what_to_ask(client):
    asked = client.get("/dang-nhap/khoa/", headers={"Accept": "application/json"})

    assert asked.json()["request_options"]["publicKey"]["challenge"]


def test_names_in_the_app_are_usernames(client):
    person = UserFactory(email="hoa@ninhthuan.gov.vn")

    assert SecondFactorAdapter().get_totp_label(person) == person.username
