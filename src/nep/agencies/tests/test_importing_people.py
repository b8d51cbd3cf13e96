"""Many people by one table: checked row by row, then all or nobody (ADR 41)."""

import io
from datetime import date

import pytest
from conftest import THE_MOMENT
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from nep.agencies.models import Staff
from nep.agencies.queries import actor_for, leading_unit
from nep.agencies.rules import Role
from nep.agencies.tests.factories import staff_in
from nep.foundation.spreadsheets.writing import XLSX
from nep.platform.accounts.models import User
from nep.platform.journal.models import Entry

pytestmark = pytest.mark.django_db

HEADINGS = ["Họ và tên", "Tên đăng nhập", "Đơn vị", "Vị trí", "Vai trò", "Số điện thoại"]
HOA = ["Trần Thị Hòa", "hoa.tran", "", "Văn thư", "Văn thư; Thư ký ISO", "0912345678"]
BINH = ["Lê Bình", "binh.le", "", "Chuyên viên", "", ""]


def a_table(*rows, headings=HEADINGS):
    workbook = Workbook()
    workbook.active.append(headings)
    for row in rows:
        workbook.active.append(row)
    written = io.BytesIO()
    workbook.save(written)
    return SimpleUploadedFile("nguoi-dung.xlsx", written.getvalue(), XLSX)


class TestManyAtOnce:
    UPLOAD = "/nguoi-dung/them-nhieu/"
    CONFIRM = "/nguoi-dung/them-nhieu/xac-nhan/"

    def check(self, browser, *rows, **options):
        return browser.post(self.UPLOAD, {"table": a_table(*rows, **options)})

    def faults(self, answer):
        return [fault for line in answer.context["lines"] for fault in line.faults]

    def test_the_template_is_taken_back_as_it_is(self, browser):
        template = browser.get("/nguoi-dung/them-nhieu/mau.xlsx")
        table = SimpleUploadedFile("mau.xlsx", template.content, XLSX)

        answer = browser.post(self.UPLOAD, {"table": table})

        assert answer.status_code == 422  # nobody stands in it yet

    def test_what_is_shown_is_added_and_nothing_before(self, browser, agency):
        checked = self.check(browser, HOA, BINH)
        assert self.faults(checked) == []
        assert not User.objects.filter(username="hoa.tran").exists()

        answer = browser.post(self.CONFIRM, {"sealed": checked.context["sealed"]})

        hoa = Staff.objects.get(person__username="hoa.tran")
        assert len(answer.context["welcomed"]) == 2
        assert actor_for(hoa, at=THE_MOMENT).roles == {Role.CLERK, Role.ISO_SECRETARY}
        assert (hoa.post.unit, hoa.validity.lower) == (leading_unit(agency), THE_MOMENT.date())

    @pytest.mark.parametrize(
        ("row", "said"),
        [
            (["", *HOA[1:]], "Họ và tên"),
            ([*HOA[:1], "Hòa Trần", *HOA[2:]], "không dùng làm tên đăng nhập được"),
            ([*HOA[:2], "Phòng Ma", *HOA[3:]], "không có đơn vị “Phòng Ma”"),
            ([*HOA[:4], "Vua", HOA[5]], "Không có vai trò “Vua”"),
            ([*HOA[:4], "Lãnh đạo; Quản trị hệ thống", HOA[5]], "cùng lúc"),
            ([*HOA[:4], "inspector", HOA[5]], "chỉ do cơ quan đầu mối giao"),
            ([*HOA[:5], "gọi sau"], "Số điện thoại không đúng"),
        ],
        ids=["no name", "username", "unit", "role", "conflict", "watching", "telephone"],
    )
    def test_one_wrong_row_adds_nobody(self, browser, row, said):
        answer = self.check(browser, BINH, row)

        assert answer.status_code == 422
        assert any(said in fault for fault in self.faults(answer)), self.faults(answer)
        assert answer.context["sealed"] == ""

    def test_a_name_that_is_taken_or_stands_twice_is_told(self, browser, clerk):
        taken = [HOA[0], clerk.person.username.upper(), *HOA[2:]]

        faults = self.faults(self.check(browser, taken, HOA, BINH, HOA))

        assert len(faults) == 3

    def test_what_was_not_shown_is_not_added(self, browser, client_of, agency):
        sealed = self.check(browser, HOA).context["sealed"]
        other = client_of(staff_in(agency, Role.ADMINISTRATOR).person)

        for who, sent in ((browser, sealed[:-2] + "xx"), (browser, ""), (other, sealed)):
            assert who.post(self.CONFIRM, {"sealed": sent}).status_code == 422

        assert not User.objects.filter(username="hoa.tran").exists()

    def test_a_second_click_adds_nobody_twice_and_says_so(self, browser):
        sealed = self.check(browser, HOA).context["sealed"]
        browser.post(self.CONFIRM, {"sealed": sealed})

        again = browser.post(self.CONFIRM, {"sealed": sealed})

        assert again.status_code == 422
        assert "đã có người dùng" in again.text
        assert User.objects.filter(username="hoa.tran").count() == 1

    @pytest.mark.parametrize(
        ("table", "said"),
        [
            (b"PK\x03\x04 nothing", "Đây không phải tệp Excel (.xlsx) đọc được."),
            (b"", "Tệp rỗng; hãy chọn tệp khác."),
            (a_table(headings=[]).read(), "Bảng thiếu dòng tiêu đề"),
            (a_table().read(), "Bảng chưa có dòng nào bên dưới dòng tiêu đề."),
            (None, "Hãy điền mục này."),
        ],
        ids=["no table", "an empty file", "an empty table", "headings alone", "an empty form"],
    )
    def test_what_names_nobody_is_refused_in_a_sentence(self, browser, table, said):
        before = User.objects.count(), Staff.objects.count(), Entry.objects.count()
        file = None if table is None else SimpleUploadedFile("nguoi-dung.xlsx", table, XLSX)

        answer = browser.post(self.UPLOAD, {"table": file} if file else {})

        assert answer.status_code == 422
        assert said in answer.text
        assert (User.objects.count(), Staff.objects.count(), Entry.objects.count()) == before

    def test_more_than_can_be_added_at_once_are_refused(self, browser):
        many = [[f"Người {n}", f"nguoi.thu.{n}", "", "Chuyên viên", "", ""] for n in range(201)]

        answer = self.check(browser, *many)

        assert answer.status_code == 422
        assert "200" in answer.text


def test_a_day_of_the_table_is_the_first_in_the_post(browser):
    headings = [*HEADINGS, "Giữ vị trí từ ngày"]
    table = a_table([*HOA, date(2023, 11, 1)], headings=headings)
    checked = browser.post("/nguoi-dung/them-nhieu/", {"table": table})

    browser.post("/nguoi-dung/them-nhieu/xac-nhan/", {"sealed": checked.context["sealed"]})

    assert Staff.objects.get(person__username="hoa.tran").validity.lower == date(2023, 11, 1)


@pytest.mark.parametrize(("email", "faults"), [("hoa@ninhthuan.gov.vn", 0), ("hoa@", 1)])
def test_an_address_that_no_letter_reaches_is_told(browser, email, faults):
    table = a_table([*HOA, email], headings=[*HEADINGS, "Thư điện tử"])

    checked = browser.post("/nguoi-dung/them-nhieu/", {"table": table})

    assert len(checked.context["lines"][0].faults) == faults
