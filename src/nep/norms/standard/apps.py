"""Wiring of standard."""

from django.apps import AppConfig


class StandardConfig(AppConfig):
    """Standard."""

    name = "nep.norms.standard"
    label = "standard"
