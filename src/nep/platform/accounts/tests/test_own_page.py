"""A person's own page, their language, their sessions, and a password for one sign-in (R63)."""

from datetime import UTC, datetime, timedelta

import pytest
from allauth.usersessions.models import UserSession
from conftest import THE_MOMENT
from django.conf import settings

from nep.agencies.tests.factories import AgencyFactory, staff_in
from nep.foundation import clock
from nep.platform.accounts.models import User
from nep.platform.accounts.rules import Closed, a_one_time_password, is_username
from nep.platform.accounts.services import (
    HOUSE,
    close_idle_account,
    close_idle_accounts,
    lock_account,
    open_account_again,
    remember_sign_in,
)
from nep.platform.accounts.tasks import close_idle
from nep.platform.accounts.tests.factories import UserFactory
from nep.platform.journal.queries import entries_about

RIGHT = "mat-khau-dung"
IN_2026 = datetime(2026, 8, 3, 2, 0, tzinfo=UTC)
DAY = timedelta(days=1)

pytestmark = pytest.mark.django_db


@pytest.fixture
def person() -> User:
    return staff_in(AgencyFactory()).person


def sign_in(client, person, password=RIGHT):
    typed = {"login": person.username, "password": password}
    return client.post("/dang-nhap/", typed, follow=True)


class TestOwnPage:
    def test_what_is_written_is_kept_and_recorded(self, client, person):
        client.force_login(person)
        name = person.full_name

        client.post("/toi/", {"phone": "0912345678", "email": "a@b.vn", "language": "en"})

        person.refresh_from_db()
        assert (person.phone, person.email, person.language) == ("0912345678", "a@b.vn", "en")
        assert person.full_name == name
        assert entries_about(person).get().act == "accounts.profile_changed"
        assert client.cookies[settings.LANGUAGE_COOKIE_NAME].value == "en"

    @pytest.mark.parametrize(
        "typed",
        [{"phone": "gọi sau"}, {"email": "a@"}, {"language": "fr"}],
        ids=["telephone", "e-mail", "language"],
    )
    def test_what_is_wrong_changes_nothing(self, client, person, typed):
        client.force_login(person)

        answer = client.post("/toi/", {"language": "vi", **typed})

        person.refresh_from_db()
        assert "Hãy xem lại những mục sau" in answer.text
        assert (person.phone, person.email, person.language) == ("", "", "")

    def test_nobody_writes_their_own_name(self, client, person):
        client.force_login(person)
        name = person.full_name

        client.post("/toi/", {"language": "vi", "full_name": "Chủ tịch UBND tỉnh"})

        person.refresh_from_db()
        assert person.full_name == name


class TestLanguage:
    def test_the_switch_is_remembered_with_the_person(self, client, person):
        client.force_login(person)

        client.post("/ngon-ngu/", {"language": "en"})

        person.refresh_from_db()
        assert person.language == "en"

    def test_it_greets_them_in_every_browser(self, client, person):
        person.language = "en"
        person.save(update_fields=["language"])

        assert "My work" in sign_in(client, person).text

    def test_whoever_never_chose_keeps_what_the_browser_has(self, client, person):
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"

        assert "My work" in sign_in(client, person).text

    def test_what_is_no_language_is_not_remembered(self, client, person):
        client.force_login(person)

        client.post("/ngon-ngu/", {"language": "fr"})

        person.refresh_from_db()
        assert person.language == ""


class TestSessions:
    def test_others_are_ended_and_ones_own_goes_on(self, client, person):
        elsewhere = type(client)()
        sign_in(elsewhere, person)
        sign_in(client, person)
        assert UserSession.objects.filter(user=person).count() == 2

        client.post("/toi/phien/")

        assert client.get("/toi/").status_code == 200
        assert elsewhere.get("/toi/").status_code == 302

    def test_the_last_sign_in_is_told_in_the_time_of_the_installation(self, client, person):
        sign_in(client, person)

        person.refresh_from_db()
        assert person.last_login == THE_MOMENT

    def test_what_a_lock_has_ended_does_not_come_back_when_it_is_opened_again(self, client, person):
        sign_in(client, person)
        lock_account(person, "Nghi lộ mật khẩu", actor=HOUSE, at=THE_MOMENT)

        open_account_again(person, actor=HOUSE, at=THE_MOMENT)

        assert client.get("/toi/")["Location"].startswith("/dang-nhap/")


