"""Small real files of each kind, and some that only look like one."""

import io
import struct
import warnings
import zipfile
import zlib

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


def locked(content: bytes) -> bytes:
    """Say in every header of an archive that its parts are encrypted."""
    marked = bytearray(content)
    for signature, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = marked.find(signature)
        while place >= 0:
            marked[place + flags] |= 1
            place = marked.find(signature, place + 4)
    return bytes(marked)


def twice(content: bytes) -> bytes:
    """Tell the main part of an Office file a second time, which readers take differently."""
    held = io.BytesIO(content)
    with warnings.catch_warnings(), zipfile.ZipFile(held, "a") as opened:
        warnings.simplefilter("ignore")
        opened.writestr("word/document.xml", b"<other/>")
    return held.getvalue()
