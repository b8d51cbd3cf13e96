"""Nothing is told twice and nothing is left out, in whatever order transactions end.

Real transactions on connections of their own, on a table that is dropped again.
"""

from collections.abc import Iterator
from datetime import timedelta

import psycopg
import pytest
from django.db import connection

from nep.platform.notices.models import Bookmark
from nep.platform.notices.services.bookmarks import (
    OVERTAKEN_BY,
    new_rows,
    rows_ended_since,
    time_passed,
)
from nep.platform.notices.tests.kinds import NOON

pytestmark = pytest.mark.django_db
TABLE = "notices_tests_growing"


def connect() -> psycopg.Connection:
    """Open a connection of its own, as the owner of the tables."""
    known = connection.get_connection_params()
    kept = {
        name: known[name]
        for name in ("dbname", "user", "password", "host", "port")
        if name in known
    }
    return psycopg.connect(**kept)


@pytest.fixture
def owner() -> Iterator[psycopg.Connection]:
    with connect() as one:
        one.autocommit = True
        one.execute(f"CREATE TABLE {TABLE} (id bigserial PRIMARY KEY)")
        yield one
        one.execute(f"DROP TABLE {TABLE}")


@pytest.fixture
def writers(owner) -> Iterator[tuple[psycopg.Connection, psycopg.Connection]]:
    with connect() as first, connect() as second:
        yield first, second


def insert(one: psycopg.Connection) -> int:
    added = one.execute(f"INSERT INTO {TABLE} DEFAULT VALUES RETURNING id")  # noqa: S608 - ours
    return added.fetchone()[0]


class Reader:
    """A job that looks now and then, each time in a transaction of its own."""

    def __init__(self) -> None:
        self.bookmark = Bookmark(reader="tests")

    def look(self) -> list[int]:
        with connect() as one:
            return rows_ended_since(one.cursor(), TABLE, self.bookmark)


@pytest.fixture
def reader(owner) -> Reader:
    reader = Reader()
    reader.look()
    return reader


def test_rows_are_read_once(owner, reader):
    ids = [insert(owner), insert(owner)]

    assert reader.look() == ids
    assert reader.look() == []


def test_a_row_that_is_committed_after_a_later_one_is_not_lost(reader, writers):
    first, second = writers
    early, late = insert(first), insert(second)
    second.commit()
    before = reader.look()
    first.commit()

    after = reader.look()

    assert early < late
    assert sorted([*before, *after]) == [early, late]


def test_nor_one_whose_transaction_began_before_and_took_its_id_after(reader, writers):
    first, second = writers
    insert(first)
    first.execute("SAVEPOINT inner_step")
    insert(second)
    second.commit()
    seen = reader.look()
    insert(first)
    first.commit()

    seen += reader.look()

    assert len(seen) == len(set(seen)) == 3


def test_what_was_rolled_back_is_never_read(owner, reader, writers):
    first, _second = writers
    insert(first)
    first.rollback()
    kept = insert(owner)

    assert reader.look() == [kept]


def test_after_a_move_to_another_server_nothing_new_is_lost(owner, reader):
    insert(owner)
    reader.look()
    reader.bookmark.horizon += 1_000_000  # the other server had counted further

    new = insert(owner)

    assert reader.look() == [new]


def test_after_a_move_back_what_was_told_is_the_most_that_is_told_again(owner, reader):
    told = insert(owner)
    reader.look()
    reader.bookmark.horizon = 3  # of a server that had hardly begun to count

    again = reader.look()

    assert again == [told]
    assert reader.bookmark.last_id == told < OVERTAKEN_BY


@pytest.mark.usefixtures("owner")
def test_a_bookmark_is_kept_with_what_it_was_moved_for():
    new_rows("journal_entry", "tests")

    kept = Bookmark.objects.get(reader="tests")
    assert kept.horizon > 0


class TestTime:
    def test_at_first_nothing_has_passed(self):
        assert time_passed("tests", until=NOON) is None

    def test_then_the_time_since_the_last_look(self):
        time_passed("tests", until=NOON)

        assert time_passed("tests", until=NOON + timedelta(days=3)) == NOON
        assert time_passed("tests", until=NOON) == NOON + timedelta(days=3)
