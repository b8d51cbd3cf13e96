"""Wiring of accounts."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """People who can sign in."""

    name = "nep.platform.accounts"
    label = "accounts"
