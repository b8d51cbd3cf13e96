"""Whatever somebody with the database in hand moves, verify finds it."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from nep.agencies.tests.factories import AgencyFactory
from nep.operation.dossiers.models import Dossier, Event, OpenTask
from nep.operation.dossiers.tests.factories import a_dossier, completed
from nep.operation.dossiers.verification import differences
from nep.operation.procedures.tests.factories import Office, a_running_procedure, a_tthc

pytestmark = pytest.mark.django_db


@pytest.fixture
def dossier(at):
    office, served = Office.at(AgencyFactory()), a_tthc()
    procedure = a_running_procedure(office, served)
    dossier = a_dossier(served, procedure, actor=office.one_stop_officer, at=at)
    return completed(dossier, "B1", actor=office.one_stop_officer, at=at)


@pytest.mark.parametrize(
    "moved",
    ["received_at", "promised_at", "due_at", "finished_at", "handed_over_at"],
)
def test_a_moved_date_is_found(dossier, at, moved):
    Dossier.objects.filter(pk=dossier.pk).update(**{moved: at + timedelta(days=9)})

    assert moved in [difference.where for difference in differences()]


@pytest.mark.parametrize(
    ("column", "value"), [("state", 9), ("turn", 7), ("channel", 2), ("code", "H43-1")]
)
def test_a_changed_column_is_found(dossier, column, value):
    Dossier.objects.filter(pk=dossier.pk).update(**{column: value})

    assert [difference.where for difference in differences()] == [column]


def test_a_dossier_given_to_another_agency_or_procedure_is_found(dossier):
    Dossier.objects.filter(pk=dossier.pk).update(agency=AgencyFactory(), procedure=a_tthc())

    assert {difference.where for difference in differences()} >= {"agency", "procedure"}


@pytest.mark.parametrize("column", ["due_at", "dossier_due_at", "opened_at"])
def test_a_moved_task_is_found(dossier, at, column):
    OpenTask.objects.filter(dossier=dossier).update(**{column: at + timedelta(days=9)})

    assert [difference.where for difference in differences()] == ["open steps"]


def test_a_task_that_vanished_is_found(dossier):
    OpenTask.objects.filter(dossier=dossier).delete()

    assert [difference.where for difference in differences()] == ["open steps"]


class TestTheDatabaseItself:
    @pytest.mark.parametrize(
        "statement",
        [
            "UPDATE dossiers_event SET at = at + interval '1 day'",
            "DELETE FROM dossiers_event",
            "TRUNCATE dossiers_event CASCADE",
        ],
    )
    def test_refuses_every_change_of_events(self, dossier, statement):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)

        assert Event.objects.filter(dossier=dossier).count() == 2

    def test_sets_the_moment_of_recording_itself(self, dossier, at):
        event = Event.objects.filter(dossier=dossier).latest("position")

        copied = Event.objects.create(
            dossier=dossier,
            kind=event.kind,
            at=at,
            source=event.source,
            agency=event.agency,
            data=event.data,
            recorded_at=at,
            position=1,
            prev_hash="x",
            hash="x",
        )

        copied.refresh_from_db()
        assert copied.recorded_at != at
        assert copied.position == 3
        assert copied.prev_hash == event.hash

    def test_refuses_a_live_event_recorded_long_after_it_happened(self, dossier, at):
        event = Event.objects.filter(dossier=dossier).latest("position")

        with pytest.raises(DatabaseError), transaction.atomic():
            Event.objects.create(
                dossier=dossier,
                kind=event.kind,
                at=at,
                source="live",
                agency=event.agency,
                data=event.data,
            )

    def test_a_broken_chain_is_found(self, dossier):
        options = connection.settings_dict["OPTIONS"]
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("ALTER TABLE dossiers_event DISABLE TRIGGER dossiers_event_append_only")
            cursor.execute(
                "UPDATE dossiers_event SET at = at - interval '1 day' WHERE position = 2"
                " AND dossier_id = %s",
                [dossier.pk],
            )
            cursor.execute("ALTER TABLE dossiers_event ENABLE TRIGGER dossiers_event_append_only")
            cursor.execute(f"SET ROLE {options['assume_role']}")

        assert "chain" in {difference.where for difference in differences()}
