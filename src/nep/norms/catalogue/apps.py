"""Wiring of the catalogue."""

from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    """Administrative procedures and competence."""

    name = "nep.norms.catalogue"
    label = "catalogue"
