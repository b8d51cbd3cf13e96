"""Wiring of distribution."""

from django.apps import AppConfig


class DistributionConfig(AppConfig):
    """Who has to know a document, and who has read and confirmed it."""

    name = "nep.support.distribution"
    label = "distribution"

    def ready(self) -> None:
        """Declare the acts, and stand on the pages of documents and of the desk."""
        from nep.support.distribution import acts, faces  # noqa: F401, PLC0415

        faces.furnish()
