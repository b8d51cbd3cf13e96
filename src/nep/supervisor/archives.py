"""The file that `nep backup` writes: an archive of the database, the files and the key of one home.

A tar whose first member says what follows; the digest of the dump stands there, and each file is
named by its own (ADR 37), so that a damaged archive is known before anything is changed. An
archive for a recipient is encrypted as a whole in the format of `age`, which other programs read
as well.
"""

import hashlib
import io
import json
import os
import re
import tarfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO

import pyrage
from pyrage import x25519

from nep.supervisor.words import Trouble

FORM = 1
MANIFEST, DUMP, KEY = "manifest.json", "database.dump", "secret_key"
FILES = "files/"
ENCRYPTED = b"age-encryption.org/"
DIGEST = re.compile(r"[0-9a-f]{64}")
LARGEST_MANIFEST = 1 << 20
PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an archive says of itself; `files` counts them, `made_at` is the machine's time."""

    form: int
    made_at: str
    database: str  # the digest of the dump
    migrations: list[str]
    files: int
    demo: str  # how far the demo had come, as the home notes it


@dataclass(frozen=True, slots=True)
class Contents:
    """What goes into an archive."""

    dump: Path
    files: list[Path]
    key: str


def write_archive(target: IO[bytes], manifest: Manifest, contents: Contents) -> None:
    """Write one archive."""
    with tarfile.open(fileobj=target, mode="w|", format=tarfile.PAX_FORMAT) as archive:
        _add_text(archive, MANIFEST, json.dumps(asdict(manifest), indent=1))
        _add_text(archive, KEY, contents.key)
        archive.add(contents.dump, DUMP, filter=_anonymous)
        for file in contents.files:
            archive.add(file, FILES + file.name, filter=_anonymous)


def stored_files(folder: Path) -> list[Path]:
    """Return every file that is kept."""
    return sorted(file for file in folder.glob("??/??/*") if DIGEST.fullmatch(file.name))


@dataclass(frozen=True, slots=True)
class Unpacked:
    """An archive that was read to its end and is whole."""

    manifest: Manifest
    dump: Path
    key: str


def unpack(source: IO[bytes], folder: Path, files: Path) -> Unpacked:
    """Read an archive: the dump into a folder, the files where files are kept.

    A file that is kept already is left alone; one more than before harms nobody.

    :raises Trouble: when the archive is not whole, or not one of ours.
    """
    try:
        with tarfile.open(fileobj=source, mode="r|") as archive:
            members = _members(archive)
            manifest = _manifest(members)
            key = _next(members, KEY).read(PIECE).decode("ascii")
            dump = folder / DUMP
            if _copy(_next(members, DUMP), dump) != manifest.database:
                raise damaged(DUMP)
            count = sum(_keep(name, content, files) for name, content in members)
    except (tarfile.TarError, EOFError, ValueError, KeyError, TypeError) as error:
        raise damaged(str(error)) from error
    if count != manifest.files:
        missing = f"{FILES} {count}/{manifest.files}"
        raise damaged(missing)
    return Unpacked(manifest, dump, key)


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


# Encryption -----------------------------------------------------------------------------------


def recipient_of(text: str) -> x25519.Recipient:
    """Return for whom an archive is encrypted: the public key that `age-keygen` prints."""
    try:
        return x25519.Recipient.from_str(text)
    except pyrage.RecipientError as error:
        raise Trouble(
            vietnamese=f"“{text}” không phải là khóa công khai của age (age1…).",
            english=f"“{text}” is not a public key of age (age1…).",
        ) from error


def encrypt(source: Path, target: Path, recipient: x25519.Recipient) -> None:
    """Encrypt a file for whoever holds the other half of the key."""
    with source.open("rb") as plain, target.open("wb") as closed:
        pyrage.encrypt_io(plain, closed, [recipient])


