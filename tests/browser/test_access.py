"""Every kind of page, in light and dark, wide and on a phone: axe finds nothing serious."""

import pytest

from tests.browser.conftest import DESK, PHONE

DISTRICT = "/quy-trinh/ubnd-huyen-ninh-hai"
FOCAL = "chi-cuc-tieu-chuan-do-luong-chat-luong"
PAGES = {
    "viec-cua-toi": ("congchuc5.huyen-ninh-hai", "/"),
    "ho-so": ("motcua.huyen-ninh-hai", "/ho-so/"),
    "chon-thu-tuc": ("motcua.huyen-ninh-hai", "/ho-so/tiep-nhan/"),
    "tiep-nhan": ("motcua.huyen-ninh-hai", "/ho-so/tiep-nhan/1.013225/"),
    "quy-trinh-tai-lieu": ("iso.huyen-ninh-hai", "/quy-trinh/"),
    "quy-trinh-so-do": ("iso.huyen-ninh-hai", f"{DISTRICT}/QT-03/1/?mat=quy-trinh"),
    "quy-trinh-cong-khai": ("iso.huyen-ninh-hai", f"{DISTRICT}/QT-03/1/?mat=cong-khai"),
    "soan-tu-danh-muc": ("iso.huyen-ninh-hai", "/quy-trinh/soan/"),
    "co-quan": (f"tinh.{FOCAL}", "/co-quan/ubnd-huyen-ninh-hai/"),
    "tim-kiem": ("iso.huyen-ninh-hai", "/tim-kiem/?q=giay+phep"),
    "thong-bao": ("iso.huyen-ninh-hai", "/thong-bao/"),
    "trang-ca-nhan": ("motcua.huyen-ninh-hai", "/toi/"),
    "tinh": (f"tinh.{FOCAL}", "/tinh/?ky=2023-11"),
    "tinh-co-quan": (f"tinh.{FOCAL}", "/tinh/ubnd-huyen-ninh-hai/"),
    "nguoi-dung": ("quantri.huyen-ninh-hai", "/nguoi-dung/"),
    "them-nguoi-dung": ("quantri.huyen-ninh-hai", "/nguoi-dung/them/"),
    "ra-soat-quyen": ("quantri.huyen-ninh-hai", "/nguoi-dung/ra-soat/"),
    "tham-so": (f"quantri.{FOCAL}", "/cai-dat/"),
    "gio-lam-viec": (f"quantri.{FOCAL}", "/cai-dat/gio-lam-viec/"),
    "ngay-nghi": (f"quantri.{FOCAL}", "/cai-dat/ngay-nghi/"),
    "ma-ho-so": (f"quantri.{FOCAL}", "/cai-dat/ma-ho-so/"),
    "ket-noi": ("quantri.huyen-ninh-hai", "/cai-dat/ket-noi/"),
    "tham-chieu-api": ("", "/api/v1/"),
    "dang-nhap": ("", "/dang-nhap/"),
    "cong-dan": ("", "/cong-dan/"),
    "thu-tuc": ("", "/thu-tuc/?q=khai+sinh"),
    "thu-tuc-chi-tiet": ("", "/thu-tuc/1.001193/"),
    "thu-tuc-tai-co-quan": ("", "/thu-tuc/1.001193/ubnd-xa-tri-hai/"),
    "tra-cuu": ("", "/tra-cuu/"),
}


LOOKS = ((DESK, "light", ""), (DESK, "dark", "-toi"), (PHONE, "light", "-dien-thoai"))


@pytest.mark.parametrize("name", PAGES)
def test_nothing_serious_stands_in_anybodys_way(visit, name):
    username, path = PAGES[name]
    visitor = visit()
    if username:
        visitor.sit_down_again(username)
    visitor.open(path)
    for viewport, scheme, suffix in LOOKS:
        visitor.looks(viewport, scheme).picture(name + suffix)

        assert visitor.faults_of_access() == [], f"{path} {viewport} {scheme}"


def test_the_worklist_is_worked_by_keys(visit):
    officer = visit().sign_in("motcua.huyen-ninh-hai").open("/ho-so/")
    keyboard = officer.page.keyboard

    officer.page.locator("tr[data-row]").first.focus()
    keyboard.press("ArrowDown")
    with officer.page.expect_navigation():
        keyboard.press("Enter")
    assert officer.path.startswith("/ho-so/0")

    keyboard.press("/")
    assert officer.page.evaluate("document.activeElement.name") == "q"


def test_everything_works_without_javascript(visit):
    officer = visit(java_script_enabled=False).sign_in("motcua.huyen-ninh-hai")
    officer.open("/ho-so/").page.locator("a.code").first.click()

    assert officer.sees("Đường đi của hồ sơ")
