"""Wiring of catalogue."""

from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    """Catalogue."""

    name = "nep.norms.catalogue"
    label = "catalogue"
