"""What a file is, by its content alone, and whether it is fit to be kept.

`puremagic` says what the first bytes may be; each type is then checked as strictly as a record
deserves: it begins at the first byte, ends with the last, and is nothing else besides. Nothing is
unpacked beyond the one small part of an Office file that names its type.
"""

import mmap
import re
import struct
import zipfile
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path, PurePosixPath
from typing import Final

import puremagic

from nep.platform.files.rules import Fault, MediaType, UnfitFileError

HEAD: Final = 1024
LARGEST_UNPACKED: Final = 200 * 1024 * 1024
LARGEST_RATIO: Final = 150  # Office files full of blanks reach about 100
MOST_PARTS: Final = 10_000
LARGEST_TYPES_PART: Final = 1024 * 1024

_PDF_ENCRYPTED: Final = re.compile(rb"/Encrypt\s*(\d+\s+\d+\s+R|<<)")
_PDF_END: Final = re.compile(rb"%%EOF[\s\x00]*\Z")
_WEB_PAGE: Final = re.compile(rb"<\s*(script|html|svg|iframe|!doctype)|<\?php", re.IGNORECASE)
_OLE: Final = bytes.fromhex("d0cf11e0a1b11ae1")
_MACRO_PART: Final = re.compile(r"vbaproject|(^|/)(macrosheets|activex)/", re.IGNORECASE)
_OFFICE_TYPES: Final = {
    MediaType.DOCX: b"wordprocessingml.document.main+xml",
    MediaType.XLSX: b"spreadsheetml.sheet.main+xml",
}


def media_type_of(path: Path) -> MediaType:
    """Return the type of a file that is not empty.

    :raises UnfitFileError: when it is of no type that the house takes, or not fit to be kept.
    """
    with path.open("rb") as opened, mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ) as data:
        likely = _likely_type(data[:HEAD])
        if likely is None:
            raise UnfitFileError(_fault_of_unknown(data))
        if likely not in _CHECKS:
            return _office_type(path, data)
        _CHECKS[likely](data)
        _refuse_other_faces(data)
        return likely


def _likely_type(head: bytes) -> MediaType | None:
    try:
        matches = puremagic.magic_string(head)
    except (puremagic.PureError, ValueError):
        return None
    known = set(MediaType)
    return next((MediaType(match.mime_type) for match in matches if match.mime_type in known), None)


def _fault_of_unknown(data: mmap.mmap) -> Fault:
    """Tell an Office file under a password, which hides in an old container, from the rest."""
    locked = data[:8] == _OLE and data.find("EncryptedPackage".encode("utf-16-le")) >= 0
    return Fault.ENCRYPTED if locked else Fault.UNKNOWN_TYPE


def _check_pdf(data: mmap.mmap) -> None:
    if data[:5] != b"%PDF-":
        raise UnfitFileError(Fault.TWO_TYPES)
    if not _PDF_END.search(data[-HEAD:]):
        raise UnfitFileError(Fault.DAMAGED)
    if _PDF_ENCRYPTED.search(data):
        raise UnfitFileError(Fault.ENCRYPTED)
    if _WEB_PAGE.search(data[:HEAD]):
        raise UnfitFileError(Fault.TWO_TYPES)


def _check_png(data: mmap.mmap) -> None:
    place = 8
    while place + 12 <= len(data):
        length, kind = struct.unpack(">I4s", data[place : place + 8])
        place += 12 + length
        if kind == b"IEND":
            if place != len(data):
                raise UnfitFileError(Fault.TWO_TYPES)
            _refuse_web_page(data)
            return
    raise UnfitFileError(Fault.DAMAGED)


def _check_jpeg(data: mmap.mmap) -> None:
    # Telephones write more behind the picture, so its end need not be the end of the file.
    if data[:3] != b"\xff\xd8\xff" or data.rfind(b"\xff\xd9") < 0:
        raise UnfitFileError(Fault.DAMAGED)
    _refuse_web_page(data)


