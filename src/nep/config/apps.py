"""Wiring of the house as a whole."""

from django.apps import AppConfig


class HouseConfig(AppConfig):
    """What sees every module: settings, addresses, and the pages written from the code."""

    name = "nep.config"
    label = "config"
