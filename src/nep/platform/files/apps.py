"""Wiring of files."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    """Content-addressed files."""

    name = "nep.platform.files"
    label = "files"
