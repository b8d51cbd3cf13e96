"""Where e-mail goes, as the environment says it."""

import pytest

from nep.config.mail import mail_settings, own_address


class TestServer:
    def test_without_any_there_is_no_host(self):
        assert mail_settings({})["EMAIL_HOST"] == ""

    @pytest.mark.parametrize(
        ("url", "host", "port", "ssl", "tls"),
        [
            ("smtp://thu.ninhthuan.gov.vn", "thu.ninhthuan.gov.vn", 25, False, False),
            ("smtp://thu.vn:587?tls=1", "thu.vn", 587, False, True),
            ("smtps://thu.vn", "thu.vn", 465, True, False),
        ],
    )
    def test_one_line_names_it(self, url, host, port, ssl, tls):
        named = mail_settings({"NEP_SMTP_URL": url})

        assert (named["EMAIL_HOST"], named["EMAIL_PORT"]) == (host, port)
        assert (named["EMAIL_USE_SSL"], named["EMAIL_USE_TLS"]) == (ssl, tls)

    def test_names_and_passwords_may_hold_any_sign(self):
        named = mail_settings({"NEP_SMTP_URL": "smtp://nep%40tinh.vn:m%C3%A2t%2Fkh%C3%A2u@thu.vn"})

        assert named["EMAIL_HOST_USER"] == "nep@tinh.vn"
        assert named["EMAIL_HOST_PASSWORD"] == "mât/khâu"  # noqa: S105 - invented

    @pytest.mark.parametrize("url", ["thu.vn:25", "http://thu.vn", "smtp://"])
    def test_what_names_no_mail_server_is_refused(self, url):
        with pytest.raises(ValueError, match="NEP_SMTP_URL"):
            mail_settings({"NEP_SMTP_URL": url})

    def test_the_usual_names_are_read_too(self):
        named = mail_settings({"EMAIL_HOST": "thu.vn", "EMAIL_PORT": "587", "EMAIL_USE_TLS": "1"})

        assert (named["EMAIL_HOST"], named["EMAIL_PORT"]) == ("thu.vn", 587)
        assert named["EMAIL_USE_TLS"] is True


class TestAddress:
    def test_the_one_that_is_given(self):
        given = {"NEP_ADDRESS": "https://nep.ninhthuan.gov.vn/"}

        assert own_address(given, "localhost", secure=False) == "https://nep.ninhthuan.gov.vn"

    def test_else_the_first_host(self):
        assert own_address({}, "nep.vn", secure=True) == "https://nep.vn"
        assert own_address({"PORT": "8123"}, "localhost", secure=False) == "http://localhost:8123"
