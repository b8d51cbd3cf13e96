"""Wiring of procedures."""

from django.apps import AppConfig


class ProceduresConfig(AppConfig):
    """Procedure revisions and their step tables."""

    name = "nep.operation.procedures"
    label = "procedures"

    def ready(self) -> None:
        """Listen to what happens to documents, and furnish their pages."""
        from nep.operation.procedures import faces, handlers, paper, questions, telling  # noqa: F401, PLC0415

        faces.furnish()
        telling.furnish()
        paper.furnish()
        questions.furnish()
