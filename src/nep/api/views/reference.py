"""The description of the interface, for programs and for the people who write them."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
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
    return TemplateResponse(
        request, "api/reference.html", {"chapters": _chapters(), "about": _about()}
    )


@cache
def _as_json() -> bytes:
    return json.dumps(described(), ensure_ascii=False).encode()


@dataclass(frozen=True, slots=True)
class Parameter:
    """What can be said to an address: its name, where it stands, what it means."""

    name: str
    place: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Asked:
    """One address, and what it answers."""

    path: str
    sentence: str
    parameters: tuple[Parameter, ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    """The addresses of one module, and the scope that opens them."""

    name: str
    scope: str
    asked: tuple[Asked, ...]


@cache
def _about() -> tuple[str, ...]:
    return tuple(_marked(part) for part in described()["info"]["description"].split("\n\n"))


@cache
def _chapters() -> tuple[Chapter, ...]:
    return tuple(
        Chapter(room.path[1:], room.scope, tuple(_asked_of(room.path[1:]))) for room in ROOMS
    )


def _asked_of(tag: str) -> Iterator[Asked]:
    for path, methods in described()["paths"].items():
        operation = methods["get"]
        if tag in operation["tags"]:
            parameters = tuple(_parameter(told) for told in operation["parameters"])
            yield Asked(path, _marked(operation["description"]), parameters)


def _parameter(told: Mapping[str, Any]) -> Parameter:
    return Parameter(told["name"], told["in"], _marked(told.get("description", "")))


def _marked(text: str) -> SafeString:
    """Return our own words with what stands between backticks marked as code."""
    words = _CODE.sub(r"<code>\1</code>", escape(text))
    return mark_safe(words)  # noqa: S308 - escaped on the line above


_CODE = re.compile("`([^`]+)`")
