"""Signing in with more than a password: codes of a telephone, and a passkey, in a real browser."""

import re
import time

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

from tests.browser.conftest import PASSWORD

KEEPER = "quantri.tinh"
OFFICIAL = "congchuc3.xa-tri-hai"  # whom no other story asks to sign in


def code_of(secret):
    """Return what the app of a telephone shows now."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def proved(visitor):
    """Give the password once more, when it is asked for."""
    if visitor.path.startswith("/toi/xac-nhan/"):
        visitor.page.fill("[name=password]", PASSWORD)
        visitor.press("Xác nhận")
    return visitor


def sign_in_again(visitor, username):
    visitor.open("/dang-nhap/")
    visitor.page.fill("[name=login]", username)
    visitor.page.fill("[name=password]", PASSWORD)
    with visitor.page.expect_navigation():
        visitor.page.click("main form:first-of-type button[type=submit]")
    return visitor


def a_key_of_the_machine(visitor):
    """Let the browser have a key that always proves its holder, as a fingerprint would."""
    devtools = visitor.page.context.new_cdp_session(visitor.page)
    devtools.send("WebAuthn.enable")
    kind = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": kind})


def test_codes_are_set_up_and_from_then_on_asked_for(visit):
    keeper = visit().sign_in(KEEPER).open("/toi/xac-thuc/")
    assert keeper.faults_of_access() == []
    with keeper.page.expect_navigation():
        keeper.page.get_by_role("link", name="Thiết lập mã").click()
    proved(keeper)
    assert keeper.faults_of_access() == []
    secret = keeper.page.inner_text("[data-secret]")
    keeper.page.fill("[name=code]", code_of(secret))
    keeper.press("Bật mã")
    assert keeper.path == "/toi/xac-thuc/du-phong/"
    codes = re.findall(r"\b\d{8}\b|\b\d{4} ?\d{4}\b", keeper.page.inner_text("main"))
    assert len(codes) == 10

    other = sign_in_again(visit(), KEEPER)
    assert other.path == "/dang-nhap/lop-hai/"
    assert other.faults_of_access() == []
    other.page.fill("[name=code]", codes[0])
    other.press("Đăng nhập")

    assert other.path == "/"


def test_a_passkey_signs_in_alone(visit):
    at_localhost = visit().at("localhost")  # a passkey belongs to a name, never to a number
    a_key_of_the_machine(at_localhost)
    official = at_localhost.sign_in(OFFICIAL).open("/toi/xac-thuc/khoa/them/")
    proved(official)
    official.page.fill("[name=name]", "Vân tay trên máy")
    official.page.check("[name=passwordless]")
    official.press("Thêm khóa")
    assert official.path == "/toi/xac-thuc/du-phong/"
    official.open("/toi/xac-thuc/")
    assert official.sees("Vân tay trên máy")

    official.page.context.clear_cookies()
    official.open("/dang-nhap/")
    official.press("Đăng nhập bằng khóa bảo mật")

    assert official.path == "/"
    assert official.sees("Việc của tôi")
