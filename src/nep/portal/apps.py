"""Wiring of portal."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """The pages of citizens."""

    name = "nep.portal"
    label = "portal"