class TestOneTimePassword:
    @pytest.fixture
    def newcomer(self, client, person):
        person.password_is_temporary = True
        person.save(update_fields=["password_is_temporary"])
        sign_in(client, person)
        return person

    @pytest.mark.parametrize("path", ["/", "/ho-so/", "/toi/", "/tra-cuu/"])
    def test_it_opens_the_change_of_password_and_nothing_else(self, client, newcomer, path):
        assert client.get(path)["Location"] == "/tai-khoan/mat-khau/"

    def test_nothing_is_done_with_it(self, client, newcomer):
        answers = [
            client.post("/toi/", {"language": "vi", "phone": "0912345678"}),
            client.get("/ho-so/", headers={"HX-Request": "true"}),
        ]

        newcomer.refresh_from_db()
        assert [answer.status_code for answer in answers] == [403, 403]
        assert newcomer.phone == ""

    def test_with_a_password_of_ones_own_everything_opens(self, client, newcomer):
        typed = {"oldpassword": RIGHT, "password1": "chim-se-nho", "password2": "chim-se-nho"}
        client.post("/tai-khoan/mat-khau/", typed)

        newcomer.refresh_from_db()
        assert not newcomer.password_is_temporary
        assert client.get("/").status_code == 200
        assert entries_about(newcomer).get().act == "accounts.password_changed"

    def test_it_can_be_read_out_on_the_telephone(self):
        made = {a_one_time_password() for _one in range(50)}

        assert len(made) == 50
        assert not set("".join(made)) & set("0O1lIijo ")


@pytest.mark.parametrize(
    ("closed_for", "said"),
    [
        (Closed.LOCKED, "đang bị khóa"),
        (Closed.IDLE, "lâu không được sử dụng"),
        (Closed.LEFT, "thôi giữ vị trí"),
    ],
)
def test_a_closed_account_is_refused_with_its_reason_after_the_right_password_alone(
    client, person, closed_for, said
):
    person.is_active, person.closed_for = False, closed_for
    person.save(update_fields=["is_active", "closed_for"])

    assert said not in sign_in(client, person, "sai").text
    assert said in sign_in(client, person).text
    assert client.get("/toi/").status_code == 302


class TestIdleAccounts:
    @pytest.fixture
    def people(self):
        """Return who signed in 44, 45 and 46 days ago, and who was opened so long ago."""
        ago = {days: IN_2026 - days * DAY for days in (44, 45, 46)}
        used = {f"used {days}": {"last_login": moment} for days, moment in ago.items()}
        fresh = {f"opened {days}": {"opened_at": moment} for days, moment in ago.items()}
        long_ago = {"opened_at": IN_2026 - 400 * DAY}
        return {
            name: UserFactory(**{**long_ago, **when}) for name, when in {**used, **fresh}.items()
        }

    def closed(self, people):
        closed = User.objects.filter(closed_for=Closed.IDLE)
        return {name for name, person in people.items() if person in closed}

    def test_after_the_days_in_force_they_are_closed_by_the_house(self, people):
        assert close_idle_accounts(at=IN_2026) == 2

        assert self.closed(people) == {"used 46", "opened 46"}
        entry = entries_about(people["used 46"]).get()
        assert (entry.act, entry.details["days"]) == ("accounts.account_idle", 45)

    def test_before_the_number_is_in_force_nothing_is_closed(self, people):
        assert close_idle_accounts(at=THE_MOMENT) == 0

    def test_the_nightly_job_does_it_and_a_second_night_changes_nothing(self, people):
        with clock.fixed(IN_2026):
            close_idle(timestamp=0)
            close_idle(timestamp=0)

        assert self.closed(people) == {"used 46", "opened 46"}

    def test_what_changed_since_it_was_looked_for_stays_as_it_is(self, people):
        back, locked = people["used 46"], people["opened 46"]
        remember_sign_in(User.objects.get(pk=back.pk), at=IN_2026)
        lock_account(locked, "Nghi lộ mật khẩu", actor=HOUSE, at=IN_2026)

        for person in (back, locked):
            assert not close_idle_account(person, days=45, actor=HOUSE, at=IN_2026)

        assert self.closed(people) == set()

    def test_opened_again_disuse_is_counted_anew(self, people):
        close_idle_accounts(at=IN_2026)
        open_account_again(people["used 46"], actor=HOUSE, at=IN_2026)

        close_idle_accounts(at=IN_2026 + DAY)

        assert "used 46" not in self.closed(people)


@pytest.mark.parametrize(
    ("name", "good"),
    [
        ("hoa", True),
        ("hoa.tran-2_a", True),
        ("", False),
        ("Hoa", False),
        ("hoa..tran", False),
        ("hoa.", False),
        ("hòa", False),
        ("hoa tran", False),
        ("a" * 81, False),
    ],
)
def test_a_username_can_be_typed_by_everybody(name, good):
    assert is_username(name) is good
