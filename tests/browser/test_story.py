"""The story that must work: a dossier at Ninh Hải from the counter to the counter."""

import re

import pytest

BUILDING_PERMIT = "1.013225"
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
        officer.picture("viec-cua-toi")
        code = receive(officer, BUILDING_PERMIT, "Nguyễn Thị Ân")
        officer.picture("ho-so-vua-tiep-nhan")
        assert officer.fetch(f"/ho-so/{code}/giay-tiep-nhan.pdf").startswith(b"%PDF")
        officer.press("Chuyển bước")

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
        head.press("Trả về")
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


class TestEveryPage:
    PAGES = ("/", "/ho-so/", "/ho-so/tiep-nhan/", f"/ho-so/tiep-nhan/{BUILDING_PERMIT}/")

    @pytest.mark.parametrize("path", PAGES)
    @pytest.mark.parametrize("scheme", ["light", "dark"])
    def test_nothing_serious_stands_in_anybodys_way(self, visit, path, scheme):
        officer = visit(color_scheme=scheme).sign_in("motcua.huyen-ninh-hai").open(path)

        assert officer.faults_of_access() == []
