"""Every address × everybody: what each is answered is laid down in a table and tried out."""

import inspect
import re
from collections.abc import Iterator

import pytest

from tests.architecture.addresses import ACT, GET, POST, Row, absent, addresses, table, visit
from tests.architecture.protection import unprotected
from tests.architecture.scene import VISITORS, Scene

ROWS = table()
ROOMS = sorted({row.room for row in ROWS})
SERVED = {"200", "302"}
TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="\w+"')


def rows_of(room: str) -> list[Row]:
    return [row for row in ROWS if row.room == room]


def test_every_address_stands_in_the_table_for_reading_and_for_sending():
    named = {(row.address, row.sent) for row in ROWS}
    wanted = {(name, sent) for name in addresses() for sent in (GET, POST)}

    assert wanted - named == set()


def test_every_row_has_its_address_and_stands_once():
    assert {row.address for row in ROWS} - set(addresses()) == set()
    assert len({str(row) for row in ROWS}) == len(ROWS)


@pytest.mark.parametrize("address", addresses().values(), ids=lambda address: address.name)
def test_an_address_has_a_name_and_its_view_a_sentence(address):
    assert re.fullmatch(r"(\w+:)?\w+", address.name)
    view = inspect.unwrap(address.view)
    if view.__module__.startswith("nep."):
        assert (view.__doc__ or "").strip().endswith(".")


@pytest.mark.slow
@pytest.mark.parametrize("room", ROOMS)
def test_everybody_is_answered_as_the_table_says(room, scene):
    assert [fault for row in rows_of(room) for fault in faults_of(row, scene)] == []


def faults_of(row: Row, scene: Scene) -> Iterator[str]:
    """Yield where the answers differ from the table, or do more or tell less than they should."""
    visits = {visitor: visit(row, visitor, scene) for visitor in VISITORS}
    answered = row.with_answers({who: seen.shown for who, seen in visits.items()})
    if answered != row.with_answers(row.answers):
        yield answered
    for visitor, seen in visits.items():
        if seen.shown not in SERVED:
            yield from (f"{row}: {visitor} is not served, yet: {sql}" for sql in seen.written)
        yield from (f"{row}: for {visitor}, {said}" for said in unprotected(seen.answer))


@pytest.mark.slow
@pytest.mark.parametrize("room", sorted({row.room for row in ROWS if row.record}))
def test_absent_and_not_theirs_look_alike(room, scene):
    for row in (row for row in rows_of(room) if row.record and row.sent != ACT):
        nowhere = absent(scene.records[row.record])
        for visitor in (who for who in ("stranger", "clerk") if row.answers[who] == "404"):
            hidden = visit(row, visitor, scene).answer
            missing = visit(row, visitor, scene, nowhere).answer

            assert hidden.status_code == missing.status_code, f"{row}: {visitor}"
            assert TOKEN.sub(b"", hidden.content) == TOKEN.sub(b"", missing.content), f"{row}"
