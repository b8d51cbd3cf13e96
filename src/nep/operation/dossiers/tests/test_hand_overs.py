"""How dossiers pass from hand to hand, through the services and on the control sheet."""

from datetime import date, datetime, timedelta

import pytest

from nep.agencies.models import Staff, Unit
from nep.agencies.queries import actor_for
from nep.agencies.rules import Role
from nep.agencies.services import Order, delegate_role
from nep.agencies.tests.factories import ALWAYS, AgencyFactory, actor_in
from nep.foundation.clock import VIETNAM
from nep.operation.dossiers.papers.control_sheet import control_sheet_data, control_sheet_pdf
from nep.operation.dossiers.papers.hand_overs import Passing, Punctuality, punctuality
from nep.operation.dossiers.rules.states import Collector
from nep.operation.dossiers.services.steps import (
    Outcome,
    assign_step,
    claim_step,
    complete_step,
    hand_over_result,
    return_step,
)
from nep.operation.dossiers.tests.factories import a_dossier, completed, place_of
from nep.operation.procedures.tests.factories import (
    WITH_OPINIONS,
    Office,
    a_running_procedure,
    a_tthc,
    step,
)

AN_HOUR = timedelta(hours=1)
A_DAY = timedelta(days=1)
NOON = datetime(2023, 11, 30, 12, tzinfo=VIETNAM)


@pytest.mark.parametrize(
    ("ended", "result"),
    [
        (NOON - A_DAY, Punctuality.EARLY),
        (NOON - AN_HOUR, Punctuality.ON_TIME),
        (NOON, Punctuality.ON_TIME),
        (NOON + timedelta(seconds=1), Punctuality.LATE),
    ],
    ids=["the day before", "an hour before", "at the moment", "a second after"],
)
def test_early_is_on_a_day_before_and_late_after_the_moment(ended, result):
    assert punctuality(ended, NOON) == result


