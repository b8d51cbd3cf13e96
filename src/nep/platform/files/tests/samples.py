"""Small real files of each kind, and some that only look like one."""

import io
import struct
import warnings
import zipfile
import zlib
from collections.abc import Iterator

PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>"
    b"endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
)
JPEG = (
    b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"
    + b"\x00" * 40
    + b"\xff\xd9"
)
WEBP = b"RIFF" + struct.pack("<I", 20) + b"WEBPVP8 " + b"\x00" * 12


def chunk(kind: bytes, content: bytes) -> bytes:
    return (
        struct.pack(">I", len(content))
        + kind
        + content
        + struct.pack(">I", zlib.crc32(kind + content))
    )


PNG = (
    b"\x89PNG\r\n\x1a\n"
    + chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    + chunk(b"IDAT", zlib.compress(b"\x00\x00"))
    + chunk(b"IEND", b"")
)

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"


def archive(parts: dict[str, bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, content in parts.items():
            opened.writestr(name, content)
    return held.getvalue()


def office(main_type: str, **more: bytes) -> bytes:
    types = f'<Types><Override PartName="/x.xml" ContentType="{main_type}"/></Types>'.encode()
    parts = {"[Content_Types].xml": types, "word/document.xml": b"<w/>"}
    return archive(parts | {name.replace("__", "/"): content for name, content in more.items()})


DOCX = office(WORD)
XLSX = office(SHEET)
DOCM = office("application/vnd.ms-word.document.macroEnabled.main+xml")


def headers_of(content: bytearray) -> Iterator[tuple[int, bool]]:
    """Tell where each header of an archive stands, and whether it is one of the central ones."""
    for signature in (b"PK\x03\x04", b"PK\x01\x02"):
        place = content.find(signature)
        while place >= 0:
            yield place, signature == b"PK\x01\x02"
            place = content.find(signature, place + 4)


def locked(content: bytes) -> bytes:
    """Say in every header of an archive that its parts are encrypted."""
    marked = bytearray(content)
    for place, is_central in headers_of(marked):
        marked[place + (8 if is_central else 6)] |= 1
    return bytes(marked)


def packed_unknown_to_us(content: bytes) -> bytes:
    """Say in every header of an archive that its parts are compressed in no manner there is."""
    marked = bytearray(content)
    for place, is_central in headers_of(marked):
        struct.pack_into("<H", marked, place + (10 if is_central else 8), 0x7777)
    return bytes(marked)


def twice(content: bytes) -> bytes:
    """Tell the main part of an Office file a second time, which readers take differently."""
    held = io.BytesIO(content)
    with warnings.catch_warnings(), zipfile.ZipFile(held, "a") as opened:
        warnings.simplefilter("ignore")
        opened.writestr("word/document.xml", b"<other/>")
    return held.getvalue()
