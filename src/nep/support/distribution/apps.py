"""Wiring of distribution."""

from django.apps import AppConfig

from nep.foundation.registers import keep_register


class DistributionConfig(AppConfig):
    """Who has to know a document, and who has read and confirmed it."""

    name = "nep.support.distribution"
    label = "distribution"

    def ready(self) -> None:
        """Declare the acts, keep the register, and stand on pages of documents and the desk."""
        from nep.support.distribution import acts, faces, registers  # noqa: F401, PLC0415

        keep_register(registers.DISTRIBUTION)
        faces.furnish()
