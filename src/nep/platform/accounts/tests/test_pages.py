"""Signing in and out, wrong tries, and a session that nobody uses (R63)."""

import time

import pytest

from nep.platform.accounts.middleware import SEEN_KEY
from nep.platform.accounts.models import User
from nep.platform.accounts.tests.factories import UserFactory

RIGHT, WRONG = "mat-khau-dung", "mat-khau-sai"
LOCKED = "Tên đăng nhập này đã nhập sai quá nhiều lần nên tạm khóa."

pytestmark = pytest.mark.django_db


@pytest.fixture
def person() -> User:
    return UserFactory(username="nhung", password=RIGHT)


def sign_in(client, password: str, login: str = "nhung"):
    return client.post("/dang-nhap/", {"login": login, "password": password})


def is_signed_in(client) -> bool:
    return "_auth_user_id" in client.session


class TestSigningIn:
    def test_the_right_password_opens_the_desk(self, client, person):
        response = sign_in(client, RIGHT)

        assert response["Location"] == "/"
        assert is_signed_in(client)

    def test_the_case_of_the_username_does_not_matter(self, client, person):
        sign_in(client, RIGHT, login="NHUNG")

        assert is_signed_in(client)

    def test_a_wrong_password_and_an_unknown_name_are_answered_alike(self, client, person):
        answers = [sign_in(client, WRONG), sign_in(client, RIGHT, login="ai-do")]

        for answer in answers:
            assert "Tên đăng nhập hoặc mật khẩu không đúng." in answer.text
        assert not is_signed_in(client)

    def test_whoever_came_for_a_page_gets_it(self, client, person):
        response = client.post(
            "/dang-nhap/", {"login": "nhung", "password": RIGHT, "next": "/tim-kiem/"}
        )

        assert response["Location"] == "/tim-kiem/"

    def test_nothing_is_said_about_a_plain_success(self, client, person):
        response = client.post("/dang-nhap/", {"login": "nhung", "password": RIGHT}, follow=True)

        assert not list(response.context["messages"])


class TestWrongTries:
    def test_after_five_even_the_right_password_is_refused_with_a_clear_sentence(
        self, client, person
    ):
        for _try in range(5):
            assert LOCKED not in sign_in(client, WRONG).text

        answer = sign_in(client, RIGHT)

        assert LOCKED in answer.text
        assert not is_signed_in(client)

    def test_four_do_not_lock(self, client, person):
        for _try in range(4):
            sign_in(client, WRONG)

        sign_in(client, RIGHT)

        assert is_signed_in(client)

    def test_the_tries_on_one_name_do_not_lock_another(self, client, person):
        UserFactory(username="bao", password=RIGHT)
        for _try in range(5):
            sign_in(client, WRONG)

        sign_in(client, RIGHT, login="bao")

        assert is_signed_in(client)


class TestIdleSessions:
    @pytest.fixture
    def seen(self, client, person):
        client.force_login(person)

        def minutes_ago(minutes: int):
            session = client.session
            session[SEEN_KEY] = time.time() - minutes * 60
            session.save()
            return client.get("/tai-khoan/mat-khau/")

        return minutes_ago

    def test_fourteen_minutes_without_work_change_nothing(self, client, seen):
        assert seen(minutes=14).status_code == 200
        assert is_signed_in(client)

    def test_sixteen_minutes_sign_the_person_out_and_say_why(self, client, seen):
        response = seen(minutes=16)

        assert response["Location"].startswith("/dang-nhap/")
        assert not is_signed_in(client)
        assert "Bạn đã được đăng xuất" in client.get(response["Location"]).text


class TestSigningOut:
    def test_it_is_asked_first_and_done_by_a_post(self, client, person):
        client.force_login(person)

        assert "Đăng xuất?" in client.get("/dang-xuat/").text
        assert is_signed_in(client)

        client.post("/dang-xuat/")

        assert not is_signed_in(client)


class TestPassword:
    NEW = "chim-se-vuon-nho"

    def change(self, client, **typed: str):
        fields = {"oldpassword": RIGHT, "password1": self.NEW, "password2": self.NEW}
        return client.post("/tai-khoan/mat-khau/", {**fields, **typed})

    def test_it_is_changed_by_who_knows_the_old_one(self, client, person):
        client.force_login(person)

        response = self.change(client)

        person.refresh_from_db()
        assert response["Location"] == "/"
        assert person.check_password(self.NEW)

    @pytest.mark.parametrize(
        "typed",
        [{"oldpassword": WRONG}, {"password2": "khac"}, {"password1": "123", "password2": "123"}],
        ids=["the old one is wrong", "the two differ", "too short"],
    )
    def test_otherwise_it_stays_and_the_page_says_why(self, client, person, typed):
        client.force_login(person)

        response = self.change(client, **typed)

        person.refresh_from_db()
        assert "Hãy xem lại những mục sau" in response.text
        assert person.check_password(RIGHT)


def test_nobody_can_sign_up(client):
    assert client.get("/dang-ky/").status_code == 404
