"""What the desk puts into the shell: my work, search, the post, the person."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from nep.agencies.requests import actor_of
from nep.desk import first_hour
from nep.desk.finding import found_agencies, found_people
from nep.desk.registers import way_to_registers
from nep.foundation.finding import answer_search
from nep.foundation.settings_pages import SettingsPage, open_settings_page
from nep.foundation.slots import fill
from nep.foundation.ui import Door, open_door


def furnish() -> None:
    """Put up the desk's own doors and the bar; done once, when the application starts."""
    open_door(Door(_("My work"), _("Tasks"), "checkbox", "desk:home", order=10))
    open_door(Door(_("Search"), _("Search"), "search", "desk:search", order=90))
    fill("shell.post", "desk/bar_post.html", _post)
    fill("shell.search", "desk/bar_search.html", _search)
    fill("shell.person", "desk/bar_person.html", _person)
    fill("public.person", "desk/public_person.html", _person)
    fill("documents.list.actions", "desk/way_to_registers.html", way_to_registers, order=10)
    fill("home.aside", "desk/first_hour_panel.html", first_hour.panel, order=10)
    open_settings_page(SettingsPage(_("Agencies"), "desk:agencies", 10))
    open_settings_page(SettingsPage(_("Dossier codes"), "desk:patterns", 50))
    answer_search(found_agencies, order=40)
    answer_search(found_people, order=50)


def _post(request: HttpRequest, _subject: object) -> Mapping[str, Any] | None:
    """Show where the actor works, on pages that ask for no post (notices, the password) too."""
    actor = actor_of(request)
    if actor is None:
        return None
    posts = request.posts  # type: ignore[attr-defined]  # whoever has an actor has posts
    return {"posts": posts, "current": next(p for p in posts if p.pk == actor.staff_id)}


def _search(request: HttpRequest, _subject: object) -> Mapping[str, Any] | None:
    """Leave the box out where nobody works in a post, and on the page that has its own."""
    here = request.resolver_match.view_name if request.resolver_match else ""
    return {} if hasattr(request, "actor") and here != "desk:search" else None


def _person(request: HttpRequest, _subject: object) -> Mapping[str, Any]:
    return {"person": request.user}
