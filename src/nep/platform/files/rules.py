"""Which types of file are taken, and what each is called when it is given out."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class MediaType(StrEnum):
    """The types of file that the house takes."""

    PDF = "application/pdf"
    PNG = "image/png"
    JPEG = "image/jpeg"
    WEBP = "image/webp"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


IMAGES = frozenset({MediaType.PNG, MediaType.JPEG, MediaType.WEBP})
SHOWN_IN_PLACE = IMAGES | {MediaType.PDF}
EXTENSIONS: Mapping[MediaType, str] = {
    MediaType.PDF: ".pdf",
    MediaType.PNG: ".png",
    MediaType.JPEG: ".jpg",
    MediaType.WEBP: ".webp",
    MediaType.DOCX: ".docx",
    MediaType.XLSX: ".xlsx",
}


class Fault(StrEnum):
    """Why a file is refused."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    UNKNOWN_TYPE = "unknown_type"
    DAMAGED = "damaged"
    ENCRYPTED = "encrypted"
    MACROS = "macros"
    BOMB = "bomb"
    TWO_TYPES = "two_types"


@dataclass
class UnfitFileError(Exception):
    """The content cannot be taken; the fault says why."""

    fault: Fault
