"""How far the loading of the demo is, told on every page until it is done."""

from collections.abc import Mapping
from time import monotonic
from typing import Any

from django.http import HttpRequest

from nep.demo.queries import jobs_under_way
from nep.foundation.paging import grouped
from nep.foundation.slots import fill
from nep.operation.dossiers.queries import every_dossier

_LOADING_IS_FRESH_FOR = 2.0  # seconds
_DONE_IS_FRESH_FOR = 30.0
_remembered: tuple[float, Mapping[str, str] | None] = (float("-inf"), None)


def furnish() -> None:
    """Put the progress beside the day of the demo; done once, when the application starts."""
    fill("document.demonstration", "demo/progress.html", _shown)


def progress() -> Mapping[str, str] | None:
    """Return how many dossiers of how many stand; none when nothing is being loaded."""
    total = jobs_under_way().values_list("args__total", flat=True).first()
    if total is None:
        return None
    return {"done": grouped(every_dossier().count()), "total": grouped(total)}


def _shown(_request: HttpRequest, _subject: object) -> Mapping[str, Any] | None:
    global _remembered  # noqa: PLW0603 - one process, one memory
    fresh_until, known = _remembered
    if monotonic() > fresh_until:
        known = progress()
        fresh_for = _DONE_IS_FRESH_FOR if known is None else _LOADING_IS_FRESH_FOR
        _remembered = (monotonic() + fresh_for, known)
    return known
