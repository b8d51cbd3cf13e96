"""Giving a stored file out; the module that owns it has decided that this person may read it."""

import re
from typing import Final

from django.http import FileResponse

from nep.platform.files.queries import stored_file
from nep.platform.files.rules import EXTENSIONS, SHOWN_IN_PLACE, MediaType

_NOT_IN_A_NAME: Final = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]+')
_ENDING: Final = re.compile(r"\.[A-Za-z]{2,5}$")
_SEALED: Final = "sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"
# Browsers do not start their PDF viewer inside a sandbox; without one it still may load nothing.
_PDF_IN_PLACE: Final = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"


def serve(sha256: str, name: str, *, in_place: bool = False) -> FileResponse:
    """Answer with a file under this name, to be saved, or shown in place where that is harmless.

    Only PDF and pictures are ever shown in place; whatever is asked, the rest is saved.

    :raises StoredFile.DoesNotExist: when no such content is kept.
    """
    stored = stored_file(sha256)
    media_type = MediaType(stored.media_type)
    shown = in_place and media_type in SHOWN_IN_PLACE
    response = FileResponse(
        stored.path.open("rb"),
        as_attachment=not shown,
        filename=_name_of(name, media_type),
        content_type=media_type.value,
    )
    viewer = shown and media_type is MediaType.PDF
    response["Content-Security-Policy"] = _PDF_IN_PLACE if viewer else _SEALED
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Cache-Control"] = "private, no-store"
    return response


def _name_of(name: str, media_type: MediaType) -> str:
    """Return a name that any system can save, with the ending of what the file really is."""
    words = " ".join(_NOT_IN_A_NAME.sub(" ", name).split())
    stem = _ENDING.sub("", words).strip(". ")
    return f"{stem[:120] or 'tep'}{EXTENSIONS[media_type]}"
