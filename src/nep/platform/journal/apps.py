"""Wiring of the journal."""

from django.apps import AppConfig


class JournalConfig(AppConfig):
    """The append-only trail of acts."""

    name = "nep.platform.journal"
    label = "journal"
