"""Wiring of portal."""

from collections.abc import Mapping

from django.apps import AppConfig
from django.http import HttpRequest

from nep.foundation.finding import Found, answer_search
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
        answer_search(_found, order=20)


def _always(_request: HttpRequest, _subject: object) -> Mapping[str, object]:
    return {}


def _found(request: HttpRequest, asked: str) -> Found:
    from nep.portal.finding import found_procedures  # noqa: PLC0415 - models come later

    return found_procedures(request, asked)


def _served(_request: HttpRequest, served: object) -> Mapping[str, object]:
    return {"served": served}
