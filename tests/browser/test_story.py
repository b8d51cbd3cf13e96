"""The story that must work: a dossier at Ninh Hải from the counter to the counter."""

import re
import time
from datetime import UTC, datetime, timedelta

from tests.browser.conftest import PHONE

BUILDING_PERMIT = "1.013225"
LIQUOR_LICENCE = "2.000620"
SINGLE_STATUS = "1.004873"


def receive(officer, key, name):
    """Let the one-stop officer take down one dossier; return its code."""
    officer.open(f"/ho-so/tiep-nhan/{key}/")
    officer.page.fill("[name=full_name]", name)
    officer.page.fill("[name=identity_number]", "058199000123")
    officer.page.fill("[name=phone]", "0199123456")
    for line in officer.page.locator("tr", has_text="bắt buộc").all():
        line.locator("input[type=number]").first.fill("1")
    officer.press("Tiếp nhận và in giấy tiếp nhận")
    return re.search(r"/ho-so/([^/]+)/$", officer.path)[1]


class TestAtTheDistrict:
    def test_received_assigned_assessed_returned_once_signed_stamped_handed_over(self, visit):
        officer = visit().sign_in("motcua.huyen-ninh-hai")
        code = receive(officer, BUILDING_PERMIT, "Nguyễn Thị Ân")
        officer.picture("ho-so-vua-tiep-nhan")
        assert officer.fetch(f"/ho-so/{code}/giay-tiep-nhan.pdf").startswith(b"%PDF")
        officer.press("Chuyển bước")

        citizen = visit(PHONE).open(f"/tra-cuu/?ma={code}")
        assert citizen.sees("Đang xử lý")
        assert not citizen.sees("Ân")
        citizen.picture("tra-cuu-dien-thoai")

        head = visit().sign_in("truongphong5.huyen-ninh-hai").open(f"/ho-so/{code}/")
        head.page.select_option("[name=holder]", index=0)
        head.press("Phân công")
        head.picture("ho-so-phan-cong")

        official = visit().sign_in("congchuc5.huyen-ninh-hai").open(f"/ho-so/{code}/")
        official.press("Chuyển bước")

        head.open(f"/ho-so/{code}/")
        head.page.get_by_text("Trả lại để hoàn thiện").click()
        head.page.fill("[name=reason]", "Dự thảo chưa dẫn đủ căn cứ pháp lý.")
        head.picture("ho-so-tra-lai")
        head.press("Trả lại bước")
        assert head.sees("Dự thảo chưa dẫn đủ căn cứ pháp lý.")

        official.open(f"/ho-so/{code}/").press("Chuyển bước")
        head.open(f"/ho-so/{code}/").press("Chuyển bước")
        leader = visit().sign_in("lanhdao.huyen-ninh-hai").open(f"/ho-so/{code}/")
        leader.press("Chuyển bước")
        clerk = visit().sign_in("vanthu.huyen-ninh-hai").open(f"/ho-so/{code}/")
        clerk.page.get_by_text("Thêm kết quả hoặc ghi chú").click()
        clerk.page.fill("[name=number]", "15/GPXD")
        clerk.press("Chuyển bước")

        officer.open(f"/ho-so/{code}/").press("Trả kết quả")
        assert officer.sees("Đã trả kết quả")
        officer.picture("ho-so-da-tra-ket-qua")


class TestAtTheCommune:
    def test_the_path_is_shorter(self, visit):
        officer = visit().sign_in("motcua.xa-tri-hai")
        code = receive(officer, SINGLE_STATUS, "Trần Văn Bình")
        officer.press("Chuyển bước")
        for who in ("congchuc.xa-tri-hai", "lanhdao2.xa-tri-hai", "vanthu.xa-tri-hai"):
            visit().sign_in(who).open(f"/ho-so/{code}/").press("Chuyển bước")

        officer.open(f"/ho-so/{code}/").press("Trả kết quả")

        assert officer.sees("Đã trả kết quả")


class TestARevision:
    """One step shorter from a day ahead: what was filed before keeps the old steps to its end."""

    def test_takes_effect_on_its_day_and_not_a_minute_early(self, visit, installation):
        officer = visit().sign_in("motcua.huyen-ninh-hai")
        before = receive(officer, LIQUOR_LICENCE, "Lê Thị Chín")
        document = officer.page.locator("a[href*='/quy-trinh/ubnd-huyen-ninh-hai/']").first
        first = re.sub(r"/\d+/$", "/", document.get_attribute("href"))
        steps_before = officer.page.locator("ol.path > li").count()

        secretary = visit().sign_in("iso.huyen-ninh-hai").open(first)
        secretary.picture("quy-trinh-van-ban")
        secretary.page.get_by_text("Soạn lần ban hành tiếp theo").first.click()
        secretary.press("Mở dự thảo")
        draft = secretary.path.removesuffix("soan/")
        secretary.open(f"{draft}cac-buoc/")
        last_but_one = secretary.page.locator("table.sheet tbody tr").nth(-2)
        with secretary.page.expect_navigation():
            last_but_one.locator("button[value^=remove]").click()
        secretary.picture("quy-trinh-soan-cac-buoc")
        secretary.press("Lưu các bước")
        secretary.open(f"{draft}soan/")
        secretary.page.fill(
            "[name=change_summary]", "Bỏ bước đóng dấu riêng: ghép vào trả kết quả."
        )
        secretary.press("Lưu nội dung")
        secretary.open(draft).press("Trình soát xét")

        reviewer = visit().sign_in("truongphong.huyen-ninh-hai").open(draft)
        reviewer.press("Xác nhận đã soát xét")

        today = shown_day(officer)
        effective = today + timedelta(days=7 - today.weekday())  # the Monday of next week
        leader = visit().sign_in("lanhdao.huyen-ninh-hai").open(f"{draft}phe-duyet/")
        leader.page.fill("[name=effective_on]", f"{effective:%d/%m/%Y}")
        leader.page.fill("[name=decision_number]", "1523/QĐ-UBND")
        leader.page.fill("[name=decision_on]", f"{today:%d/%m/%Y}")
        leader.page.fill("[name=decision_signer]", "Nguyễn Văn Mẫu")
        leader.page.fill("[name=decision_issuer]", "Chủ tịch UBND tỉnh Ninh Thuận")
        leader.picture("quy-trinh-phe-duyet")
        leader.press("Phê duyệt")

        same_day = receive(officer, LIQUOR_LICENCE, "Phạm Văn Dũng")
        assert steps_of(officer, same_day) == steps_before
        installation.command("demo", "travel", f"{effective:%Y-%m-%d}")
        time.sleep(1.5)  # every process follows a moved clock within a second
        after = receive(officer, LIQUOR_LICENCE, "Ngô Thị Én")
        assert steps_of(officer, after) == steps_before - 1
        assert steps_of(officer, before) == steps_before
        officer.press("Chuyển bước")
        assert "0 differences" in installation.command("dossiers", "verify").splitlines()[-1]


def shown_day(visitor):
    """Return the day that the banner of the demonstration names."""
    banner = visitor.page.inner_text(".banner-shifted")
    day = re.search(r"\d\d/\d\d/\d{4}", banner)[0]
    return datetime.strptime(day, "%d/%m/%Y").replace(tzinfo=UTC).date()


def steps_of(visitor, code):
    """Return how many steps the path of a dossier has."""
    return visitor.open(f"/ho-so/{code}/").page.locator("ol.path > li").count()
