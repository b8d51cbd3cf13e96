"""Wiring of clauses."""

from django.apps import AppConfig


class ClausesConfig(AppConfig):
    """Which documents answer which clause of the standard (7.5.1, 4.4.2), agency by agency."""

    name = "nep.support.clauses"
    label = "clauses"
