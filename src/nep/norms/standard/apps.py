"""Wiring of the standard."""

from django.apps import AppConfig


class StandardConfig(AppConfig):
    """Editions and clauses of ISO 9001."""

    name = "nep.norms.standard"
    label = "standard"
