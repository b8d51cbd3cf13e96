"""`nep backup` and `nep restore`: everything comes back, or nothing has changed."""

import hashlib
import stat
from pathlib import Path

import pytest
from pyrage import x25519

from nep.supervisor import dumping
from nep.supervisor.database import joined
from nep.supervisor.tests.installation import Installation
from nep.supervisor.words import Trouble

pytestmark = pytest.mark.slow

GROUP = "INSERT INTO auth_group (name) VALUES ('{}')"
NAMES = "SELECT name FROM auth_group ORDER BY id"
SCAN = b"%PDF-1.7 a scan"


def keep(installation: Installation, content: bytes) -> Path:
    digest = hashlib.sha256(content).hexdigest()
    file = installation.path / "files" / digest[:2] / digest[2:4] / digest
    file.parent.mkdir(parents=True)
    file.write_bytes(content)
    return file


@pytest.fixture(scope="module")
def office():
    """An installation with a group, a file, and a server that stays up during these tests."""
    with Installation() as installation:
        installation.path.mkdir(mode=0o711)
        installation.nep("migrate", "--verbosity=0")
        keep(installation, SCAN)
        with joined(installation.database):
            installation.query(GROUP.format("Một cửa"))
            yield installation


@pytest.fixture(scope="module")
def backup(office):
    """A backup of the office, made with the program."""
    file = office.folder / "office.nep"
    status, said = office.nep("backup", str(file))
    assert status == 0, said
    return file


@pytest.fixture
def other():
    """Another machine: an empty home."""
    with Installation() as installation:
        yield installation


@pytest.fixture(scope="module")
def standing():
    """Another machine that has data of its own."""
    with Installation() as installation:
        installation.nep("migrate", "--verbosity=0")
        with joined(installation.database):
            installation.query(GROUP.format("Văn phòng"))
            yield installation


def test_everything_comes_back_on_another_machine(office, backup, other):
    status, said = other.nep("restore", str(backup))

    assert status == 0, said
    with joined(other.database):
        assert other.query(NAMES) == [("Một cửa",)]
        other.query(GROUP.format("the application may write"))
        with pytest.raises(Exception, match="must be owner"):
            other.query("DROP TABLE auth_group CASCADE")
    kept = [file for file in (other.path / "files").rglob("*") if file.is_file()]
    assert [file.read_bytes() for file in kept] == [SCAN]
    assert secret_key(other) == secret_key(office)
    assert list((other.path / "run").glob("archive-*")) == []


def test_what_was_restored_runs(backup, other):
    other.nep("restore", str(backup))

    other.start()

    assert other.is_healthy()
    assert other.query(NAMES) == [("Một cửa",)]


def test_a_backup_is_for_its_owner_only_and_never_over_another(office, backup):
    before = backup.read_bytes()

    status, said = office.nep("backup", str(backup))

    assert status == 1
    assert "đã có tệp này" in said
    assert backup.read_bytes() == before
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    assert [file.name for file in backup.parent.glob(".office*")] == []


def test_a_folder_that_is_not_there_is_named(office):
    status, said = office.nep("backup", "/nowhere/office.nep")

    assert status == 1
    assert "Không ghi được /nowhere/office.nep" in said


def test_an_empty_database_is_not_backed_up(other):
    status, said = other.nep("backup", str(other.folder / "empty.nep"))

    assert status == 1
    assert "chưa có gì để sao lưu" in said
    assert list(other.folder.glob("*.nep")) == []