@contextmanager
def opened(source: Path, identity: Path | None, folder: Path) -> Iterator[IO[bytes]]:
    """Yield a plain archive; an encrypted one is decrypted into the folder, whole, before.

    :raises Trouble: when it cannot be read, or not with this key.
    """
    try:
        with source.open("rb") as file:
            is_encrypted = file.read(len(ENCRYPTED)) == ENCRYPTED
        plain = folder / "archive" if is_encrypted else source
        if is_encrypted:
            _decrypt(source, plain, identity)
        with plain.open("rb") as file:
            yield file
    except FileNotFoundError as error:
        raise Trouble(
            vietnamese=f"Không có tệp {error.filename}.",
            english=f"There is no file {error.filename}.",
        ) from error
    except OSError as error:
        raise Trouble(
            vietnamese=f"Không đọc được {source}: {error.strerror or error}.",
            english=f"{source} cannot be read: {error.strerror or error}.",
        ) from error


def _decrypt(source: Path, target: Path, identity: Path | None) -> None:
    if identity is None:
        raise Trouble(
            vietnamese="Bản sao lưu được mã hóa: hãy chỉ tệp khóa bằng --key TỆP.",
            english="The backup is encrypted: name the file with the key by --key FILE.",
        )
    try:
        keys = re.findall(r"^AGE-SECRET-KEY-1\S+", identity.read_text("ascii"), re.MULTILINE)
        identities = [x25519.Identity.from_str(key) for key in keys]
        with source.open("rb") as closed, target.open("wb") as plain:
            pyrage.decrypt_io(closed, plain, identities)
    except (pyrage.IdentityError, pyrage.DecryptError, UnicodeDecodeError) as error:
        raise Trouble(
            vietnamese=f"Khóa trong {identity} không mở được bản sao lưu này.",
            english=f"The key in {identity} does not open this backup.",
        ) from error


# Members --------------------------------------------------------------------------------------

Members = Iterator[tuple[str, IO[bytes]]]


def _members(archive: tarfile.TarFile) -> Members:
    for member in archive:
        content = archive.extractfile(member)
        if content is None:
            raise damaged(member.name)
        yield member.name, content


def _next(members: Members, name: str) -> IO[bytes]:
    found, content = next(members, ("", io.BytesIO()))
    if found != name:
        raise damaged(name)
    return content


def _manifest(members: Members) -> Manifest:
    said = json.loads(_next(members, MANIFEST).read(LARGEST_MANIFEST))
    if said["form"] != FORM:
        raise Trouble(
            vietnamese="Bản sao lưu do một phiên bản Nếp khác ghi: hãy dùng phiên bản đó.",
            english="Another version of Nếp wrote this backup: use that version.",
        )
    return Manifest(**said)


def _keep(name: str, content: IO[bytes], files: Path) -> int:
    """Put a file where its digest says; count it."""
    digest = name.removeprefix(FILES)
    if not DIGEST.fullmatch(digest):
        raise damaged(name)
    final = files / digest[:2] / digest[2:4] / digest
    final.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    aside = final.with_name(f".{digest}")
    if _copy(content, aside) != digest:
        aside.unlink()
        raise damaged(name)
    aside.replace(final)
    return 1


def _copy(content: IO[bytes], target: Path) -> str:
    """Write to disk and return the digest of what was written."""
    digest = hashlib.sha256()
    handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as file:
        while piece := content.read(PIECE):
            digest.update(piece)
            file.write(piece)
    return digest.hexdigest()


def _add_text(archive: tarfile.TarFile, name: str, text: str) -> None:
    content = text.encode()
    member = tarfile.TarInfo(name)
    member.size, member.mode, member.mtime = len(content), 0o600, int(time.time())
    archive.addfile(member, io.BytesIO(content))


def _anonymous(member: tarfile.TarInfo) -> tarfile.TarInfo:
    """Leave out who owned the file here: another machine has other users."""
    member.uid = member.gid = 0
    member.uname = member.gname = ""
    member.mode = 0o600
    return member


def damaged(what: str) -> Trouble:
    """Return what is said of an archive that is not whole; nothing has been changed by then."""
    return Trouble(
        vietnamese=f"Bản sao lưu bị hỏng hoặc không đầy đủ ({what}); chưa thay đổi gì.",
        english=f"The backup is damaged or not whole ({what}); nothing has changed.",
    )
