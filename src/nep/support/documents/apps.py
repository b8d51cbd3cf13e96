"""Wiring of documents."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from nep.foundation.records import register
from nep.foundation.ui import Door, open_door

DOOR = Door(
    label=_("Procedures & documents"),
    short=_("Documents"),
    icon="files",
    url_name="documents:documents",
    order=30,
)


class DocumentsConfig(AppConfig):
    """Documents and their revisions."""

    name = "nep.support.documents"
    label = "documents"

    def ready(self) -> None:
        """Declare the acts, say how records are shown, and put the door on the rail."""
        # Tables can be named only now.
        from nep.support.documents import acts, queries  # noqa: F401, PLC0415 - declares the acts

        register("documents.document", queries.shown_document)
        register("documents.revision", queries.shown_revision)
        open_door(DOOR)
