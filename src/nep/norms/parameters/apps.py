"""Wiring of parameters."""

from django.apps import AppConfig


class ParametersConfig(AppConfig):
    """Parameters."""

    name = "nep.norms.parameters"
    label = "parameters"
