"""Wiring of clauses."""

from django.apps import AppConfig


class ClausesConfig(AppConfig):
    """Which documents answer which clause of the standard."""

    name = "nep.support.clauses"
    label = "clauses"

    def ready(self) -> None:
        """Declare the act, listen to what happens to documents, and furnish their pages."""
        from nep.support.clauses import acts, faces, handlers  # noqa: F401, PLC0415

        faces.furnish()
