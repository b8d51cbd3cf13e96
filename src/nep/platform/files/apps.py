"""Wiring of files."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    """Files."""

    name = "nep.platform.files"
    label = "files"
