"""Wiring of parameters: modules below read dated numbers here, the clock its shift; settings."""

from django.apps import AppConfig
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from nep.foundation import clock, parameters
from nep.foundation.settings_pages import SettingsPage, open_settings_page
from nep.foundation.ui import Door, open_door


class ParametersConfig(AppConfig):
    """Dated legal numbers, calendar days, office hours."""

    name = "nep.norms.parameters"
    label = "parameters"

    def ready(self) -> None:
        """Answer what the foundation asks, now that tables can be read, and open the settings."""
        from nep.norms.parameters import queries  # noqa: PLC0415 - models are ready only here

        parameters.provide(queries.number_in_force)
        clock.provide_shift(queries.clock_shift)
        open_door(
            Door(_("Settings"), _("Settings"), "settings", "parameters:settings", 95, administers)
        )
        numbers = SettingsPage(
            _("Parameters"), "parameters:settings", 20, within="/cai-dat/tham-so/"
        )
        open_settings_page(numbers)
        open_settings_page(SettingsPage(_("Office hours"), "parameters:hours", 30))
        open_settings_page(SettingsPage(_("Days off and make-up days"), "parameters:days", 40))


def administers(request: HttpRequest) -> bool:
    """Show the door to those who may open the settings."""
    from nep.agencies.requests import actor_of  # noqa: PLC0415 - likewise
    from nep.norms.parameters.permissions import may_open_settings  # noqa: PLC0415 - likewise

    actor = actor_of(request)
    return actor is not None and bool(may_open_settings(actor))
