"""`nep backup FILE` and `nep restore FILE`: one file holds all that an installation must not lose.

A backup is made while Nếp runs: the dump is what the database held at one moment, and the files
are copied after it, so that every file of which the dump knows is there (files are never
changed). A restore needs Nếp stopped. It reads the whole archive before it touches the database,
which then changes in one transaction.
"""

import argparse
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from nep.supervisor import archives, dumping
from nep.supervisor.archives import Contents, Manifest, Unpacked
from nep.supervisor.database import Database, database_of, joined
from nep.supervisor.homes import CHECKOUT, Home, find_home
from nep.supervisor.keys import keys_of, replace_secret_key
from nep.supervisor.locks import FileLock
from nep.supervisor.owners import server_owner
from nep.supervisor.prepared import forget_prepared
from nep.supervisor.words import Trouble, say

DEMO_NOTE = "demo"  # in run/, see preparation
MEGABYTE = 1_000_000


def backup(arguments: Sequence[str], environment: Mapping[str, str]) -> None:
    """Write a backup of this home into a new file."""
    asked = _backup_arguments(arguments)
    recipient = archives.recipient_of(asked.to) if asked.to else None
    home = _home(environment)
    database = database_of(home, keys_of(home.secrets), environment)
    with _new_file(asked.file) as unfinished, _workplace(home) as folder:
        plain = folder / "archive" if recipient else unfinished
        with joined(database):
            say("Sao lưu cơ sở dữ liệu", "copying the database")
            manifest, contents = _collect(home, database, folder, environment)
        say(f"Sao lưu {manifest.files} tệp", f"copying {manifest.files} files")
        with plain.open("wb") as target:
            archives.write_archive(target, manifest, contents)
        if recipient:
            archives.encrypt(plain, unfinished, recipient)
    megabytes = asked.file.stat().st_size / MEGABYTE
    say(f"Đã sao lưu vào {asked.file} ({megabytes:.1f} MB)", "the backup is complete")


def restore(arguments: Sequence[str], environment: Mapping[str, str]) -> None:
    """Bring this home to what a backup holds."""
    asked = _restore_arguments(arguments)
    home = _home(environment)
    database = database_of(home, keys_of(home.secrets), environment)
    with FileLock(home.run / "supervisor.lock") as lock, _workplace(home) as folder:
        if not lock.try_alone():
            raise _still_running()
        with archives.opened(asked.file, asked.key, folder) as archive:
            say("Đọc và kiểm tra bản sao lưu", "reading and checking the backup")
            found = archives.unpack(archive, folder, home.path / "files")
        _refuse_newer(found.manifest)
        with joined(database):
            if not (asked.replace or dumping.is_empty(database.owner_url)):
                raise _not_empty()
            say("Nạp lại cơ sở dữ liệu", "loading the database")
            forget_prepared(home)  # the next start looks again
            dumping.load(database.owner_url, found.dump)
        _take_over(home, found)
    say(
        f"Đã khôi phục bản sao lưu lúc {found.manifest.made_at}, {found.manifest.files} tệp; "
        "hãy chạy `nep dossiers verify` để đối chiếu",
        "restored; `nep dossiers verify` compares every dossier with its events",
    )


# Backing up -----------------------------------------------------------------------------------


def _collect(
    home: Home, database: Database, folder: Path, environment: Mapping[str, str]
) -> tuple[Manifest, Contents]:
    dump = folder / archives.DUMP
    migrations = dumping.migrations_in(database.owner_url)
    dumping.dump(database.owner_url, dump)
    files = archives.stored_files(home.path / "files")  # after the dump: never fewer
    note = home.run / DEMO_NOTE
    manifest = Manifest(
        form=archives.FORM,
        made_at=datetime.now(UTC).isoformat(timespec="seconds"),
        database=archives.digest_of(dump),
        migrations=migrations,
        files=len(files),
        demo=note.read_text(encoding="ascii") if note.exists() else "",
    )
    key = environment.get("NEP_SECRET_KEY") or keys_of(home.secrets).secret_key
    return manifest, Contents(dump, files, key)


@contextmanager
def _new_file(file: Path) -> Iterator[Path]:
    """Yield a file aside, readable by nobody else, that gets its name when it is whole."""
    aside = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        if file.exists():
            raise FileExistsError(0, "đã có tệp này · it exists already", str(file))
        os.close(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        try:
            yield aside
            with aside.open("rb") as written:
                os.fsync(written.fileno())
            os.link(aside, file)  # unlike a renaming, never over another
        finally:
            aside.unlink(missing_ok=True)
    except OSError as error:
        raise Trouble(
            vietnamese=f"Không ghi được {file}: {error.strerror}.",
            english=f"{file} cannot be written: {error.strerror}.",
        ) from error


# Restoring ------------------------------------------------------------------------------------


def _refuse_newer(manifest: Manifest) -> None:
    """Refuse what only a later Nếp understands; an earlier one is brought up to date."""
    folders = {folder.parent.name: folder for folder in CHECKOUT.glob("src/nep/**/migrations")}
    unknown = [
        migration
        for migration in manifest.migrations
        for label, _dot, name in [migration.partition(".")]
        if label in folders and not (folders[label] / f"{name}.py").exists()
    ]
    if unknown:
        raise Trouble(
            vietnamese=f"Bản sao lưu của phiên bản Nếp mới hơn ({unknown[0]}): "
            "hãy cập nhật Nếp trước; chưa thay đổi gì.",
            english=f"The backup is of a newer Nếp ({unknown[0]}): update first; "
            "nothing has changed.",
        )


def _take_over(home: Home, found: Unpacked) -> None:
    """Take what lies outside the database: the key that opens its secrets, the demo's note."""
    replace_secret_key(home.secrets, found.key)
    note = home.run / DEMO_NOTE
    if found.manifest.demo:
        note.write_text(found.manifest.demo, encoding="ascii")
    else:
        note.unlink(missing_ok=True)
    os.sync()


def _still_running() -> Trouble:
    return Trouble(
        vietnamese="Nếp đang chạy: hãy dừng lại rồi mới khôi phục.",
        english="Nếp is running: stop it before restoring.",
    )


def _not_empty() -> Trouble:
    return Trouble(
        vietnamese="Cơ sở dữ liệu đang có dữ liệu: hãy sao lưu rồi thêm --replace để thay thế.",
        english="The database holds data: back it up, then add --replace to replace them.",
    )


# Both -----------------------------------------------------------------------------------------


def _home(environment: Mapping[str, str]) -> Home:
    home = find_home(environment, server_owner())
    home.prepare()
    return home


@contextmanager
def _workplace(home: Home) -> Iterator[Path]:
    """Yield a folder inside the home, on the disk where the same data lie anyway."""
    with TemporaryDirectory(dir=home.run, prefix="archive-") as folder:
        yield Path(folder)


def _backup_arguments(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser("nep backup", description="Sao lưu · back up")
    parser.add_argument("file", type=Path, metavar="FILE", help="tệp mới · a new file")
    parser.add_argument(
        "--to", metavar="age1…", help="mã hóa cho khóa công khai này · encrypt for this public key"
    )
    return parser.parse_args(arguments)


def _restore_arguments(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser("nep restore", description="Khôi phục · restore")
    parser.add_argument("file", type=Path, metavar="FILE", help="bản sao lưu · the backup")
    parser.add_argument(
        "--key", type=Path, metavar="FILE", help="tệp khóa bí mật của age · the secret key of age"
    )
    parser.add_argument(
        "--replace", action="store_true", help="thay dữ liệu đang có · replace the data there are"
    )
    return parser.parse_args(arguments)
