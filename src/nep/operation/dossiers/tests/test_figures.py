"""The projections behind lists and figures: moved by acts, refolded, compared by verify."""

from datetime import date, timedelta
from importlib import import_module

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from nep.agencies.rules import Role
from nep.agencies.tests.factories import AgencyFactory
from nep.operation.dossiers.models import Dossier, Handling, Tally
from nep.operation.dossiers.queries import dossiers_visible_to
from nep.operation.dossiers.services.refolding import refold_lists_and_figures
from nep.operation.dossiers.services.steps import return_step
from nep.operation.dossiers.tests.factories import a_dossier, completed, place_of
from nep.operation.dossiers.verification import differences
from nep.operation.procedures.tests.factories import (
    Office,
    a_running_procedure,
    a_tthc,
    step,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return Office.at(AgencyFactory())


@pytest.fixture
def served():
    return a_tthc()


@pytest.fixture
def dossier(office, served, at):
    procedure = a_running_procedure(office, served)
    return a_dossier(served, procedure, actor=office.one_stop_officer, at=at)


def finished(dossier, office, *, at):
    """Lead a dossier through its steps to the one at which the result is handed over."""
    for key, actor in (
        ("B1", office.one_stop_officer),
        ("B2", office.official),
        ("B3", office.leader),
        ("B4", office.clerk),
    ):
        completed(dossier, key, actor=actor, at=at)
    return dossier


def figures():
    rows = Tally.objects.order_by("month")
    return [(row.month, row.received, row.in_time, row.late) for row in rows]


class TestTally:
    def test_a_dossier_counts_in_the_month_in_which_it_came(self, dossier, at):
        assert figures() == [(date(2023, 11, 1), 1, 0, 0)]

    def test_and_once_more_in_the_one_in_which_it_was_finished(self, dossier, office, at):
        later = dossier.promised_at + timedelta(days=40)

        finished(dossier, office, at=later)

        assert Dossier.objects.get().finished_at == later
        assert figures() == [(date(2023, 11, 1), 1, 0, 0), (later.date().replace(day=1), 0, 0, 1)]
        assert list(differences()) == []

    def test_in_time_by_the_original_promise(self, dossier, office, at):
        finished(dossier, office, at=dossier.promised_at)

        assert sum(row.in_time for row in Tally.objects.all()) == 1
        assert not Tally.objects.exclude(late=0).exists()

    def test_steps_in_between_ask_nothing_of_lists_and_figures(self, dossier, office, at):
        with CaptureQueriesContext(connection) as captured:
            completed(dossier, "B1", actor=office.one_stop_officer, at=at)
            completed(dossier, "B2", actor=office.official, at=at)

        tables = ("dossiers_tally", "dossiers_handling")
        assert not [query for query in captured if any(name in query["sql"] for name in tables)]

    def test_months_begin_at_midnight_in_viet_nam(self, office, served, at):
        eve = at.replace(month=12, day=1, hour=0, minute=10)
        procedure = a_running_procedure(office, served)

        a_dossier(served, procedure, actor=office.one_stop_officer, at=eve)

        assert [row.month for row in Tally.objects.all()] == [date(2023, 12, 1)]

    def test_a_moved_figure_is_found(self, dossier):
        Tally.objects.update(late=1)

        found = list(differences())

        assert [difference.where.split()[0] for difference in found] == ["late"]
        assert (found[0].stored, found[0].folded) == ("1", "0")


class TestHandling:
    @pytest.fixture
    def elsewhere(self):
        return Office.at(AgencyFactory())

    @pytest.fixture
    def shared(self, office, elsewhere, served, at):
        """A dossier whose second step is done at another agency."""
        table = (
            step("B1", Role.ONE_STOP_OFFICER),
            step("B2", Role.OFFICIAL, "2", agency=elsewhere.agency.code),
            step("B3", Role.LEADER, "1", returns_to=("B2",)),
            step("B4", Role.ONE_STOP_OFFICER),
        )
        procedure = a_running_procedure(office, served, table)
        return a_dossier(served, procedure, actor=office.one_stop_officer, at=at)

    def test_another_agency_sees_the_dossier_from_its_step_on_and_ever_after(
        self, shared, office, elsewhere, at
    ):
        seen = dossiers_visible_to(elsewhere.clerk)
        assert not seen.exists()

        completed(shared, "B1", actor=office.one_stop_officer, at=at)
        assert seen.get() == shared

        completed(shared, "B2", actor=elsewhere.official, at=at)
        assert seen.get() == shared
        assert list(differences()) == []

    def test_a_step_that_comes_back_does_not_count_twice(self, shared, office, elsewhere, at):
        completed(shared, "B1", actor=office.one_stop_officer, at=at)
        completed(shared, "B2", actor=elsewhere.official, at=at)
        return_step(
            shared,
            place_of(shared, "B3"),
            way="return:B2",
            reason="Thiếu ý kiến",
            actor=office.leader,
            at=at,
        )

        assert Handling.objects.get().received_at == shared.received_at
        assert list(differences()) == []

    def test_the_owner_needs_no_row_and_sees_it_all_the_same(self, dossier, office):
        assert not Handling.objects.exists()
        assert dossiers_visible_to(office.clerk).get() == dossier

    def test_a_row_too_many_or_too_few_is_found(self, shared, office, at):
        completed(shared, "B1", actor=office.one_stop_officer, at=at)
        Handling.objects.all().delete()
        assert [difference.where for difference in differences()] == ["handled by"]

        refold_lists_and_figures()
        assert list(differences()) == []

        stranger = AgencyFactory()
        Handling.objects.create(dossier=shared, agency=stranger, received_at=at)
        assert [difference.where for difference in differences()] == ["handled by"]


def test_what_was_recorded_before_there_were_projections_is_folded(dossier, office, at):
    finished(dossier, office, at=at + timedelta(days=30))
    Tally.objects.all().delete()
    folding = import_module("nep.operation.dossiers.migrations.0010_fold_what_was_received")

    with connection.cursor() as cursor:
        cursor.execute(folding.HANDLINGS)
        cursor.execute(folding.TALLIES)

    assert list(differences()) == []
