"""The chain: rows that nobody changes, sealed one to the next within each agency."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction
from psycopg.types.json import Jsonb

from nep.platform.journal.models import Entry
from nep.platform.journal.queries import broken_places
from nep.platform.journal.services import record
from nep.platform.journal.tests.acts import OPENED, somebody_at

pytestmark = pytest.mark.django_db

HERE, THERE, ELSEWHERE = 2**40, 2**40 + 1, 2**40 + 2
"""Agencies that no other test has; the journal knows them by their keys alone."""


def done(agency_id: int, at, *, times: int = 1) -> None:
    for number in range(times):
        record(OPENED, None, actor=somebody_at(agency_id), at=at, username=f"nguoi{number}")


def chain_of(agency_id: int) -> list[Entry]:
    return list(Entry.objects.filter(agency_id=agency_id).order_by("position"))


def everything() -> list[dict[str, object]]:
    return list(Entry.objects.order_by("id").values())


@contextmanager
def as_owner() -> Iterator[None]:
    """Work as the owner of the tables, which the application is not."""
    role = connection.settings_dict["OPTIONS"]["assume_role"]
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        yield
        cursor.execute(f"SET ROLE {role}")


def forge(statement: str) -> None:
    """Do what only somebody with the whole database in hand could do."""
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("ALTER TABLE journal_entry DISABLE TRIGGER USER")
        cursor.execute(statement, {"here": HERE})
        cursor.execute("ALTER TABLE journal_entry ENABLE TRIGGER USER")


class TestChain:
    def test_each_entry_holds_the_hash_of_the_one_before(self, at):
        done(HERE, at, times=3)

        first, second, third = chain_of(HERE)
        assert [entry.position for entry in (first, second, third)] == [1, 2, 3]
        assert [entry.prev_hash for entry in (first, second, third)] == [
            "",
            first.hash,
            second.hash,
        ]

    def test_each_agency_has_a_chain_of_its_own(self, at):
        for agency_id in (HERE, THERE, HERE):
            done(agency_id, at)

        assert [entry.position for entry in chain_of(HERE)] == [1, 2]
        assert [(entry.position, entry.prev_hash) for entry in chain_of(THERE)] == [(1, "")]

    def test_the_settings_of_a_session_do_not_change_a_seal(self, at):
        done(HERE, at)

        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL TimeZone = 'America/Caracas'")
            cursor.execute("SET LOCAL DateStyle = 'German'")

        assert list(broken_places()) == []


class TestTheDatabaseRefuses:
    @pytest.mark.parametrize(
        "statement",
        [
            "UPDATE journal_entry SET at = at - interval '1 day'",
            "UPDATE journal_entry SET details = '{}'",
            "DELETE FROM journal_entry",
            "TRUNCATE journal_entry",
            "ALTER TABLE journal_entry DISABLE TRIGGER USER",
            "SET session_replication_role = replica",
            "DROP TABLE journal_entry",
        ],
    )
    def test_the_application_every_change(self, at, statement):
        done(HERE, at, times=2)
        before = everything()

        with pytest.raises(DatabaseError), transaction.atomic():
            connection.cursor().execute(statement)

        assert everything() == before

    @pytest.mark.parametrize(
        "statement",
        ["UPDATE journal_entry SET at = at", "DELETE FROM journal_entry", "TRUNCATE journal_entry"],
    )
    def test_even_the_owner_what_is_done_in_passing(self, at, statement):
        done(HERE, at)
        before = everything()

        with as_owner(), pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            connection.cursor().execute(statement)

        assert everything() == before


class TestBrokenPlaces:
    @pytest.fixture(autouse=True)
    def three_entries(self, at):
        done(HERE, at, times=3)

    def test_a_whole_chain_has_none(self):
        assert list(broken_places()) == []

    @pytest.mark.parametrize(
        "change",
        [
            "at = at - interval '1 day'",
            "recorded_at = recorded_at - interval '1 microsecond'",
            """actor = jsonb_set(actor, '{name}', '"Somebody else"')""",
            """details = '{"username": "another"}'""",
            "act = 'accounts.person_added'",
            "subject_kind = 'accounts.user'",
            "subject_key = '7'",
        ],
    )
    def test_a_changed_column_is_found_where_it_stands(self, change):
        second = "WHERE agency_id = %(here)s AND position = 2"
        forge(f"UPDATE journal_entry SET {change} {second}")  # noqa: S608

        assert list(broken_places()) == [(HERE, 2)]

    def test_a_forged_seal_is_found_where_the_next_one_holds_the_old(self):
        forge("UPDATE journal_entry SET details = '{}' WHERE agency_id = %(here)s AND position = 2")
        forge(
            "UPDATE journal_entry e SET hash = journal_entry_digest(e)"
            " WHERE agency_id = %(here)s AND position = 2"
        )

        assert list(broken_places()) == [(HERE, 3)]

    def test_an_entry_that_was_taken_out_is_missed(self):
        forge("DELETE FROM journal_entry WHERE agency_id = %(here)s AND position = 2")

        assert list(broken_places()) == [(HERE, 3)]

    def test_an_entry_that_was_given_to_another_agency_is_found_there(self):
        forge(
            f"UPDATE journal_entry SET agency_id = {THERE}, position = 1"  # noqa: S608
            " WHERE agency_id = %(here)s AND position = 3"
        )

        assert list(broken_places()) == [(THERE, 1)]


_INSERT = """
INSERT INTO journal_entry (act, at, agency_id, subject_kind, subject_key, actor, details)
VALUES ('accounts.person_added', now(), %s, '', '', %s, %s)
"""


class TestConcurrentWriters:
    """They really keep what they write; the owner takes it out afterwards."""

    @pytest.fixture
    def owner(self) -> Iterator[psycopg.Connection]:
        with self.session() as owner:
            yield owner
            owner.rollback()
            owner.execute("ALTER TABLE journal_entry DISABLE TRIGGER USER")
            owner.execute("DELETE FROM journal_entry WHERE agency_id = %s", [ELSEWHERE])
            owner.execute("ALTER TABLE journal_entry ENABLE TRIGGER USER")

    def session(self) -> psycopg.Connection:
        params = connection.get_connection_params()
        known = ("dbname", "user", "password", "host", "port")
        return psycopg.connect(**{key: params[key] for key in known if params.get(key)})

    def write(self, writer: int) -> None:
        with self.session() as session:
            session.execute("SET ROLE nep_app")
            for _time in range(10):
                details = Jsonb({"username": f"nguoi{writer}"})
                session.execute(_INSERT, [ELSEWHERE, Jsonb({"name": "Nếp"}), details])
                session.commit()

    def test_they_wait_for_each_other_and_the_chain_stays_whole(self, owner):
        with ThreadPoolExecutor(4) as writers:
            list(writers.map(self.write, range(4)))

        kept = owner.execute(
            "SELECT position, prev_hash, hash FROM journal_entry WHERE agency_id = %s"
            " ORDER BY position",
            [ELSEWHERE],
        ).fetchall()
        owner.rollback()
        assert [position for position, _before, _hash in kept] == list(range(1, 41))
        assert [before for _position, before, _hash in kept] == ["", *(row[2] for row in kept[:-1])]
        assert list(broken_places()) == []