@pytest.mark.django_db
class TestTheSheetOfADossier:
    @pytest.fixture
    def office(self):
        return Office.at(AgencyFactory())

    @pytest.fixture
    def dossier(self, office, at):
        served = a_tthc()
        procedure = a_running_procedure(office, served)
        return a_dossier(served, procedure, actor=office.one_stop_officer, at=at)

    @pytest.fixture
    def with_the_official(self, office, dossier, at):
        return completed(dossier, "B1", actor=office.one_stop_officer, at=at)

    def test_a_dossier_just_received_has_passed_to_nobody(self, dossier, at):
        sheet = control_sheet_data(dossier, at=at)

        assert sheet.rows == ()
        assert (sheet.finished_at, sheet.punctuality) == (None, None)
        assert sheet.due_at == dossier.due_at

    def test_until_somebody_takes_it_the_sheet_says_who_is_awaited(self, with_the_official, at):
        row = control_sheet_data(with_the_official, at=at).rows[-1]

        assert (row.taker, row.awaited) == (None, "Công chức")
        assert row.punctuality == Punctuality.ON_TIME

    def test_who_takes_it_up_is_the_taker_from_that_moment(self, office, with_the_official, at):
        claim_step(
            with_the_official,
            place_of(with_the_official, "B2"),
            actor=office.official,
            at=at + AN_HOUR,
        )

        (row,) = control_sheet_data(with_the_official, at=at).rows

        assert (row.giver.name, row.given_at) == (office.one_stop_officer.name, at)
        assert (row.taker.name, row.taken_at) == (office.official.name, at + AN_HOUR)
        assert row.assigner is None

    def test_who_works_without_taking_up_is_the_taker_too(self, office, with_the_official, at):
        completed(with_the_official, "B2", actor=office.official, at=at)

        first, second = control_sheet_data(with_the_official, at=at).rows

        assert (first.taker.name, first.taken_at) == (office.official.name, None)
        assert second.giver.name == office.official.name

    def test_assigning_names_the_assigner_and_again_is_a_hand_over(
        self, office, with_the_official, at
    ):
        colleague = actor_in(office.agency, Role.OFFICIAL, title="Chuyên viên")
        for taker in (office.official, colleague):
            assign_step(
                with_the_official,
                place_of(with_the_official, "B2"),
                Staff.objects.get(pk=taker.staff_id),
                actor=office.head,
                at=at,
            )

        first, again = control_sheet_data(with_the_official, at=at).rows

        assert (first.taker.name, first.assigner.name) == (office.official.name, office.head.name)
        assert again.passing == Passing.REASSIGNED
        assert (again.giver.name, again.taker.name) == (office.official.name, colleague.name)
        assert again.punctuality is None

    def test_the_whole_way_with_a_return_ends_with_the_citizen(self, office, with_the_official, at):
        dossier = completed(with_the_official, "B2", actor=office.official, at=at)
        return_step(
            dossier,
            place_of(dossier, "B3"),
            way="return:B2",
            reason="Dự thảo thiếu căn cứ",
            actor=office.leader,
            at=at + A_DAY,
        )
        completed(dossier, "B2", actor=office.official, at=at + A_DAY)
        completed(dossier, "B3", actor=office.leader, at=at + A_DAY)
        complete_step(
            dossier,
            place_of(dossier, "B4"),
            outcome=Outcome(number="45/GXN-UBND"),
            actor=office.clerk,
            at=at + A_DAY,
        )
        hand_over_result(
            dossier,
            place_of(dossier, "B5"),
            collector=Collector.POST,
            actor=office.one_stop_officer,
            at=at + 2 * A_DAY,
        )
        dossier.refresh_from_db()

        sheet = control_sheet_data(dossier, at=at + 2 * A_DAY)

        ways = [(row.step[:2], row.passing) for row in sheet.rows]
        assert ways == [
            ("B1", Passing.ON),
            ("B2", Passing.ON),
            ("B3", Passing.BACK),
            ("B2", Passing.ON),
            ("B3", Passing.ON),
            ("B4", Passing.ON),
            ("B5", Passing.TO_CITIZEN),
        ]
        returned = sheet.rows[2]
        assert (returned.reason, returned.taker.name) == (
            "Dự thảo thiếu căn cứ",
            office.official.name,
        )
        assert (sheet.rows[5].paper, sheet.rows[6].collector) == ("45/GXN-UBND", "post")
        assert (sheet.finished_at, sheet.punctuality) == (at + A_DAY, Punctuality.EARLY)
        assert control_sheet_pdf(sheet).startswith(b"%PDF")

    def test_a_delegate_is_named_with_whom_they_stand_in_for(self, office, with_the_official, at):
        dossier = completed(with_the_official, "B2", actor=office.official, at=at)
        chair = Staff.objects.get(pk=office.leader.staff_id)
        deputy = Staff.objects.get(pk=office.head.staff_id)
        order = Order(date(2023, 11, 1), date(2023, 12, 31), "12/QĐ-UBND", "Đi công tác")
        delegate_role(chair, deputy, Role.LEADER, order=order, actor=office.leader, at=at)

        completed(dossier, "B3", actor=actor_for(deputy, at=at), at=at)

        row = control_sheet_data(dossier, at=at).rows[-1]
        assert row.giver.name == office.head.name
        assert row.giver.stands_in_for == f"{office.leader.name} (Chủ tịch)"

    def test_opinions_asked_at_once_are_two_hand_overs_and_the_first_answer_waits(self, office, at):
        served = a_tthc()
        procedure = a_running_procedure(office, served, WITH_OPINIONS)
        dossier = a_dossier(served, procedure, actor=office.one_stop_officer, at=at)
        completed(dossier, "B1", actor=office.one_stop_officer, at=at)
        completed(dossier, "B2", actor=office.official, at=at)
        completed(dossier, "B4", actor=office.clerk, at=at)

        rows = control_sheet_data(dossier, at=at).rows

        assert [(row.step[:2], row.opened[:2]) for row in rows] == [
            ("B1", "B2"),
            ("B2", "B3"),
            ("B2", "B4"),
            ("B4", ""),
        ]
        assert (rows[-1].taker, rows[-1].awaited) == (None, "")

    def test_an_office_is_named_with_its_agency_where_that_is_another(self, office, at):
        other = AgencyFactory(name="Công an huyện Ninh Hải")
        desk = Unit.objects.create(agency=other, name="Đội Quản lý hành chính", validity=ALWAYS)
        asked = actor_in(other, Role.OFFICIAL, unit=desk)
        steps = (
            step("B1", Role.ONE_STOP_OFFICER),
            step("B2", Role.OFFICIAL, "1", agency=other.code),
            step("B3", Role.ONE_STOP_OFFICER),
        )
        served = a_tthc()
        procedure = a_running_procedure(office, served, steps)
        dossier = a_dossier(served, procedure, actor=office.one_stop_officer, at=at)
        completed(dossier, "B1", actor=office.one_stop_officer, at=at)
        completed(dossier, "B2", actor=asked, at=at)

        sheet = control_sheet_data(dossier, at=at)

        assert sheet.together_with == ("Công an huyện Ninh Hải",)
        assert sheet.rows[0].giver.office == office.agency.name
        assert sheet.rows[1].giver.office == "Đội Quản lý hành chính - Công an huyện Ninh Hải"
