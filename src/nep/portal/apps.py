"""Wiring of portal."""

from collections.abc import Mapping

from django.apps import AppConfig
from django.http import HttpRequest

from nep.foundation.slots import fill


class PortalConfig(AppConfig):
    """The pages of citizens."""

    name = "nep.portal"
    label = "portal"

    def ready(self) -> None:
        """Put the portal's doors and its footer on every page for citizens."""
        fill("public.navigation", "portal/navigation.html", _always)
        fill("public.foot", "portal/foot.html", _always)
        fill("procedures.served", "portal/served.html", _served)


def _always(_request: HttpRequest, _subject: object) -> Mapping[str, object]:
    return {}


def _served(_request: HttpRequest, served: object) -> Mapping[str, object]:
    return {"served": served}
