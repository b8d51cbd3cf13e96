"""Worklists: what waits for whom, counted and cut into pages before anything is joined."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from nep.agencies.models import Staff
from nep.agencies.rules import Role
from nep.agencies.tests.factories import AgencyFactory, actor_in
from nep.operation.dossiers.models import Applicant, Dossier, OpenTask
from nep.operation.dossiers.queries import (
    Tab,
    steps_left_behind,
    worklist_counts,
    worklist_of,
    worklist_page,
)
from nep.operation.dossiers.rules.states import State
from nep.operation.dossiers.services.steps import assign_step, claim_step
from nep.operation.dossiers.tests.factories import AN, a_dossier, completed, place_of
from nep.operation.procedures.tests.factories import Office, a_running_procedure, a_tthc
from nep.platform.accounts.services import HOUSE, lock_account

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return Office.at(AgencyFactory())


@pytest.fixture
def dossiers(office, at):
    """Four dossiers that wait for the official; all were filed at the same moment."""
    served = a_tthc()
    procedure = a_running_procedure(office, served)
    officer = office.one_stop_officer
    return [
        completed(a_dossier(served, procedure, actor=officer, at=at), "B1", actor=officer, at=at)
        for _ in range(4)
    ]


def test_every_tab_counts_what_it_lists(office, dossiers, at):
    Dossier.objects.filter(pk=dossiers[0].pk).update(state=State.SUPPLEMENT_ASKED)
    due = dossiers[0].due_at
    expected = {
        due - timedelta(days=6): {Tab.ALL: 4, Tab.WAITING: 1, Tab.WEEK: 4, Tab.TODAY: 0},
        due - timedelta(hours=1): {Tab.ALL: 4, Tab.WAITING: 1, Tab.WEEK: 4, Tab.TODAY: 4},
        due + timedelta(hours=1): {Tab.ALL: 4, Tab.WAITING: 1, Tab.LATE: 4},
    }
    for moment, counts in expected.items():
        everything = dict.fromkeys(Tab, 0) | counts
        listed = {tab: worklist_of(office.official, tab=tab, at=moment).count() for tab in Tab}

        assert worklist_counts(office.official, at=moment) == everything
        assert listed == everything


@pytest.mark.parametrize("tab", Tab)
def test_a_page_shows_what_the_tab_lists(office, dossiers, at, tab):
    late = dossiers[0].due_at + timedelta(hours=1)
    for moment in (at, late):
        listed = worklist_of(office.official, tab=tab, at=moment)
        page = worklist_page(office.official, tab=tab, number=1, at=moment)

        assert [line.code for line in page] == [task.dossier.code for task in listed]
        assert worklist_page(office.official, tab=tab, number=2, at=moment).rows == []


def test_what_a_list_says_comes_with_one_query(office, dossiers, at):
    with CaptureQueriesContext(connection) as captured:
        page = worklist_page(office.official, tab=Tab.ALL, number=1, at=at)

    assert {line.procedure for line in page.rows} == {dossiers[0].procedure.name}
    assert {(line.applicant, line.step_key) for line in page.rows} == {(AN.full_name, "B2")}
    assert len(captured) == 1


def test_nobody_s_list_is_shown_to_another(office, dossiers, at):
    stranger = Office.at(AgencyFactory()).official

    assert worklist_page(stranger, tab=Tab.ALL, number=1, at=at).rows == []
    assert worklist_counts(stranger, at=at) == dict.fromkeys(Tab, 0)


def test_the_page_names_who_took_a_step_up(office, dossiers, client, at):
    claim_step(dossiers[0], place_of(dossiers[0], "B2"), actor=office.official, at=at)
    client.force_login(Staff.objects.get(pk=office.official.staff_id).person)

    page = client.get("/").content.decode()

    assert page.count(f">{office.official.name}</td>") == 1
    assert OpenTask.objects.filter(holder=office.official.staff_id).count() == 1


class TestStepsLeftBehind:
    @pytest.fixture
    def left(self, office, dossiers, at):
        """A step in the hands of somebody whose account is locked."""
        claim_step(dossiers[0], place_of(dossiers[0], "B2"), actor=office.official, at=at)
        person = Staff.objects.get(pk=office.official.staff_id).person
        lock_account(person, "Nghi lộ mật khẩu", actor=HOUSE, at=at)
        return dossiers[0]

    def test_heads_see_them_and_assign_them_anew(self, office, left, client, at):
        other = actor_in(office.agency, Role.OFFICIAL)
        client.force_login(Staff.objects.get(pk=office.leader.staff_id).person)
        page = client.get("/").text
        assert (left.code in page, office.official.name in page) == (True, True)

        holder = Staff.objects.get(pk=other.staff_id)
        assign_step(left, place_of(left, "B2"), holder, actor=office.leader, at=at)

        assert left.code not in client.get("/").text

    @pytest.mark.parametrize("role", ["one_stop_officer", "clerk", "secretary"])
    def test_who_assigns_nothing_does_not(self, office, left, role):
        assert not steps_left_behind(getattr(office, role)).exists()

    def test_nor_does_another_agency_or_another_office(self, office, left):
        elsewhere = replace(office.head, unit_id=office.official.unit_id + 1)
        task = OpenTask.objects.get(holder=office.official.staff_id)
        OpenTask.objects.filter(pk=task.pk).update(unit=office.official.unit_id)

        assert not steps_left_behind(elsewhere).exists()
        assert not steps_left_behind(Office.at(AgencyFactory()).leader).exists()
        assert steps_left_behind(office.head).get() == task
        assert steps_left_behind(replace(office.leader, unit_id=elsewhere.unit_id)).get() == task

    def test_what_an_open_account_holds_is_no_such_step(self, office, dossiers, at):
        claim_step(dossiers[0], place_of(dossiers[0], "B2"), actor=office.official, at=at)

        assert not steps_left_behind(office.leader).exists()


def test_an_applicant_whose_data_were_erased_has_no_name(office, dossiers, client):
    Applicant.objects.filter(dossier=dossiers[0]).delete()
    client.force_login(Staff.objects.get(pk=office.official.staff_id).person)

    page = client.get("/").content.decode()

    assert page.count("đã xóa") == 1
    assert dossiers[0].code in page
