"""Wiring of demo."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """Ninh Thuận 2023."""

    name = "nep.demo"
    label = "demo"
