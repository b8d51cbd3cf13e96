"""Wiring of procedures."""

from django.apps import AppConfig


class ProceduresConfig(AppConfig):
    """Procedure revisions and their step tables."""

    name = "nep.operation.procedures"
    label = "procedures"
