"""The pages of administrators: the list, adding somebody, the review (R63, R65, R67)."""

import io

import pytest
from conftest import THE_MOMENT
from openpyxl import load_workbook

from nep.agencies.models import Staff
from nep.agencies.queries import actor_for, leading_unit
from nep.agencies.rules import Role
from nep.agencies.services import Order, delegate_role
from nep.agencies.tests.factories import AgencyFactory, focal_administrator, staff_in
from nep.agencies.tests.places import TODAY, address, post_of
from nep.platform.accounts.models import User
from nep.platform.journal.models import Entry
from nep.platform.journal.queries import entries_about

pytestmark = pytest.mark.django_db


def rows_of(response):
    sheet = load_workbook(io.BytesIO(response.content)).active
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


class TestTheList:
    def named(self, response):
        return [staff.person for staff in response.context["page"]]

    def test_it_finds_people_without_marks_by_name_account_and_post(self, browser, clerk, agency):
        clerk.person.full_name = "Đỗ Thị Hòa"
        clerk.person.save(update_fields=["full_name"])
        staff_in(agency, title="Chủ tịch")

        assert browser.get("/nguoi-dung/", {"trang-thai": "vua"}).status_code == 200
        for asked in ("do hoa", "ĐỖ", clerk.person.username, "van thu"):
            assert self.named(browser.get("/nguoi-dung/", {"q": asked})) == [clerk.person]

    def test_it_shows_people_by_how_they_stand(self, browser, administrator, clerk, agency):
        locked, gone = staff_in(agency), staff_in(agency, title="Thủ quỹ")
        browser.post(address(locked, "khoa"), {"reason": "Nghi lộ mật khẩu"})
        browser.post(post_of(gone, "thoi-giu"), {"receiver": ""})
        browser.post(address(clerk, "mat-khau"))

        shown = {
            standing: set(self.named(browser.get("/nguoi-dung/", {"trang-thai": standing})))
            for standing in ("", "chua-doi-mat-khau", "da-khoa", "da-nghi")
        }

        assert shown == {
            "": {administrator.person, clerk.person, locked.person},
            "chua-doi-mat-khau": {clerk.person},
            "da-khoa": {locked.person},
            "da-nghi": {gone.person},
        }

    def test_other_agencies_are_not_there_but_for_the_focal_agency(self, browser, clerk, client):
        elsewhere = staff_in(AgencyFactory(code="ubnd-xa-khac"))

        assert browser.get("/nguoi-dung/", {"co-quan": "ubnd-xa-khac"}).status_code == 404
        assert self.named(browser.get("/nguoi-dung/", {"co-quan": "tat-ca", "q": "van thu"})) == [
            clerk.person
        ]

        client.force_login(User.objects.get(pk=focal_administrator().person_id))
        listed = self.named(client.get("/nguoi-dung/", {"co-quan": "ubnd-xa-khac"}))
        assert listed == [elsewhere.person]
        everybody = self.named(client.get("/nguoi-dung/", {"co-quan": "tat-ca"}))
        assert {clerk.person, elsewhere.person} <= set(everybody)

    def test_it_goes_home_as_excel(self, browser, clerk):
        rows = rows_of(browser.get("/nguoi-dung/danh-sach.xlsx", {"q": "van thu"}))

        assert [row[1] for row in rows[1:]] == [clerk.person.username]

    def test_it_makes_the_same_number_of_reads_however_long(
        self, browser, agency, django_assert_max_num_queries
    ):
        for _one in range(12):
            staff_in(agency, Role.OFFICIAL, Role.AUDITOR)

        with django_assert_max_num_queries(18):
            assert len(self.named(browser.get("/nguoi-dung/"))) == 13


class TestAddingOne:
    def typed(self, agency, **changed):
        return {
            "full_name": "Trần Thị Hòa",
            "username": "Hoa.Tran",
            "unit": leading_unit(agency).pk,
            "title": "Văn thư",
            "since": TODAY,
            "roles": ["clerk"],
            **changed,
        }

    def test_the_password_is_shown_once_and_not_kept_by_the_browser(self, browser, agency):
        answer = browser.post("/nguoi-dung/them/", self.typed(agency))

        person = User.objects.get(username="hoa.tran")
        password = answer.context["welcomed"][0].password
        assert password in answer.text
        assert answer["Cache-Control"] == "no-store"
        assert person.check_password(password)

    @pytest.mark.parametrize(
        "wrong",
        [
            {"username": "Trần Hòa"},
            {"full_name": ""},
            {"unit": "0"},
            {"since": "31/02/2023"},
            {"roles": ["king"]},
            {"roles": ["clerk", "inspector"]},
            {"phone": "gọi sau"},
            {"title": "x" * 121},
        ],
        ids=",".join,
    )
    def test_what_is_wrong_is_said_and_nobody_is_added(self, browser, agency, wrong):
        before = User.objects.count(), Staff.objects.count(), Entry.objects.count()

        answer = browser.post("/nguoi-dung/them/", self.typed(agency, **wrong))

        assert answer.status_code in {403, 422}
        assert "data-refused" in answer.text or "Hãy xem lại những mục sau" in answer.text
        assert (User.objects.count(), Staff.objects.count(), Entry.objects.count()) == before


class TestTheReview:
    def test_every_row_says_what_should_be_looked_at(self, browser, clerk, agency, administrator):
        both = staff_in(agency, Role.ISO_SECRETARY, Role.AUDITOR)

        answer = browser.get("/nguoi-dung/ra-soat/")

        odd = {one.staff: set(one.oddities) for one in answer.context["rights"]}
        assert odd[both] == {"conflict", "never"}
        assert odd[clerk] == {"never"}
        assert "Giữ các vai trò phải tách riêng" in answer.text

    def test_whom_they_stand_in_for_is_told(self, browser, clerk, agency):
        leader = staff_in(agency, Role.LEADER)
        order = Order(THE_MOMENT.date(), THE_MOMENT.date(), "12/GUQ-UBND", "Nghỉ phép")
        by = actor_for(leader, at=THE_MOMENT)
        delegate_role(leader, clerk, Role.LEADER, order=order, actor=by, at=THE_MOMENT)

        shown = browser.get("/nguoi-dung/ra-soat/").text

        assert f"thay {leader.person.full_name}" in shown

    def test_it_is_recorded_and_told_the_next_time(self, browser, agency):
        browser.post("/nguoi-dung/ra-soat/", {"remark": "Không có gì bất thường."})

        entry = entries_about(agency).get()
        assert entry.act == "agencies.rights_reviewed"
        assert "Không có gì bất thường." in browser.get("/nguoi-dung/ra-soat/").text

    def test_not_without_a_word(self, browser, agency):
        answer = browser.post("/nguoi-dung/ra-soat/", {"remark": " "})

        assert answer.status_code == 422
        assert not entries_about(agency).exists()

    def test_it_goes_home_as_excel(self, browser, clerk):
        rows = rows_of(browser.get("/nguoi-dung/ra-soat/danh-sach.xlsx"))

        assert clerk.person.username in [row[1] for row in rows]

    def test_not_by_a_stranger(self, client, agency):
        client.force_login(staff_in(AgencyFactory(), Role.ADMINISTRATOR).person)

        there = "/nguoi-dung/ra-soat/?co-quan=ubnd-xa-tri-hai"
        assert client.post(there, {"remark": "Xong."}).status_code == 404
        assert not entries_about(agency).exists()
