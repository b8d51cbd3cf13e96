"""Wiring of agencies."""

from django.apps import AppConfig


class AgenciesConfig(AppConfig):
    """Units, posts, staff, roles."""

    name = "nep.agencies"
    label = "agencies"
