"""The description of the interface, for programs and for the people who write them."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import conditional_page, require_safe

from nep.api.face import ROOMS, described


@login_not_required
@require_safe
@conditional_page
def openapi(request: HttpRequest) -> HttpResponse:
    """Give the description in OpenAPI 3.1; it is no secret."""
    return HttpResponse(_as_json(), content_type="application/json")


@login_not_required
@require_safe
def reference_page(request: HttpRequest) -> HttpResponse:
    """List what can be asked, from the description itself."""
    context = {"chapters": _chapters(), "about": described()["info"]["description"].split("\n\n")}
    return TemplateResponse(request, "api/reference.html", context)


@cache
def _as_json() -> bytes:
    return json.dumps(described(), ensure_ascii=False).encode()


@dataclass(frozen=True, slots=True)
class Asked:
    """One address: what it answers, and what can be said to it."""

    path: str
    sentence: str
    more: str
    parameters: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    """The addresses of one module, and the scope that opens them."""

    name: str
    scope: str
    asked: tuple[Asked, ...]


@cache
def _chapters() -> tuple[Chapter, ...]:
    return tuple(
        Chapter(room.path[1:], room.scope, tuple(_asked_of(room.path[1:]))) for room in ROOMS
    )


def _asked_of(tag: str) -> Iterator[Asked]:
    for path, methods in described()["paths"].items():
        operation = methods["get"]
        if tag in operation["tags"]:
            sentence, _gap, more = operation["description"].partition("\n\n")
            yield Asked(path, sentence, more, tuple(operation["parameters"]))
