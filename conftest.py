"""What every test stands on: a real PostgreSQL, the application's own role, an exact instant.

A plugin (`nep.supervisor.testing`) starts a throw-away server unless DATABASE_URL names one; the
role it names may create databases and roles. The tests themselves run as `nep_app`, which owns
nothing.
"""

import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from hypothesis import settings as hypothesis_settings
from psycopg import connect, sql
from pytest_django.fixtures import Settings
from xdist.remote import Producer
from xdist.scheduler import LoadFileScheduling

from nep.foundation import clock

THE_MOMENT = datetime(2023, 11, 27, 9, 0, tzinfo=clock.VIETNAM)  # a Monday, before the rush

_APPLICATION_ROLE = """
DO $$ BEGIN
    CREATE ROLE nep_app NOLOGIN;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END $$;
GRANT USAGE ON SCHEMA public TO nep_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO nep_app;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO nep_app;
"""

# No test is about time, and one that fails must fail again on the next machine.
hypothesis_settings.register_profile("nep", deadline=None, derandomize=True, database=None)
hypothesis_settings.load_profile("nep")


class Shares(LoadFileScheduling):
    """Gives a worker a whole file, and one of them everything that needs a browser."""

    def _split_scope(self, nodeid: str) -> str:
        browser = "tests/browser/"
        return browser if nodeid.startswith(browser) else super()._split_scope(nodeid)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> Shares:
    """Share the tests out by what they set up once, in the order in which they were put."""
    config.option.loadscopereorder = False
    return Shares(config, log)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes patience, so that no worker waits for the other at the end."""
    slow = {item.path for item in items if item.get_closest_marker("slow")}
    items.sort(
        key=lambda item: (not item.get_closest_marker("browser"), item.path not in slow),
    )


@pytest.fixture(scope="session")
def django_db_setup(
    django_db_setup: None,
    django_db_blocker: pytest.FixtureRequest,
    django_db_keepdb: bool,  # noqa: FBT001 - a fixture of pytest-django
    django_db_createdb: bool,  # noqa: FBT001 - likewise
) -> Iterator[None]:
    """Load reference data once, then let every test work as the application's role."""
    named = connection.settings_dict["NAME"]
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        made = not named.startswith(
            "test_"
        )  # only `own_database` asks, which pytest-django ignores
        if made:
            keep = django_db_keepdb and not django_db_createdb
            connection.creation.create_test_db(verbosity=0, autoclobber=True, keepdb=keep)
        with connection.cursor() as cursor:
            cursor.execute(_APPLICATION_ROLE)
        call_command("norms", "load", verbosity=0)
        connection.close()
    options = connection.settings_dict["OPTIONS"]
    options["assume_role"] = "nep_app"
    yield
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        connection.close()
        del options["assume_role"]
        if made:
            connection.creation.destroy_test_db(named, verbosity=0, keepdb=django_db_keepdb)


@pytest.fixture
def own_database(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    """Work in a copy of the test database, where transactions end as in real life."""
    usual, copy = connection.settings_dict["NAME"], f"nep_own_{os.getpid()}"
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        connection.close()  # nobody may look at what is copied
        _as_owner(sql.SQL("CREATE DATABASE {} TEMPLATE {}"), copy, usual)
        connection.settings_dict["NAME"] = copy
        yield
        connection.close()
        connection.settings_dict["NAME"] = usual
        _as_owner(sql.SQL("DROP DATABASE {} WITH (FORCE)"), copy)


def _as_owner(statement: sql.SQL, *names: str) -> None:
    params = connection.get_connection_params()
    known = {
        name: params[name] for name in ("user", "password", "host", "port") if params.get(name)
    }
    with connect(**known, dbname="postgres", autocommit=True) as owner:
        owner.execute(statement.format(*map(sql.Identifier, names)))


@pytest.fixture
def at() -> datetime:
    """The moment at which the acts of a test happen."""
    return THE_MOMENT


@pytest.fixture(autouse=True)
def files_of_this_test(settings: Settings, tmp_path: Path) -> None:
    """Keep what a test stores apart from everything else on the machine."""
    settings.FILES_ROOT = tmp_path / "files"


@pytest.fixture(autouse=True)
def clock_at_the_moment() -> Iterator[None]:
    """Hold the clock for whatever reads it: pages, jobs and commands."""
    with clock.fixed(THE_MOMENT):
        yield
