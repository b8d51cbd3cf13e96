"""Wiring of the REST face."""

from django.apps import AppConfig
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from nep.agencies.rules import Permission
from nep.foundation.settings_pages import SettingsPage, open_settings_page


class ApiConfig(AppConfig):
    """REST, and the connections that read it."""

    name = "nep.api"
    label = "api"

    def ready(self) -> None:
        """Put connections among the settings."""
        page = SettingsPage(_("Connected systems"), "api:connections", 60, _connects)
        open_settings_page(page)


def _connects(request: HttpRequest) -> bool:
    actor = getattr(request, "actor", None)
    return actor is not None and Permission.MANAGE_CONNECTIONS in actor.permissions
