"""Wiring of documents."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """Documents and their revisions."""

    name = "nep.support.documents"
    label = "documents"
