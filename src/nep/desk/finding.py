"""What the desk itself answers to a search: agencies, and people of the actor's own agency."""

from collections.abc import Iterable

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from nep.agencies.queries import agencies_visible_to, agency_coded, staff_of
from nep.foundation import clock
from nep.foundation.finding import AT_ONCE, Found, Hit
from nep.foundation.search import has_words


def found_agencies(request: HttpRequest, asked: str) -> Found:
    """Find agencies by words of their names; there are few enough to read them all."""
    actor = request.actor  # type: ignore[attr-defined]  # only staff search
    agencies = agencies_visible_to(actor).only("code", "name")
    hits = (
        Hit(agency.name, _address(agency.code))
        for agency in agencies
        if has_words(agency.name, asked)
    )
    return Found(_("Agencies"), _first(hits))


def found_people(request: HttpRequest, asked: str) -> Found:
    """Find those who work at the actor's agency now, by words of name and post."""
    actor = request.actor  # type: ignore[attr-defined]  # only staff search
    agency = agency_coded(actor.agency_code)
    hits = (
        Hit(staff.person.full_name, _address(agency.code), note=staff.post.title)
        for staff in staff_of(agency, at=clock.now())
        if has_words(f"{staff.person.full_name} {staff.post.title}", asked)
    )
    return Found(_("People of your agency"), _first(hits))


def _address(code: str) -> str:
    return reverse("desk:agency", args=[code])


def _first(hits: Iterable[Hit]) -> list[Hit]:
    return sorted(hits, key=lambda hit: len(hit.title))[:AT_ONCE]
