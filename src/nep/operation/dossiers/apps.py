"""Wiring of dossiers."""

from django.apps import AppConfig


class DossiersConfig(AppConfig):
    """Dossiers and their events."""

    name = "nep.operation.dossiers"
    label = "dossiers"
