"""Wiring of desk."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """The staff desk."""

    name = "nep.desk"
    label = "desk"

    def ready(self) -> None:
        from nep.desk import shell  # noqa: PLC0415 - after every model is known

        shell.furnish()