def _check_webp(data: mmap.mmap) -> None:
    if data[:4] != b"RIFF" or data[8:12] != b"WEBP":
        raise UnfitFileError(Fault.UNKNOWN_TYPE)
    length = struct.unpack("<I", data[4:8])[0] + 8
    if length + length % 2 < len(data):
        raise UnfitFileError(Fault.TWO_TYPES)
    if length > len(data):
        raise UnfitFileError(Fault.DAMAGED)
    _refuse_web_page(data)


_CHECKS: Final[Mapping[MediaType, Callable[[mmap.mmap], None]]] = {
    MediaType.PDF: _check_pdf,
    MediaType.PNG: _check_png,
    MediaType.JPEG: _check_jpeg,
    MediaType.WEBP: _check_webp,
}


def _refuse_web_page(data: mmap.mmap) -> None:
    if _WEB_PAGE.search(data):
        raise UnfitFileError(Fault.TWO_TYPES)


def _refuse_other_faces(data: mmap.mmap) -> None:
    """Refuse a file that is an archive, or a PDF a little further on, besides what it shows."""
    if _ends_as_archive(data) or data[1:HEAD].find(b"%PDF-") >= 0:
        raise UnfitFileError(Fault.TWO_TYPES)


def _ends_as_archive(data: mmap.mmap) -> bool:
    end = data.rfind(b"PK\x05\x06")
    if end < 0 or end + 22 > len(data):
        return False
    comment = int(struct.unpack("<H", data[end + 20 : end + 22])[0])
    return end + 22 + comment == len(data)


def _office_type(path: Path, data: mmap.mmap) -> MediaType:
    if data[:4] != b"PK\x03\x04" or not _ends_as_archive(data):
        raise UnfitFileError(Fault.DAMAGED)
    if data[:HEAD].find(b"%PDF-") >= 0:
        raise UnfitFileError(Fault.TWO_TYPES)
    try:
        with zipfile.ZipFile(path) as archive:
            _check_parts(archive.infolist())
            return _type_named_inside(archive)
    except (
        zipfile.BadZipFile,
        RuntimeError,  # zipfile's answer to a compression or a version that it does not know
        EOFError,
        OSError,
        KeyError,
        ValueError,
    ) as fault:
        raise UnfitFileError(Fault.DAMAGED) from fault


def _check_parts(parts: list[zipfile.ZipInfo]) -> None:
    unpacked = sum(part.file_size for part in parts)
    packed = sum(part.compress_size for part in parts) or 1
    if len(parts) > MOST_PARTS or unpacked > LARGEST_UNPACKED:
        raise UnfitFileError(Fault.BOMB)
    if unpacked / packed > LARGEST_RATIO and unpacked > LARGEST_TYPES_PART:
        raise UnfitFileError(Fault.BOMB)
    if any(part.flag_bits & 1 for part in parts):
        raise UnfitFileError(Fault.ENCRYPTED)
    if any(_MACRO_PART.search(part.filename) for part in parts):
        raise UnfitFileError(Fault.MACROS)
    if not all(_is_inside(part.filename) for part in parts):
        raise UnfitFileError(Fault.DAMAGED)
    if max(Counter(part.filename for part in parts).values(), default=0) > 1:
        raise UnfitFileError(Fault.DAMAGED)


def _is_inside(name: str) -> bool:
    path = PurePosixPath(name)
    return not (path.is_absolute() or ".." in path.parts or "\\" in name)


def _type_named_inside(archive: zipfile.ZipFile) -> MediaType:
    part = next((p for p in archive.infolist() if p.filename == "[Content_Types].xml"), None)
    if part is None or part.file_size > LARGEST_TYPES_PART:
        raise UnfitFileError(Fault.UNKNOWN_TYPE)
    with archive.open(part) as opened:
        types = opened.read(LARGEST_TYPES_PART + 1)
    if b"macroEnabled" in types:
        raise UnfitFileError(Fault.MACROS)
    for media_type, main_part in _OFFICE_TYPES.items():
        if main_part in types:
            return media_type
    raise UnfitFileError(Fault.UNKNOWN_TYPE)
