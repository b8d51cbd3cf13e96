"""Wiring of fulltext."""

from django.apps import AppConfig


class FulltextConfig(AppConfig):
    """Search by the words of every text in force."""

    name = "nep.support.fulltext"
    label = "fulltext"

    def ready(self) -> None:
        """Listen to approvals, and answer searches."""
        from nep.support.fulltext import faces, handlers  # noqa: F401, PLC0415

        faces.furnish()
