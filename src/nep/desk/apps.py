"""Wiring of desk."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """The staff desk."""

    name = "nep.desk"
    label = "desk"
