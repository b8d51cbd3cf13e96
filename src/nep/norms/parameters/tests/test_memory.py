"""What a process remembers follows every change, and never shows one that was taken back."""

from contextvars import Context
from types import SimpleNamespace

import pytest
from django.db import transaction

from nep.norms.parameters import memory
from nep.norms.parameters.memory import Remembered


class Table:
    """A thing that can be read and counts how often it was."""

    __name__ = "table"

    def __init__(self) -> None:
        self.value, self.reads = "old", 0

    def __call__(self) -> str:
        self.reads += 1
        return self.value


@pytest.fixture
def table() -> Table:
    return Table()


@pytest.mark.django_db
def test_an_answer_is_kept(table):
    remembered = Remembered(table)

    assert [remembered(), remembered()] == ["old", "old"]
    assert table.reads == 1


@pytest.mark.django_db
def test_the_transaction_that_changes_sees_its_own_change_and_keeps_it_to_itself(table):
    remembered = Remembered(table)
    remembered()
    with transaction.atomic():
        table.value = "new"
        remembered.changed()

        assert remembered() == "new"
        table.value = "old"
        transaction.set_rollback(True)

    assert remembered() == "old"


@pytest.mark.django_db
def test_everybody_reads_anew_once_a_change_is_committed(table, django_capture_on_commit_callbacks):
    remembered = Remembered(table)
    remembered()
    with django_capture_on_commit_callbacks(execute=True):
        table.value = "new"
        remembered.changed()

    elsewhere = Context()  # another thread knows nothing of the change but its effect
    assert elsewhere.run(remembered) == "new"


@pytest.mark.django_db
def test_after_its_transaction_the_one_that_changed_remembers_again(table, monkeypatch):
    remembered = Remembered(table)
    remembered.changed()
    remembered()
    monkeypatch.setattr(memory, "connection", SimpleNamespace(atomic_blocks=[]))
    remembered()
    reads = table.reads

    assert [remembered(), remembered()] == ["old", "old"]
    assert table.reads == reads


@pytest.mark.django_db
def test_what_another_process_changed_is_seen_within_two_seconds(table, monkeypatch):
    remembered = Remembered(table)
    moments = iter([0.0, 1.9, 2.1, 2.1])
    monkeypatch.setattr(memory, "monotonic", lambda: next(moments))
    remembered()
    table.value = "new"  # told by nobody

    assert [remembered(), remembered()] == ["old", "new"]
    assert memory.FRESH_FOR == 2
