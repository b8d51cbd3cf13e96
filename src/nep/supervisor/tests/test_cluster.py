"""One server: found again, in long paths, after kill -9, with programs it can reach."""

import os
import shutil
import signal
import stat
import tempfile
from pathlib import Path

import psycopg
import pytest

from nep.supervisor.binaries import binaries_for
from nep.supervisor.cluster import SHORT_FOLDERS, Cluster
from nep.supervisor.creation import SUPERUSER, initialise
from nep.supervisor.owners import Owner, server_owner
from nep.supervisor.postmaster import PID_FILE, forget_stale, read_postmaster
from nep.supervisor.temporary import CARELESS, TemporaryCluster
from nep.supervisor.tests.installation import wait_until
from nep.supervisor.words import Trouble

PASSWORD = "một hai ba"  # noqa: S105


@pytest.fixture
def open_folder():
    """A folder that the server's user can enter, unlike pytest's."""
    folder = Path(tempfile.mkdtemp(prefix="nep-cluster-"))
    folder.chmod(0o711)
    yield folder
    shutil.rmtree(folder)


def make_cluster(folder: Path) -> Cluster:
    owner = server_owner()
    binaries = binaries_for(owner, folder / "software")
    initialise(folder / "data", owner, binaries, PASSWORD, "--no-sync")
    return Cluster(folder, owner, binaries, CARELESS, ends_with_parent=True)


def answers(cluster: Cluster) -> bool:
    with psycopg.connect(cluster.url(SUPERUSER, PASSWORD, "postgres")) as connection:
        return connection.execute("SELECT 1").fetchone() == (1,)


@pytest.fixture
def cluster(open_folder):
    made = make_cluster(open_folder)
    yield made
    made.stop()


@pytest.mark.slow
class TestCluster:
    def test_it_answers_while_it_runs(self, cluster):
        assert not cluster.is_running()

        cluster.start()

        assert cluster.is_running()
        assert answers(cluster)
        cluster.stop()
        assert not cluster.is_running()

    def test_starting_what_runs_joins_it(self, cluster, open_folder):
        cluster.start()
        first = cluster.postmaster()
        owner = server_owner()
        other = Cluster(open_folder, owner, binaries_for(owner, open_folder), CARELESS)

        other.start()

        assert other.postmaster() == first

    def test_it_starts_at_once_after_it_was_killed(self, cluster):
        cluster.start()
        killed = cluster.postmaster().pid

        os.kill(killed, signal.SIGKILL)
        wait_until(lambda: cluster.postmaster() is None)
        cluster.start()

        assert cluster.postmaster().pid != killed
        assert answers(cluster)

    def test_a_pid_file_that_names_another_program_is_forgotten(self, cluster):
        cluster.start()
        pid_file = cluster.data / PID_FILE
        left = pid_file.read_text()
        cluster.stop()
        pid_file.write_text(left.replace(left.split("\n")[0], str(os.getpid()), 1))

        assert cluster.postmaster() is None
        cluster.start()

        assert answers(cluster)

    def test_data_of_another_version_are_left_alone(self, cluster):
        version = cluster.data / "PG_VERSION"
        version.write_text("12\n")

        with pytest.raises(Trouble, match="PostgreSQL 12"):
            cluster.start()

    def test_what_keeps_it_from_starting_is_said(self, cluster, monkeypatch):
        monkeypatch.setattr("nep.supervisor.cluster.RETRY_SECONDS", 0)
        (cluster.data / "postgresql.auto.conf").write_text("no_such_setting = 1\n")

        with pytest.raises(Trouble, match="configuration file"):
            cluster.start()


@pytest.mark.slow
def test_a_socket_whose_path_would_be_too_long_gets_a_short_private_folder(open_folder):
    deep = open_folder / ("rất-sâu-" * 12)
    deep.mkdir()
    deep.chmod(0o711)
    cluster = make_cluster(deep)
    cluster.start()
    folder = cluster.postmaster().socket_folder
    try:
        assert folder.parent == SHORT_FOLDERS
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        assert answers(cluster)

        os.kill(cluster.postmaster().pid, signal.SIGKILL)
        wait_until(lambda: cluster.postmaster() is None)
        cluster.start()

        assert cluster.postmaster().socket_folder == folder, "clients would not find it again"
    finally:
        cluster.stop()
    assert not folder.exists()


@pytest.mark.slow
def test_programs_in_a_closed_folder_are_copied_to_where_the_server_can_run_them(open_folder):
    found = binaries_for(server_owner(), open_folder / "software").folder
    installation, package = found.parent, found.parent.parent
    closed = open_folder / "closed"
    shutil.copytree(installation, closed / "wheel" / package.name / installation.name)
    libraries = package.with_name(f"{package.name}.libs")
    if libraries.is_dir():
        shutil.copytree(libraries, closed / "wheel" / libraries.name)
    closed.chmod(0o700)
    nobody = Owner(uid=65534, gid=65534, name="nobody")

    copied = binaries_for(nobody, open_folder / "software", closed / "wheel" / package.name)

    assert open_folder / "software" in copied.postgres.parents
    owner = server_owner()
    initialise(open_folder / "data", owner, copied, PASSWORD, "--no-sync")
    cluster = Cluster(open_folder, owner, copied, CARELESS, ends_with_parent=True)
    cluster.start()
    try:
        assert answers(cluster)
    finally:
        cluster.stop()


@pytest.mark.slow
def test_a_temporary_server_is_careless_and_leaves_nothing():
    with TemporaryCluster() as temporary, psycopg.connect(temporary.url()) as connection:
        folder = Path(connection.execute("SHOW data_directory").fetchone()[0]).parent
        assert connection.execute("SHOW fsync").fetchone() == ("off",)
        connection.execute("COMMIT")

    assert not folder.exists()


class TestPidFile:
    @pytest.mark.parametrize("content", ["", "no number\n"], ids=["empty", "nonsense"])
    def test_one_that_says_nothing_is_no_server(self, tmp_path, content):
        (tmp_path / PID_FILE).write_text(content)

        assert read_postmaster(tmp_path) is None

    def test_one_of_a_dead_server_is_left_to_postgresql(self, tmp_path):
        (tmp_path / PID_FILE).write_text("4194304\n")  # above the largest number there is

        forget_stale(tmp_path)

        assert (tmp_path / PID_FILE).exists()

    def test_one_that_names_another_program_is_removed(self, tmp_path):
        (tmp_path / PID_FILE).write_text(f"{os.getpid()}\n")

        forget_stale(tmp_path)

        assert not (tmp_path / PID_FILE).exists()
