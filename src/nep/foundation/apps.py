"""Wiring of the foundation."""

from django.apps import AppConfig


class FoundationConfig(AppConfig):
    """Mechanisms without tables."""

    name = "nep.foundation"
    label = "foundation"
