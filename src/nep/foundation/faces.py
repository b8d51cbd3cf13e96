"""Faces: further views of a record, each on a tab of its page, from modules above it.

The page draws its own tabs, then `{% slot "documents.revision.tabs" revision %}`, and in its
body `{% slot "documents.revision.faces" revision %}`: the face that `?mat=` names, or nothing.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.functional import Promise

from nep.foundation.slots import Build, fill

PARAMETER = "mat"


def everything(_request: HttpRequest, _subject: object) -> bool:
    """Let every record of the page have the face."""
    return True


@dataclass(frozen=True, slots=True)
class Face:
    """One view of a record: its key in the address, its label on the tab, and its body."""

    key: str
    label: str | Promise
    template: str
    build: Build
    order: int = 100
    belongs: Callable[[HttpRequest, Any], bool] = everything

    def tab(self, request: HttpRequest, subject: object) -> Mapping[str, Any] | None:
        """Return what the tab draws, or nothing for records without this face."""
        if not self.belongs(request, subject):
            return None
        return {"face": self, "face_is_shown": asked_face(request) == self.key}

    def body(self, request: HttpRequest, subject: object) -> Mapping[str, Any] | None:
        """Return what the body draws, when this is the face asked for."""
        if asked_face(request) != self.key or not self.belongs(request, subject):
            return None
        return self.build(request, subject)


def show_face(page: str, face: Face) -> None:
    """Give the page (`documents.revision`) a face; done once, when the application starts."""
    fill(f"{page}.tabs", "ui/face_tab.html", face.tab, order=face.order)
    fill(f"{page}.faces", face.template, face.body, order=face.order)


def asked_face(request: HttpRequest) -> str:
    """Return the key of the face that the address asks for; empty for the page's own."""
    return request.GET.get(PARAMETER, "")
