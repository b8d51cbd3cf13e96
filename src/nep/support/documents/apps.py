"""Wiring of documents."""

from django.apps import AppConfig

from nep.foundation.records import register


class DocumentsConfig(AppConfig):
    """Documents and their revisions."""

    name = "nep.support.documents"
    label = "documents"

    def ready(self) -> None:
        """Declare the acts, say how records are shown, and furnish the pages."""
        # Tables can be named only now.
        from nep.support.documents import acts, faces, registers  # noqa: F401, PLC0415
        from nep.support.documents.queries import requests, visible  # noqa: PLC0415

        register("documents.document", visible.shown_document)
        register("documents.revision", visible.shown_revision)
        register("documents.changerequest", requests.shown_request)
        faces.furnish()
        registers.keep_registers()
