"""What we ask of allauth's second factors: secrets encrypted at rest, codes drawn by segno."""

import base64
import hashlib
from io import BytesIO

import segno
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet
from django.conf import settings


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth ships no types
    """Second factors whose secrets are worth nothing to who holds the database alone."""

    def build_totp_svg(self, url: str) -> str:
        """Draw the code to be read by a telephone: dark on white, in any looks of the page."""
        drawn = BytesIO()
        segno.make(url, error="m").save(drawn, kind="svg", scale=5, border=4, light="white")
        return drawn.getvalue().decode()

    def encrypt(self, text: str) -> str:
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _cipher().decrypt(encrypted_text.encode()).decode()

    def _get_user_identifier(self, user: object) -> str:
        return str(user.get_username())  # type: ignore[attr-defined]  # the account's name, no mail


def _cipher() -> Fernet:
    """Return the cipher of this installation; its key follows from the one that signs sessions."""
    key = hashlib.sha256(b"second factor:" + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))
