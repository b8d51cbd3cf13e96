"""The act of keeping a file: checked, whole on disk, and only then a row."""

import hashlib
import os
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO, Final, Protocol

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from nep.foundation import parameters
from nep.foundation.actors import HasRef
from nep.foundation.verdicts import Unfit
from nep.platform.files.inspection import media_type_of
from nep.platform.files.models import StoredFile
from nep.platform.files.rules import Fault, MediaType, UnfitFileError

FAULTS: Final[Mapping[Fault, Promise]] = {
    Fault.EMPTY: _("The file is empty."),
    Fault.TOO_LARGE: _("The file is larger than %(megabytes)s MB."),
    Fault.UNKNOWN_TYPE: _(
        "The file is not a PDF, Word (.docx), Excel (.xlsx), PNG, JPEG or WebP file,"
        " whatever its name says."
    ),
    Fault.DAMAGED: _("The file is damaged or not complete; please export it anew."),
    Fault.ENCRYPTED: _("The file is protected by a password; please send it without one."),
    Fault.MACROS: _("The file contains macros; please save it without them (.docx or .xlsx)."),
    Fault.BOMB: _("The file unpacks to far more than it should hold and was not taken."),
    Fault.TWO_TYPES: _("The file is of two types at once and was not taken."),
}
_LEFT_BEHIND_AFTER: Final = 24 * 3600  # seconds; what a killed process had not finished


class Upload(Protocol):
    """What is handed in, piece by piece; Django's uploaded files are such."""

    def chunks(self) -> Iterator[bytes]:
        """Return the pieces in order."""


@dataclass(frozen=True, slots=True)
class _Content:
    sha256: str
    size: int
    media_type: MediaType


def store(upload: Upload, *, actor: HasRef, at: datetime) -> StoredFile:
    """Keep a file and return its row; the same content again returns the row there is.

    The bytes are on disk under their final name before the row is written. A crash between the
    two, or an act that is rolled back, leaves content without a row, which harms nobody and is
    taken up when the same content comes again. Nothing is journaled: see the module.

    :raises Unfit: when the content is not fit to be kept, with a sentence that says why.
    """
    megabytes = int(parameters.number("files.max_megabytes", at=at))
    try:
        content = _keep(upload, megabytes * 1024 * 1024)
    except UnfitFileError as unfit:
        raise Unfit(str(FAULTS[unfit.fault]) % {"megabytes": megabytes}) from unfit
    stored, _new = StoredFile.objects.get_or_create(
        sha256=content.sha256,
        defaults={
            "size": content.size,
            "media_type": content.media_type.value,
            "stored_at": at,
            "stored_by": actor.ref.as_json(),
        },
    )
    return stored


def _keep(upload: Upload, largest: int) -> _Content:
    with _unfinished_file() as unfinished:
        sha256, size = _copy(upload, unfinished, largest)
        path = Path(unfinished.name)
        content = _Content(sha256, size, media_type_of(path))
        # Replacing what lies there already costs nothing and mends what a disk has lost.
        _put_in_place(path, StoredFile(sha256=sha256).path)
    return content


def _copy(upload: Upload, target: IO[bytes], largest: int) -> tuple[str, int]:
    """Write the content to disk chunk by chunk; stop as soon as it is too large."""
    digest, size = hashlib.sha256(), 0
    for chunk in upload.chunks():
        size += len(chunk)
        if size > largest:
            raise UnfitFileError(Fault.TOO_LARGE)
        digest.update(chunk)
        target.write(chunk)
    if not size:
        raise UnfitFileError(Fault.EMPTY)
    target.flush()
    os.fsync(target.fileno())
    return digest.hexdigest(), size


def _put_in_place(path: Path, final: Path) -> None:
    for folder in (final.parent.parent, final.parent):
        folder.mkdir(mode=0o700, exist_ok=True)
    path.replace(final)
    for folder in (final.parent, final.parent.parent, final.parent.parent.parent):
        _sync_folder(folder)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def _unfinished_file() -> Iterator[IO[bytes]]:
    """Yield a file of nobody's, which is gone afterwards unless it was put in place."""
    folder = Path(settings.FILES_ROOT) / "unfinished"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    _clear_what_was_left_behind(folder)
    with tempfile.NamedTemporaryFile(dir=folder, delete=False) as unfinished:
        try:
            yield unfinished
        finally:
            Path(unfinished.name).unlink(missing_ok=True)


def _clear_what_was_left_behind(folder: Path) -> None:
    oldest = time.time() - _LEFT_BEHIND_AFTER
    for path in folder.iterdir():
        try:
            if path.stat().st_mtime < oldest:
                path.unlink()
        except FileNotFoundError:  # somebody else was quicker
            continue
