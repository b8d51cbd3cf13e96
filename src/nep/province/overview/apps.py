"""Wiring of overview."""

from collections.abc import Mapping
from typing import Any

from django.apps import AppConfig
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from nep.foundation.slots import fill
from nep.foundation.ui import Door, open_door


class OverviewConfig(AppConfig):
    """The province at a glance."""

    name = "nep.province.overview"
    label = "overview"

    def ready(self) -> None:
        """Put up the door, and the way from an agency to its figures."""
        open_door(
            Door(
                _("Province"),
                _("Province"),
                "building-bank",
                "overview:province",
                order=50,
                seen_by=_may_enter,
            )
        )
        fill("agencies.agency.aside", "overview/way_to_figures.html", _figures_of, order=20)


def _may_enter(request: HttpRequest) -> bool:
    from nep.agencies.requests import actor_of  # noqa: PLC0415 - models come later
    from nep.province.overview.permissions import may_see_overview  # noqa: PLC0415 - likewise

    actor = actor_of(request)
    return actor is not None and bool(may_see_overview(actor))


def _figures_of(request: HttpRequest, agency: Any) -> Mapping[str, Any] | None:  # noqa: ANN401 - a slot's subject
    return {"figures_of": agency} if _may_enter(request) else None
