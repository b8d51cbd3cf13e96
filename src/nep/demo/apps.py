"""Wiring of demo."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """Ninh Thuận 2023."""

    name = "nep.demo"
    label = "demo"

    def ready(self) -> None:
        from nep.demo import progress  # noqa: PLC0415 - after every model is known

        progress.furnish()
