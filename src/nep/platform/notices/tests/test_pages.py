"""The inbox, the bell, and what people choose."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from nep.platform.accounts.tests.factories import UserFactory
from nep.platform.notices import opening
from nep.platform.notices.models import Notice
from nep.platform.notices.queries import mailing_of, unread_up_to
from nep.platform.notices.rules import Mailing
from nep.platform.notices.services.inbox import read_notice
from nep.platform.notices.tests.kinds import ARRIVED, BACK, NOON, told

pytestmark = pytest.mark.django_db
INBOX = "/thong-bao/"


@pytest.fixture
def browser(client, person):
    client.force_login(person)
    return client


def asked_by(browser) -> int:
    """Return how many questions the inbox asks, besides what is read anew now and then."""

    def once() -> int:
        with CaptureQueriesContext(connection) as asked:
            browser.get(INBOX)
        return len(asked)

    return min(once() for _ in range(3))


class TestInbox:
    def test_the_unread_stand_by_their_days_the_newest_first(self, browser, person):
        told(BACK, person, "01", at=NOON - timedelta(days=1))
        told(BACK, person, "02")

        page = browser.get(INBOX).content.decode()

        assert page.index("Hôm nay, 27/11/2023") < page.index("Dossier 02 came back")
        assert page.index("26/11/2023") < page.index("Dossier 01 came back")
        assert page.index("Dossier 02") < page.index("Dossier 01")

    def test_what_was_read_stands_under_all(self, browser, person):
        (notice,) = told(BACK, person, "01")
        read_notice(notice, at=NOON)

        assert "Dossier 01" not in browser.get(INBOX).content.decode()
        assert "Dossier 01" in browser.get(INBOX, {"xem": "tat-ca"}).content.decode()

    def test_an_empty_one_says_what_will_stand_there(self, browser):
        assert "Không có thông báo chưa đọc" in browser.get(INBOX).content.decode()
        page = browser.get(INBOX, {"xem": "tat-ca"}).content.decode()
        assert "Chưa có thông báo nào" in page

    def test_a_long_one_comes_in_pages(self, browser, person):
        told(BACK, person, *(f"{number:03}" for number in range(60)))

        first = browser.get(INBOX).content.decode()
        second = browser.get(INBOX, {"trang": "2"}).content.decode()

        assert first.count("data-row ") == 50
        assert second.count("data-row ") == 10

    def test_it_asks_as_often_for_many_as_for_few(self, browser, person):
        told(BACK, person, "01")
        few = asked_by(browser)

        told(BACK, person, *(f"{number:03}" for number in range(30)))

        assert asked_by(browser) == few

    def test_nobody_sees_what_others_were_told(self, browser):
        told(BACK, UserFactory(), "01")

        assert "Dossier 01" not in browser.get(INBOX, {"xem": "tat-ca"}).content.decode()


class TestOpening:
    def test_it_leads_to_the_thing_and_is_read(self, browser, person):
        (notice,) = told(BACK, person, "01")

        answer = browser.get(reverse("notices:open", args=[notice.pk]))

        assert answer["Location"] == "/ho-so/01/"
        assert unread_up_to(person.pk) == 0

    def test_the_reader_steps_into_the_post_it_is_about(self, browser, person, monkeypatch):
        (notice,) = told(BACK, person, "01")
        Notice.objects.filter(pk=notice.pk).update(staff_id=21)
        steps = []
        monkeypatch.setattr(opening, "_steps", [lambda _request, staff: steps.append(staff)])

        browser.get(reverse("notices:open", args=[notice.pk]))

        assert steps == [21]

    @pytest.mark.parametrize("way", ["open", "read"])
    def test_somebody_elses_is_absent_and_stays_unread(self, browser, way):
        other = UserFactory()
        (notice,) = told(BACK, other, "01")

        if way == "open":
            answer = browser.get(reverse("notices:open", args=[notice.pk]))
        else:
            answer = browser.post("/thong-bao/da-doc/", {"notice": notice.pk})

        assert answer.status_code == 404
        assert unread_up_to(other.pk) == 1


class TestPuttingAside:
    def test_one(self, browser, person):
        first, _second = told(BACK, person, "01", "02")

        browser.post("/thong-bao/da-doc/", {"notice": first.pk})

        assert unread_up_to(person.pk) == 1

    def test_all_that_was_shown(self, browser, person):
        newest = told(BACK, person, "01", "02")[-1]
        told(BACK, person, "03")

        browser.post("/thong-bao/da-doc/", {"until": newest.pk})

        assert unread_up_to(person.pk) == 1

    def test_what_grew_meanwhile_stays_unread(self, browser, person):
        told(ARRIVED, person, "01")
        seen = browser.get(reverse("notices:inbox")).context
        shown = {"until": seen["newest"], "gathered": seen["gathered"]}
        told(ARRIVED, person, "02")

        browser.post("/thong-bao/da-doc/", shown)

        assert unread_up_to(person.pk) == 1
        seen = browser.get(reverse("notices:inbox")).context
        browser.post("/thong-bao/da-doc/", {**shown, "gathered": seen["gathered"]})
        assert unread_up_to(person.pk) == 0

    @pytest.mark.parametrize(
        "sent",
        [
            {},
            {"notice": "x"},
            {"until": "-1"},
            {"until": "9", "gathered": "1:x"},
            {"notice": "9" * 40},
            {"notice": ["", ""]},
        ],
    )
    def test_what_cannot_be_meant_changes_nothing(self, browser, person, sent):
        told(BACK, person, "01")

        answer = browser.post("/thong-bao/da-doc/", sent)

        assert answer.status_code == 422
        assert unread_up_to(person.pk) == 1


class TestBell:
    def shown(self, browser) -> str:
        page = browser.get(reverse("notices:preferences")).content.decode()
        return page.partition('class="bell-count"')[2].partition(">")[2].partition("<")[0]

    def test_it_counts_what_is_unread(self, browser, person):
        told(BACK, person, "01", "02")

        assert self.shown(browser) == "2"

    def test_no_farther_than_nine(self, browser, person):
        told(BACK, person, *(str(number) for number in range(12)))

        assert self.shown(browser) == "9+"

    def test_without_anything_unread_it_is_silent(self, browser):
        assert self.shown(browser) == ""

    def test_it_asks_nothing_where_nobody_is_signed_in(self, client):
        with CaptureQueriesContext(connection) as asked:
            client.get("/dang-nhap/")

        # What other parts read again from time to time, like the clock's shift, is not counted.
        assert not [query for query in asked if "notices_notice" in query["sql"]]


class TestPreferences:
    ADDRESS = "/thong-bao/tuy-chon/"

    def test_at_first_it_is_one_letter_a_day(self, browser, person):
        page = browser.get(self.ADDRESS).content.decode()

        assert mailing_of(person.pk) is Mailing.DIGEST
        assert 'value="digest" id="id_mailing_1" checked' in page

    @pytest.mark.parametrize("mailing", Mailing)
    def test_a_choice_is_kept(self, browser, person, mailing):
        answer = browser.post(self.ADDRESS, {"mailing": mailing.value})

        assert answer.status_code == 302
        assert mailing_of(person.pk) is mailing

    @pytest.mark.parametrize("sent", [{}, {"mailing": "hourly"}])
    def test_what_is_none_of_them_is_refused(self, browser, person, sent):
        answer = browser.post(self.ADDRESS, sent)

        assert answer.status_code == 422
        assert mailing_of(person.pk) is Mailing.DIGEST

    def test_it_says_when_no_mail_is_sent(self, browser):
        assert "chưa đặt máy chủ thư" in browser.get(self.ADDRESS).content.decode()

    @pytest.mark.usefixtures("mail_on")
    def test_it_says_where_letters_go(self, browser, person):
        assert person.email in browser.get(self.ADDRESS).content.decode()

    @pytest.mark.usefixtures("mail_on")
    def test_it_says_when_the_account_has_no_address(self, client):
        client.force_login(UserFactory(email=""))

        assert "chưa có địa chỉ thư điện tử" in client.get(self.ADDRESS).content.decode()


def test_several_gathered_are_told_as_one(browser, person):
    told(ARRIVED, person, "01", "02")

    assert "2 dossiers arrived" in browser.get(INBOX).content.decode()
