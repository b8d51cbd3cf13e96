"""Keeping files: once by content, whole or not at all."""

import hashlib
import os
import time
from pathlib import Path

import pytest
from django.core.files.base import ContentFile, File
from django.db import transaction

from nep.foundation.actors import SYSTEM
from nep.foundation.verdicts import Refused
from nep.platform.files.models import StoredFile
from nep.platform.files.services import store
from nep.platform.files.tests.samples import DOCX, PDF
from nep.platform.journal.models import Entry

pytestmark = pytest.mark.django_db


class Somebody:
    ref = SYSTEM


@pytest.fixture(autouse=True)
def files_root(settings, tmp_path) -> Path:
    settings.FILES_ROOT = tmp_path / "files"
    return settings.FILES_ROOT


def everything_under(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def kept(content: bytes, at, name: str = "don.pdf") -> StoredFile:
    return store(ContentFile(content, name), actor=Somebody(), at=at)


class TestStore:
    def test_a_file_lies_under_the_digest_of_its_content(self, files_root, at):
        stored = kept(PDF, at)

        digest = hashlib.sha256(PDF).hexdigest()
        assert (stored.sha256, stored.size, stored.media_type) == (
            digest,
            len(PDF),
            "application/pdf",
        )
        assert stored.path == files_root / digest[:2] / digest[2:4] / digest
        assert stored.path.read_bytes() == PDF

    def test_the_same_content_is_kept_once_under_whatever_name_it_comes(self, files_root, at):
        first = kept(PDF, at)
        again = kept(PDF, at, name="cung-mot-don.pdf")

        assert again == first
        assert len(everything_under(files_root)) == 1

    def test_the_name_says_nothing_of_the_type(self, at):
        assert kept(DOCX, at, name="don.pdf").media_type.endswith("wordprocessingml.document")

    def test_storing_writes_no_journal_entry_since_the_act_that_files_it_does(self, at):
        before = Entry.objects.count()

        kept(PDF, at)

        assert Entry.objects.count() == before

    @pytest.mark.parametrize(
        "content", [b"", b"MZ not a paper", DOCX[:-30]], ids=["empty", "exe", "half"]
    )
    def test_a_refused_file_leaves_nothing_behind(self, files_root, at, content):
        with pytest.raises(Refused):
            kept(content, at)

        assert everything_under(files_root) == []
        assert not StoredFile.objects.exists()

    def test_a_content_that_was_lost_from_the_disk_is_mended_when_it_comes_again(self, at):
        stored = kept(PDF, at)
        stored.path.write_bytes(b"")

        kept(PDF, at)

        assert stored.path.read_bytes() == PDF


class Endless(File):
    """An upload without end, which counts how much of it was taken."""

    def __init__(self) -> None:
        super().__init__(None, "lon.pdf")
        self.taken = 0

    def chunks(self, chunk_size=None):
        while True:
            self.taken += 1
            yield b"%PDF-" + b"\x00" * (1024 * 1024)


class TestLimits:
    def test_an_upload_is_cut_off_at_the_limit_and_not_read_to_its_end(self, files_root, at):
        upload = Endless()

        with pytest.raises(Refused, match="20 MB"):
            store(upload, actor=Somebody(), at=at)

        assert upload.taken == 20
        assert everything_under(files_root) == []


class Breaking(File):
    """An upload whose connection breaks half-way."""

    def __init__(self) -> None:
        super().__init__(None, "don.pdf")

    def chunks(self, chunk_size=None):
        yield PDF[:40]
        raise ConnectionResetError


class TestAccidents:
    def test_a_broken_upload_leaves_nothing_behind(self, files_root, at):
        with pytest.raises(ConnectionResetError):
            store(Breaking(), actor=Somebody(), at=at)

        assert everything_under(files_root) == []

    def test_content_without_a_row_harms_nobody_and_is_taken_up_later(self, at):
        with transaction.atomic():
            path = kept(PDF, at).path
            transaction.set_rollback(True)

        assert path.exists()
        assert not StoredFile.objects.exists()
        assert kept(PDF, at).path == path

    def test_what_a_killed_process_left_unfinished_is_cleared_a_day_later(self, files_root, at):
        (files_root / "unfinished").mkdir(parents=True)
        old, fresh = files_root / "unfinished" / "old", files_root / "unfinished" / "fresh"
        for path in (old, fresh):
            path.write_bytes(b"half a file")
        two_days_ago = time.time() - 2 * 24 * 3600
        os.utime(old, (two_days_ago, two_days_ago))

        kept(PDF, at)

        assert not old.exists()
        assert fresh.exists()
