"""Wiring of the REST face."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """REST, and the connections that read it."""

    name = "nep.api"
    label = "api"
