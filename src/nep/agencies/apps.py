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
    from nep.agencies.requests import open_post  # noqa: PLC0415 - models are ready only now

    # A person's own page belongs to no post; the rail stays the same there.
    in_post = hasattr(request, "actor") or (request.user.is_authenticated and open_post(request))
    return in_post and request.actor.holds(Permission.ADMINISTER)  # type: ignore[attr-defined]
