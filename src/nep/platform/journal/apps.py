"""Wiring of the journal."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class JournalConfig(AppConfig):
    """The append-only trail of acts."""

    name = "nep.platform.journal"
    label = "journal"

    def ready(self) -> None:
        """Know every act that can stand in the journal, before anybody reads it."""
        autodiscover_modules("acts")
