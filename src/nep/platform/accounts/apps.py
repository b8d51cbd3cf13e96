"""Wiring of accounts."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """People who can sign in."""

    name = "nep.platform.accounts"
    label = "accounts"

    def ready(self) -> None:
        """Listen to what people choose, and to what allauth does for them."""
        from nep.platform.accounts import handlers, witnesses  # noqa: F401, PLC0415 - models first
