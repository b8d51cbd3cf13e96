"""The first hour of a real province: from an empty database to agencies and the first person."""

import os
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import psycopg
import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import Browser

from nep.agencies.importing import COLUMNS
from nep.foundation.spreadsheets.tables import Sheet
from nep.foundation.spreadsheets.writing import write
from tests.browser.conftest import DESK, Installation, Visitor, _free_port, _named, _Web

PASSWORD = "Giờ đầu của tỉnh 2026"
AGENCIES = [
    ["so-tu-phap", "Sở Tư pháp", "department", "ubnd-tinh-khanh-hoa", "mandatory",
     "QĐ 19/2014/QĐ-TTg Điều 2", date(2023, 1, 1), "H32.11", ""],
    ["ubnd-xa-phuoc-dai", "UBND xã Phước Đại", "commune_committee", "ubnd-tinh-khanh-hoa",
     "encouraged", "QĐ 19/2014/QĐ-TTg Điều 2", date(2023, 1, 1), "H32.901", "22888"],
]  # fmt: skip


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[tuple[Installation, str]]:
    """Begin a province on a database of its own; return it with the one-time password."""
    server, name, port = os.environ["DATABASE_URL"], f"nep_first_hour_{os.getpid()}", _free_port()
    environment = {
        **os.environ,
        "DATABASE_URL": _named(server, name),
        "NEP_HOME": str(tmp_path),
        "NEP_SECRET_KEY": "of this run only",
        "DJANGO_SETTINGS_MODULE": "nep.config.settings_test",
        "PYTHONWARNINGS": "ignore",
    }
    running = Installation(f"http://127.0.0.1:{port}", environment)
    with psycopg.connect(server, autocommit=True) as owner:
        owner.execute(f'CREATE DATABASE "{name}"')
        try:
            running.command("migrate", "-v0")
            said = running.command(
                "init",
                "--province=Khánh Hòa",
                "--agency=Chi cục Tiêu chuẩn Đo lường Chất lượng",
                "--username=quantri",
                "--full-name=Nguyễn Thị Mẫu",
            )
            with _Web(port, environment):
                yield running, said.split("password: ")[1].split()[0]
        finally:
            owner.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture
def administrator(browser: Browser, empty: tuple[Installation, str]) -> Iterator[Visitor]:
    """The first administrator, who has just signed in with their own password and second factor."""
    running, password = empty
    visitor = Visitor(browser.new_context(viewport=DESK, locale="vi-VN"), running)
    visitor.open("/dang-nhap/")
    _send(visitor, login="quantri", password=password)
    _send(visitor, oldpassword=password, password1=PASSWORD, password2=PASSWORD)
    visitor.open("/toi/xac-thuc/ma/")
    if visitor.path.startswith("/toi/xac-nhan/"):
        _send(visitor, password=PASSWORD)
    secret = visitor.page.inner_text("[data-secret]")
    _send(visitor, code=format_hotp_value(hotp_value(secret, int(time.time()) // 30)))
    yield visitor
    visitor.page.context.close()
    assert visitor.complaints == []


def _send(visitor: Visitor, **typed: str) -> None:
    """Fill in the form of the page and send it."""
    for name, value in typed.items():
        visitor.page.fill(f"main [name={name}]", value)
    with visitor.page.expect_navigation():
        visitor.page.locator(f"main form:has([name={name}]) button[type=submit]").first.click()


def test_from_an_empty_database_to_the_first_person(administrator, tmp_path):
    administrator.open("/cai-dat/bat-dau/").picture("gio-dau-tien")
    assert administrator.faults_of_access() == []
    assert administrator.sees("Đã xong 2/8")

    table = tmp_path / "co-quan.xlsx"
    table.write_bytes(write([Sheet("Cơ quan", COLUMNS, [*AGENCIES, ["Sai", *AGENCIES[0][1:]]])]))
    administrator.open("/cai-dat/co-quan/tu-bang/")
    administrator.page.set_input_files("[name=file]", table)
    administrator.press("Kiểm tra bảng")
    assert administrator.faults_of_access() == []
    assert administrator.sees("2 dòng cần sửa")
    administrator.complaints.clear()  # the browser notes the 422

    table.write_bytes(write([Sheet("Cơ quan", COLUMNS, AGENCIES)]))
    administrator.page.set_input_files("[name=file]", table)
    administrator.press("Kiểm tra bảng")
    administrator.picture("nap-co-quan")
    administrator.press("Thiết lập 2 cơ quan")
    assert administrator.path == "/cai-dat/co-quan/"
    assert administrator.sees("UBND xã Phước Đại")

    administrator.open("/cai-dat/ngay-nghi/").picture("lich-nam").press("Giờ và ngày đã đúng")
    administrator.open("/nguoi-dung/them/?co-quan=so-tu-phap")
    _send(
        administrator,
        full_name="Trần Văn Thử",
        username="tran.van.thu",
        title="Công chức một cửa",
        since="01/01/2024",
    )
    assert administrator.sees("tran.van.thu")

    administrator.open("/cai-dat/bat-dau/")
    assert administrator.sees("Đã xong 5/8")
