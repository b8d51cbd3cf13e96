"""Wiring of retention."""

from django.apps import AppConfig

from nep.foundation.records import register
from nep.foundation.registers import keep_register


class RetentionConfig(AppConfig):
    """Records kept, their terms, the archive, and disposal."""

    name = "nep.support.retention"
    label = "retention"

    def ready(self) -> None:
        """Declare the acts, say how records are shown, and keep the register."""
        # Tables can be named only now.
        from nep.support.retention import acts, queries, registers  # noqa: F401, PLC0415

        register("retention.keptrecord", queries.shown_record)
        register("retention.disposal", queries.shown_disposal)
        register("retention.term", queries.shown_term)
        keep_register(registers.RECORDS)
        registers.furnish()
