"""`nep run` with real processes and a real server, killed in every way that we know."""

import os
import pwd
import signal
import stat
import time
from collections.abc import Iterator

import psutil
import psycopg
import pytest

from nep.supervisor.tests.installation import Installation, wait_until

pytestmark = pytest.mark.slow

STARTED_AGAIN_WITHIN = 10.0


@pytest.fixture(scope="module")
def created() -> Iterator[Installation]:
    with Installation() as installation:
        installation.start()
        yield installation


@pytest.fixture
def running(created: Installation) -> Installation:
    """The installation, healthy, whatever the test before did to it."""
    if created.supervisor is None:
        created.start()
    created.wait_until_healthy()
    return created


def mode(path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


class TestWhatIsSetUp:
    def test_health_is_told_to_anyone_and_tells_nothing_else(self, running):
        assert running.get("/healthz") == (
            200,
            '{"status": "ok", "database": "ok", "migrations": "ok", "worker": "ok"}',
        )

    def test_secrets_are_readable_by_their_owner_only(self, running):
        secrets = list((running.path / "secrets").iterdir())

        assert {file.name for file in secrets} == {"app_password", "owner_password", "secret_key"}
        assert {mode(file) for file in secrets} == {0o600}
        assert mode(running.path / "secrets") == 0o700

    def test_the_socket_is_in_a_private_folder_and_nothing_listens_on_the_network(self, running):
        server = psutil.Process(running.pid("database"))

        assert mode(running.path / "postgres/socket") == 0o700
        assert mode(running.path / "postgres/socket/.s.PGSQL.5432") == 0o700
        assert server.net_connections(kind="inet") == []

    def test_the_server_does_not_run_as_root(self, running):
        assert pwd.getpwnam(psutil.Process(running.pid("database")).username()).pw_uid != 0

    def test_the_server_asks_for_a_password(self, running):
        where = running.database.url.split("?")[1]

        with pytest.raises(psycopg.OperationalError, match="password"):
            psycopg.connect(f"postgresql://nep_app@/nep?{where}")

    def test_the_database_is_made_for_vietnamese_and_against_bit_rot(self, running):
        ((provider, locale, encoding, checksums),) = running.query(
            "SELECT datlocprovider::text, datlocale, pg_encoding_to_char(encoding),"
            " current_setting('data_checksums')"
            " FROM pg_database WHERE datname = current_database()"
        )

        assert (provider, locale, encoding, checksums) == ("b", "C.UTF-8", "UTF8", "on")

    def test_children_hold_the_password_of_the_application_only(self, running):
        for kind in ("web", "worker"):
            environment = psutil.Process(running.pid(kind)).environ()
            assert "nep_app" in environment["DATABASE_URL"]
            assert "DATABASE_OWNER_URL" not in environment


class TestWhatTheApplicationMayDo:
    def test_it_reads_and_writes_rows(self, running):
        running.query("INSERT INTO auth_group (name) VALUES ('một cửa')")
        running.query("UPDATE auth_group SET name = 'Một cửa' WHERE name = 'một cửa'")
        running.query("DELETE FROM auth_group WHERE name = 'Một cửa'")

    @pytest.mark.parametrize(
        "statement",
        [
            "DROP TABLE auth_group",
            "TRUNCATE auth_group CASCADE",
            "ALTER TABLE auth_group ADD COLUMN note text",
            "ALTER TABLE auth_group DISABLE TRIGGER ALL",
            "CREATE TABLE of_mine (id int)",
            "SET ROLE nep_owner",
        ],
    )
    def test_it_changes_no_table(self, running, statement):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            running.query(statement)

    def test_it_owns_nothing_and_makes_no_databases(self, running):
        roles = (
            "SELECT rolcreatedb, rolcreaterole, rolsuper FROM pg_roles WHERE rolname = 'nep_app'"
        )

        assert running.query(roles) == [(False, False, False)]
        assert running.query("SELECT tablename FROM pg_tables WHERE tableowner = 'nep_app'") == []


class TestWhatComesBack:
    @pytest.mark.parametrize("kind", ["web", "worker", "database"])
    def test_what_is_killed_is_started_again(self, running, kind):
        killed = running.pid(kind)

        os.kill(killed, signal.SIGKILL)
        wait_until(lambda: running.pid(kind) not in {killed, None})
        wait_until(running.is_healthy, patience=STARTED_AGAIN_WITHIN)

        assert running.pid(kind) != killed

    def test_a_server_told_to_wait_for_its_sessions_is_not_waited_for(self, running):
        stopping = running.pid("database")

        os.kill(stopping, signal.SIGTERM)  # "smart" shutdown: no new sessions, old ones go on
        wait_until(lambda: not psutil.pid_exists(stopping))
        wait_until(running.is_healthy, patience=STARTED_AGAIN_WITHIN)

    def test_health_says_that_the_database_does_not_answer(self, running):
        supervisor = psutil.Process(running.supervisor.pid)
        supervisor.suspend()
        try:
            os.kill(running.pid("database"), signal.SIGKILL)
            wait_until(lambda: running.get("/healthz")[0] == 503)
            answer = running.get("/healthz")[1]
        finally:
            supervisor.resume()

        assert '"database": "the database does not answer"' in answer
        wait_until(running.is_healthy, patience=STARTED_AGAIN_WITHIN)

    def test_a_killed_supervisor_takes_web_and_worker_along_and_loses_nothing(self, running):
        running.query("INSERT INTO auth_group (name) VALUES ('đã ghi nhận')")
        children = [running.pid("web"), running.pid("worker")]

        running.stop(signal.SIGKILL)
        wait_until(lambda: not any(psutil.pid_exists(pid) for pid in children))
        running.start()

        assert running.query("SELECT name FROM auth_group") == [("đã ghi nhận",)]

    def test_everything_killed_at_once_comes_back_too(self, running):
        everything = [running.pid("database"), running.pid("web"), running.pid("worker")]

        running.stop(signal.SIGKILL)
        for pid in everything:
            os.kill(pid, signal.SIGKILL)
        running.start()

        assert running.is_healthy()


class TestSecondOnes:
    def test_a_second_run_says_where_the_first_one_is(self, running):
        status, said = running.nep("run")

        assert status == 0
        assert running.state()["address"] in said
        assert running.is_healthy()

    def test_a_command_joins_and_stops_nothing(self, running):
        server = running.pid("database")

        status, said = running.nep("showmigrations", "auth")

        assert status == 0
        assert "[X] 0001_initial" in said
        assert running.pid("database") == server

    def test_a_second_start_takes_seconds(self, running):
        running.stop()
        began = time.monotonic()

        running.start()

        assert time.monotonic() - began < 10


class TestStopping:
    @pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
    def test_nothing_is_left_behind(self, running, number):
        said = running.stop(number)

        assert running.processes() == []
        assert not (running.path / "run/supervisor.json").exists()
        assert "stopping" in said
