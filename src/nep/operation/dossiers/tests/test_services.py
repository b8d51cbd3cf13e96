from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from nep.agencies.models import Staff
from nep.agencies.rules import Role
from nep.agencies.tests.factories import AgencyFactory, actor_in
from nep.foundation.clock import VIETNAM
from nep.foundation.verdicts import Overtaken, Refused, Unfit
from nep.operation.dossiers.models import Dossier, Event
from nep.operation.dossiers.queries import open_tasks_of
from nep.operation.dossiers.rules.states import Collector, State
from nep.operation.dossiers.services.reception import Given, receive_dossier
from nep.operation.dossiers.services.steps import (
    Outcome,
    assign_step,
    claim_step,
    complete_step,
    hand_over_result,
    return_step,
)
from nep.operation.dossiers.tests.factories import AN, a_dossier, a_filing, completed, place_of
from nep.operation.dossiers.verification import differences
from nep.operation.procedures.tests.factories import (
    WITH_OPINIONS,
    Office,
    a_running_procedure,
    a_tthc,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return Office.at(AgencyFactory())


@pytest.fixture
def served():
    return a_tthc()


@pytest.fixture
def procedure(office, served):
    return a_running_procedure(office, served)


@pytest.fixture
def dossier(office, served, procedure, at):
    return a_dossier(served, procedure, actor=office.one_stop_officer, at=at)


def open_steps(dossier):
    return [(task.step.key, task.occurrence, task.holder_id) for task in open_tasks_of(dossier)]


class TestReceiveDossier:
    def test_the_dossier_gets_a_code_a_promise_and_its_first_step(self, office, dossier, at):
        assert dossier.code == f"{office.agency.identifier}-231127-0001"
        assert dossier.promised_at == datetime(2023, 12, 4, 17, tzinfo=VIETNAM)
        assert State(dossier.state) == State.RECEIVED
        assert open_steps(dossier) == [("B1", 1, office.one_stop_officer.staff_id)]

    def test_numbers_run_within_the_agency_and_the_day(self, office, served, procedure, at):
        codes = [
            a_dossier(served, procedure, actor=office.one_stop_officer, at=moment).code[-11:]
            for moment in (at, at, at + timedelta(days=1))
        ]

        assert codes == ["231127-0001", "231127-0002", "231128-0001"]

    def test_the_calculation_is_kept_with_the_promise(self, dossier):
        promise = Event.objects.get(dossier=dossier).data["promise"]

        kinds = [line["kind"] for line in promise["lines"]]
        assert kinds == ["RECEIVED", "FIRST_DAY_NOT_COUNTED", "COUNTED_DAYS", "DUE"]

    def test_events_hold_no_personal_data(self, dossier):
        told = str(Event.objects.get(dossier=dossier).data)

        for private in (AN.full_name, AN.identity_number, AN.phone, AN.email, AN.address):
            assert private not in told

    def test_a_form_sent_twice_is_one_dossier(self, office, served, procedure, at):
        filing = a_filing(served, procedure)

        first = receive_dossier(filing, actor=office.one_stop_officer, at=at)
        second = receive_dossier(filing, actor=office.one_stop_officer, at=at)

        assert first == second
        assert Dossier.objects.count() == 1

    @pytest.mark.parametrize(
        "spoil",
        [
            pytest.param(
                lambda filing: replace(filing, given=()), id="a required paper is missing"
            ),
            pytest.param(
                lambda filing: replace(filing, given=[Given(filing.given[0].component_id)]),
                id="a required paper is listed but not handed in",
            ),
            pytest.param(
                lambda filing: replace(filing, person=replace(AN, full_name=" ")),
                id="nobody is named",
            ),
            pytest.param(
                lambda filing: replace(filing, procedure=a_tthc()), id="nothing serves this TTHC"
            ),
        ],
    )
    def test_what_is_incomplete_is_refused_and_nothing_is_kept(
        self, office, served, procedure, at, spoil
    ):
        filing = spoil(a_filing(served, procedure))

        with pytest.raises(Refused):
            receive_dossier(filing, actor=office.one_stop_officer, at=at)

        assert not Dossier.objects.exists()

    def test_only_a_one_stop_officer_receives(self, office, served, procedure, at):
        with pytest.raises(Refused):
            receive_dossier(a_filing(served, procedure), actor=office.official, at=at)

        assert not Dossier.objects.exists()


class TestTheWayThroughTheSteps:
    def test_from_the_counter_to_the_counter_with_one_return(self, office, dossier, at):
        completed(dossier, "B1", actor=office.one_stop_officer, at=at)
        assign_step(
            dossier,
            place_of(dossier, "B2"),
            staff_of(office.official),
            actor=office.head,
            at=at,
        )
        completed(dossier, "B2", actor=office.official, at=at)
        return_step(
            dossier,
            place_of(dossier, "B3"),
            way="return:B2",
            reason="Dự thảo thiếu căn cứ",
            actor=office.leader,
            at=at,
        )
        assert open_steps(dossier) == [("B2", 2, office.official.staff_id)]
        completed(dossier, "B2", actor=office.official, at=at)
        completed(dossier, "B3", actor=office.leader, at=at)
        complete_step(
            dossier,
            place_of(dossier, "B4"),
            outcome=Outcome(number="45/GXN-UBND"),
            actor=office.clerk,
            at=at,
        )
        dossier.refresh_from_db()
        assert State(dossier.state) == State.DONE
        assert dossier.finished_at == at

        hand_over_result(
            dossier,
            place_of(dossier, "B5"),
            collector=Collector.APPLICANT,
            actor=office.one_stop_officer,
            at=at,
        )

        dossier.refresh_from_db()
        assert State(dossier.state) == State.RETURNED
        assert open_steps(dossier) == []
        assert list(differences()) == []

    def test_opinions_are_asked_at_the_same_time_and_waited_for(self, office, served, at):
        procedure = a_running_procedure(office, served, WITH_OPINIONS)
        dossier = a_dossier(served, procedure, actor=office.one_stop_officer, at=at)
        completed(dossier, "B1", actor=office.one_stop_officer, at=at)
        completed(dossier, "B2", actor=office.official, at=at)
        assert [step for step, _, _ in open_steps(dossier)] == ["B3", "B4"]

        completed(dossier, "B4", actor=office.clerk, at=at)
        assert [step for step, _, _ in open_steps(dossier)] == ["B3"]

        completed(dossier, "B3", actor=office.head, at=at)
        assert [step for step, _, _ in open_steps(dossier)] == ["B5"]
        assert list(differences()) == []

    def test_a_choice_leads_past_steps(self, office, served, at):
        procedure = a_running_procedure(office, served, WITH_OPINIONS)
        dossier = a_dossier(served, procedure, actor=office.one_stop_officer, at=at)
        completed(dossier, "B1", actor=office.one_stop_officer, at=at)

        complete_step(
            dossier, place_of(dossier, "B2"), way="choose:B5", actor=office.official, at=at
        )

        assert [step for step, _, _ in open_steps(dossier)] == ["B5"]
        assert list(differences()) == []


class TestRefusals:
    """Each starts from a dossier that waits for the official at step B2, and leaves it so."""

    @pytest.fixture
    def waiting(self, office, dossier, at):
        return completed(dossier, "B1", actor=office.one_stop_officer, at=at)

    @pytest.fixture(autouse=True)
    def nothing_changes(self, waiting):
        before = (waiting.turn, open_steps(waiting), Event.objects.count())
        yield
        waiting.refresh_from_db()
        assert (waiting.turn, open_steps(waiting), Event.objects.count()) == before

    def test_the_wrong_role(self, office, waiting, at):
        with pytest.raises(Refused):
            complete_step(waiting, place_of(waiting, "B2"), actor=office.clerk, at=at)

    def test_the_right_role_at_another_agency(self, waiting, at):
        stranger = actor_in(AgencyFactory(), Role.OFFICIAL)

        with pytest.raises(Refused):
            complete_step(waiting, place_of(waiting, "B2"), actor=stranger, at=at)

    def test_out_of_turn(self, office, waiting, at):
        with pytest.raises(Overtaken):
            complete_step(
                waiting, replace(place_of(waiting, "B2"), step="B3"), actor=office.leader, at=at
            )

    def test_a_page_drawn_before_somebody_acted(self, office, waiting, at):
        stale = replace(place_of(waiting, "B2"), turn=waiting.turn - 1)

        with pytest.raises(Overtaken):
            complete_step(waiting, stale, actor=office.official, at=at)

    def test_a_way_the_table_does_not_have(self, office, waiting, at):
        with pytest.raises(Unfit):
            complete_step(
                waiting, place_of(waiting, "B2"), way="choose:B4", actor=office.official, at=at
            )

    def test_a_return_without_a_reason(self, office, waiting, at):
        with pytest.raises(Unfit):
            return_step(
                waiting,
                place_of(waiting, "B2"),
                way="return:B1",
                reason="  ",
                actor=office.official,
                at=at,
            )

    def test_the_result_before_the_end(self, office, waiting, at):
        with pytest.raises(Refused):
            hand_over_result(
                waiting,
                place_of(waiting, "B2"),
                collector=Collector.APPLICANT,
                actor=office.official,
                at=at,
            )

    def test_assigning_by_somebody_who_leads_nobody(self, office, waiting, at):
        with pytest.raises(Refused):
            assign_step(
                waiting,
                place_of(waiting, "B2"),
                staff_of(office.official),
                actor=office.clerk,
                at=at,
            )

    def test_assigning_to_somebody_without_the_role(self, office, waiting, at):
        with pytest.raises(Unfit):
            assign_step(
                waiting, place_of(waiting, "B2"), staff_of(office.clerk), actor=office.head, at=at
            )


class TestClaim:
    def test_what_one_took_up_another_cannot(self, office, dossier, at):
        completed(dossier, "B1", actor=office.one_stop_officer, at=at)
        colleague = actor_in(office.agency, Role.OFFICIAL)

        claim_step(dossier, place_of(dossier, "B2"), actor=office.official, at=at)

        assert open_steps(dossier) == [("B2", 1, office.official.staff_id)]
        with pytest.raises(Refused):
            complete_step(dossier, place_of(dossier, "B2"), actor=colleague, at=at)


def staff_of(actor):
    return Staff.objects.get(pk=actor.staff_id)
