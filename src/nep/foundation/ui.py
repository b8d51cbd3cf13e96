"""Values that pages hand to the components of `templates/ui/`, and the doors of the rail."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise

from nep.foundation.slots import fill

Text = str | Promise


class Tone(StrEnum):
    """What a mark means; a word always stands beside it, so colour never speaks alone."""

    ON_TIME = "on-time"
    SOON = "soon"
    LATE = "late"
    WAITING = "waiting"
    DONE = "done"
    PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class Tab:
    """One tab of a page: its label, its address, and how many rows stand behind it."""

    label: Text
    address: str
    count: str | int | None = None
    current: bool = False


@dataclass(frozen=True, slots=True)
class StoryLine:
    """One sentence of what happened, with the moment and whatever explains it."""

    at: date | datetime
    sentence: Text
    note: Text = ""
    tone: Tone = Tone.PLAIN


def everyone(_request: HttpRequest) -> bool:
    """Let every member of staff see a door."""
    return True


@dataclass(frozen=True, slots=True)
class Door:
    """One of the doors of the rail: a module's front page."""

    label: Text
    short: Text  # under the icon on a phone
    icon: str
    url_name: str
    order: int
    seen_by: Callable[[HttpRequest], bool] = everyone

    def shown(self, request: HttpRequest, _subject: object) -> Mapping[str, Any] | None:
        """Return what the rail draws, or nothing for those who may not enter."""
        if not self.seen_by(request):
            return None
        address = reverse(self.url_name)
        return {"door": self, "address": address, "here": _stands_in(request.path, address)}


def open_door(door: Door) -> None:
    """Put a door on the rail; done once, when the application starts."""
    fill("navigation", "ui/door.html", door.shown, order=door.order)


def _stands_in(path: str, address: str) -> bool:
    return path == address if address == "/" else path.startswith(address)
