"""Wiring of rates."""

from django.apps import AppConfig


class RatesConfig(AppConfig):
    """Counts of what may be asked only so often."""

    name = "nep.platform.rates"
    label = "rates"
