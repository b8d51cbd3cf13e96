"""What the benchmark writes is true: every dossier could have come about through the services."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from nep.agencies.models import Staff
from nep.agencies.tests.factories import AgencyFactory
from nep.bench.courses import course_of
from nep.bench.filling import Filling, Supply
from nep.bench.province import Province
from nep.demo.seats import Seats
from nep.operation.dossiers.models import Applicant, Dossier, Event, OpenTask
from nep.operation.dossiers.queries import worklist_of
from nep.operation.dossiers.verification import differences
from nep.operation.procedures.tests.factories import (
    FIVE_STEPS,
    WITH_OPINIONS,
    Office,
    a_running_procedure,
    a_tthc,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def large():
    return Office.at(AgencyFactory())


@pytest.fixture
def province(large, at):
    small = Office.at(AgencyFactory())
    return Province(
        largest=[course_of(a_running_procedure(large, a_tthc(), FIVE_STEPS))],
        others=[[course_of(a_running_procedure(small, a_tthc(), WITH_OPINIONS))]],
        busiest=large.official,
        seats=Seats(at),
    )


@pytest.fixture
def filling(province, at):
    return Filling.of(province, now=at)


class TestWriting:
    def test_every_dossier_is_what_its_events_add_up_to(self, filling):
        filling.write(400)

        assert Dossier.objects.count() == Applicant.objects.count() == 400
        assert list(differences()) == []

    def test_a_tenth_is_the_largest_agency_s_and_one_in_twenty_is_open(self, filling, large):
        filling.write(400)

        theirs = Dossier.objects.filter(agency=large.agency)
        assert theirs.count() == 40
        assert theirs.filter(open_tasks__isnull=False).distinct().count() == 2
        assert Dossier.objects.filter(open_tasks__isnull=False).distinct().count() == 20

    def test_more_may_be_written_later(self, filling):
        filling.write(20)
        filling.write(20)

        assert Dossier.objects.count() == 40
        assert Event.objects.filter(position=1).count() == 40

    def test_all_that_is_open_at_the_largest_waits_for_the_busiest(self, filling, province, at):
        filling.write(400)

        theirs = OpenTask.objects.filter(agency=province.busiest.agency_id)
        assert set(worklist_of(province.busiest, at=at)) == set(theirs)


def test_the_worklist_asks_as_often_for_sixty_steps_as_for_six_hundred(province, large, client, at):
    awaiting = Filling.of(province, now=at).largest.open
    filling = Filling(Supply(awaiting, awaiting), [Supply(awaiting, awaiting)])
    client.force_login(Staff.objects.get(pk=large.official.staff_id).person)
    client.get("/")  # the first request of a session writes that it was seen
    costs = []
    for more in (60, 540):
        filling.write(more)
        with CaptureQueriesContext(connection) as captured:
            page = client.get("/")
        # Numbers and calendars are remembered for two seconds, so they come when they come.
        costs.append(sum("parameters_" not in query["sql"] for query in captured))
        assert page.content.count(b"<tr data-row>") == 50

    assert worklist_of(large.official, at=at).count() == 600
    assert costs[0] == costs[1]
