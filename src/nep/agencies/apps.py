"""Wiring of agencies."""

from django.apps import AppConfig
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from nep.agencies.rules import Permission
from nep.foundation.ui import Door, open_door


class AgenciesConfig(AppConfig):
    """Units, posts, staff, roles."""

    name = "nep.agencies"
    label = "agencies"

    def ready(self) -> None:
        """Put up the door of administrators."""
        people = _("People")
        open_door(Door(people, people, "users", "agencies:people", order=80, seen_by=_administers))


def _administers(request: HttpRequest) -> bool:
    from nep.agencies.requests import actor_of  # noqa: PLC0415 - models are ready only now

    actor = actor_of(request)
    return actor is not None and actor.holds(Permission.ADMINISTER)
