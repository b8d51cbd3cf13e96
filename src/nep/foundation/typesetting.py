"""The one door to Typst: a template and data in, a PDF for the archive (PDF/A-2a) out.

Fonts come from `FONTS_ROOT` alone; what Typst would replace in silence is an error here.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, Final, cast

import typst
from django.conf import settings

from nep.foundation.clock import VIETNAM
from nep.lib.vietnamese.text import nfc

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

FACES: Final = ("Tinos",)
STANDARD: Final = "a-2a"

# Tinos draws all of these: Latin with every Vietnamese letter, punctuation, common signs. A font
# that lacks a letter would break PDF/A; whatever else somebody typed is printed as an empty box.
_CONTROLS: Final = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029]+")
_UNSEEN: Final = re.compile(r"[\xad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff]")
_NOT_DRAWN: Final = re.compile(
    r"[^\n\x20-\x7e\xa0-\u024f\u0300-\u0323\u1ea0-\u1ef9\u2010-\u2026\u20ab\u2116\u2190-\u2193\u25a1]"
)
_BOX: Final = "□"


class TypesettingError(RuntimeError):
    """A paper cannot be set: a font is missing, or a template is wrong."""


class _Press:
    """A template with its compiler kept; one thread at a time, for the compiler is not shared."""

    def __init__(self, template: Path) -> None:
        self._template = template.name
        self._lock = Lock()
        self._compiler = typst.Compiler(
            template, root=template.parent, font_paths=_fonts(), ignore_system_fonts=True
        )

    def pdf(self, inputs: str, *, at: datetime) -> bytes:
        try:
            with self._lock:
                printed, warnings = self._compiler.compile_with_warnings(
                    sys_inputs={"data": inputs},
                    format="pdf",
                    pdf_standards=[STANDARD],
                    timestamp=int(at.timestamp()),
                )
        except typst.TypstError as error:
            message = f"{self._template}: {error.diagnostic}"
            raise TypesettingError(message) from error
        if warnings:
            message = f"{self._template}: {'; '.join(str(warning) for warning in warnings)}"
            raise TypesettingError(message)
        return cast("bytes", printed)


def pdf(template: Path, paper: "DataclassInstance", *, at: datetime, **more: str) -> bytes:
    """Set a paper by a template, which may include what stands in its folder.

    `at` is the moment the PDF says it was made; equal papers at one moment give equal bytes.

    :raises TypesettingError: when a font is missing or the template is wrong.
    """
    return _press(template).pdf(inputs_of(paper, **more), at=at)


def inputs_of(paper: "DataclassInstance", **more: str) -> str:
    """Return a paper as its template reads it."""
    return json.dumps(_drawable(asdict(paper) | more), default=_as_text)


@cache
def _press(template: Path) -> _Press:
    return _Press(template)


@cache
def _fonts() -> Any:  # noqa: ANN401 - the wheel has no types we follow
    folder = Path(settings.FONTS_ROOT)
    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder]
    )
    missing = [face for face in FACES if face not in fonts.families()]
    if missing:
        message = f"{folder} lacks {', '.join(missing)}; run `make assets`."
        raise TypesettingError(message)
    return fonts


def drawable(text: str) -> str:
    """Return a text composed and made of what the fonts draw, whatever somebody typed."""
    return _NOT_DRAWN.sub(_BOX, _UNSEEN.sub("", _CONTROLS.sub(" ", nfc(text))))


def _drawable(value: object) -> object:
    match value:
        case str():
            return drawable(value)
        case Mapping():
            return {name: _drawable(item) for name, item in value.items()}
        case Sequence():
            return [_drawable(item) for item in value]
        case _:
            return value


def _as_text(value: object) -> str:
    """Return what JSON lacks as the templates read it: moments in Vietnamese time."""
    if isinstance(value, datetime):
        return value.astimezone(VIETNAM).strftime("%Y-%m-%dT%H:%M")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    raise TypeError(value)