class TestOverData:
    def test_nothing_is_replaced_unasked(self, backup, standing):
        status, said = standing.nep("restore", str(backup))

        assert status == 1
        assert "--replace" in said
        assert standing.query(NAMES) == [("Văn phòng",)]

    def test_a_damaged_backup_changes_nothing(self, backup, standing):
        content = bytearray(backup.read_bytes())
        content[content.index(SCAN) + 3] ^= 1
        damaged = standing.folder / "damaged.nep"
        damaged.write_bytes(content)

        status, said = standing.nep("restore", "--replace", str(damaged))

        assert status == 1
        assert "hỏng" in said
        assert standing.query(NAMES) == [("Văn phòng",)]

    @pytest.mark.parametrize("last", [b"PGDMP", SCAN], ids=["in the dump", "in a file"])
    def test_half_a_backup_changes_nothing(self, backup, standing, last):
        content = backup.read_bytes()
        half = standing.folder / "half.nep"
        half.write_bytes(content[: content.index(last) + 5])

        status, said = standing.nep("restore", "--replace", str(half))

        assert status == 1
        assert "không đầy đủ" in said
        assert standing.query(NAMES) == [("Văn phòng",)]

    def test_a_file_of_another_kind_changes_nothing(self, standing):
        status, said = standing.nep("restore", "--replace", __file__)

        assert status == 1
        assert "hỏng" in said
        assert standing.query(NAMES) == [("Văn phòng",)]

    def test_what_only_a_newer_program_knows_is_refused(self, backup, standing):
        newer = standing.folder / "newer.nep"
        known, unknown = b'"procrastinate.0001_initial"', b'"journal.9999_years_ahead"'
        assert known in backup.read_bytes()
        newer.write_bytes(backup.read_bytes().replace(known, unknown.ljust(len(known))))

        status, said = standing.nep("restore", "--replace", str(newer))

        assert status == 1
        assert "phiên bản Nếp mới hơn" in said
        assert standing.query(NAMES) == [("Văn phòng",)]

    def test_a_dump_that_breaks_off_is_undone(self, standing, tmp_path):
        dump = tmp_path / "dump"
        dumping.dump(standing.database.owner_url, dump)
        dump.write_bytes(dump.read_bytes()[:-2000])

        with pytest.raises(Trouble):
            dumping.load(standing.database.owner_url, dump)

        assert standing.query(NAMES) == [("Văn phòng",)]

    def test_asked_to_it_replaces_all(self, backup, standing):
        standing.query("CREATE TABLE of_old (id int)", as_owner=True)

        status, said = standing.nep("restore", "--replace", str(backup))

        assert status == 0, said
        assert standing.query(NAMES) == [("Một cửa",)]
        assert standing.query("SELECT to_regclass('of_old')") == [(None,)]

    def test_a_running_installation_is_left_alone(self, backup, standing):
        standing.start()
        try:
            status, said = standing.nep("restore", "--replace", str(backup))

            assert status == 1
            assert "đang chạy" in said
            assert standing.is_healthy()
        finally:
            standing.stop()


class TestEncrypted:
    @pytest.fixture
    def identity(self, tmp_path):
        identity = x25519.Identity.generate()
        file = tmp_path / "key.txt"
        file.write_text(f"# created: today\n{identity}\n")
        return identity, file

    def test_it_opens_with_its_key_only(self, office, other, identity):
        key, file = identity
        closed = other.folder / "closed.nep"
        status, said = office.nep("backup", "--to", str(key.to_public()), str(closed))
        assert status == 0, said
        stranger = other.folder / "stranger.txt"
        stranger.write_text(str(x25519.Identity.generate()))

        assert SCAN not in closed.read_bytes()
        assert "--key" in other.nep("restore", str(closed))[1]
        assert "không mở được" in other.nep("restore", str(closed), "--key", str(stranger))[1]
        status, said = other.nep("restore", str(closed), "--key", str(file))
        assert status == 0, said
        with joined(other.database):
            assert other.query(NAMES) == [("Một cửa",)]

    def test_a_word_that_is_no_key_is_refused(self, office):
        status, said = office.nep("backup", "--to", "age1", str(office.folder / "none.nep"))

        assert status == 1
        assert "không phải là khóa công khai" in said
        assert not (office.folder / "none.nep").exists()


def secret_key(installation: Installation) -> str:
    return (installation.path / "secrets" / "secret_key").read_text()
