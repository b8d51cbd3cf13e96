"""Letting records go: only after the term, only by two people, only with minutes."""

from datetime import date, timedelta

import pytest
from conftest import THE_MOMENT
from django.db import DatabaseError, transaction

from nep.agencies.rules import Role
from nep.agencies.tests.factories import AgencyFactory, actor_in
from nep.foundation.tabled_papers import tabled_pdf
from nep.foundation.verdicts import Refused
from nep.platform.journal.queries import entries_about
from nep.support.retention.minutes import minutes_of
from nep.support.retention.models import Disposal, KeptRecord
from nep.support.retention.permissions import may_propose
from nep.support.retention.queries import term_passed
from nep.support.retention.rules import State
from nep.support.retention.services.disposal import (
    approve_disposal,
    carry_out_disposal,
    propose_disposal,
    refuse_disposal,
)
from nep.support.retention.tests.factories import FOR_EVER, a_record

TODAY = THE_MOMENT.date()
WHY = "Hết thời hạn bảo quản, không còn giá trị sử dụng."
PRESENT = "Nguyễn Văn An, Chủ tịch\nTrần Thị Mai, Văn thư"

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("terms")]


@pytest.fixture
def record(clerk):
    return a_record(clerk)


@pytest.fixture
def proposed(clerk, record):
    return propose_disposal([record.pk], WHY, actor=clerk, at=THE_MOMENT)


@pytest.fixture
def approved(proposed, leader):
    approve_disposal(proposed, actor=leader, at=THE_MOMENT)
    return Disposal.objects.get(pk=proposed.pk)


def state() -> State:
    return KeptRecord.objects.select_related("term", "disposal").get().life.state


class TestProposing:
    def test_a_record_whose_term_has_passed_is_proposed(self, clerk, agency, record):
        assert term_passed(clerk, agency.pk, on=TODAY) == [record]

        disposal = propose_disposal([record.pk], WHY, actor=clerk, at=THE_MOMENT)

        assert state() is State.PROPOSED
        assert entries_about(disposal).count() == 1
        assert term_passed(clerk, agency.pk, on=TODAY) == []

    @pytest.mark.parametrize(
        "kept",
        [
            {"closed_on": date(2018, 6, 1)},
            {"closed_on": None},
            {"kind": FOR_EVER},
        ],
        ids=["its term runs to the end of 2023", "still open", "for ever"],
    )
    def test_what_must_be_kept_takes_the_whole_list_with_it(self, clerk, agency, record, kept):
        other = a_record(clerk, "02/2018", **kept)

        with pytest.raises(Refused, match="02/2018"):
            propose_disposal([record.pk, other.pk], WHY, actor=clerk, at=THE_MOMENT)
        assert not Disposal.objects.exists()
        assert term_passed(clerk, agency.pk, on=TODAY) == [record]

    def test_the_database_refuses_to_let_go_what_is_kept_for_ever(self, clerk, proposed):
        kept = a_record(clerk, "vv", kind=FOR_EVER)

        with pytest.raises(DatabaseError), transaction.atomic():
            KeptRecord.objects.filter(pk=kept.pk).update(disposal=proposed)

    def test_a_record_stands_on_one_list(self, clerk, record, proposed):
        with pytest.raises(Refused):
            propose_disposal([record.pk], WHY, actor=clerk, at=THE_MOMENT)
        assert Disposal.objects.get() == proposed

    def test_a_list_has_records_and_a_reason(self, clerk, record):
        for keys, reason in (([], WHY), ([record.pk], " "), ([record.pk, 0], WHY)):
            with pytest.raises(Refused):
                propose_disposal(keys, reason, actor=clerk, at=THE_MOMENT)
        assert not Disposal.objects.exists()

    def test_others_propose_nothing(self, official, record):
        stranger = actor_in(AgencyFactory(), Role.CLERK)

        for actor in (official, stranger):
            assert not may_propose(actor, record, on=TODAY)
            with pytest.raises(Refused):
                propose_disposal([record.pk], WHY, actor=actor, at=THE_MOMENT)
        assert not Disposal.objects.exists()


class TestDeciding:
    def test_the_leader_approves(self, proposed, leader):
        approve_disposal(proposed, actor=leader, at=THE_MOMENT)

        assert state() is State.PROPOSED
        assert Disposal.objects.get().decision == "approved"

    def test_the_leader_refuses_and_the_record_stays(self, proposed, leader):
        refuse_disposal(proposed, "Còn tranh chấp.", actor=leader, at=THE_MOMENT)

        assert state() is State.AT_UNIT
        assert Disposal.objects.get().remark == "Còn tranh chấp."
        assert "01/2010" in str(entries_about(proposed).last().details)

    def test_a_refusal_has_a_reason(self, proposed, leader):
        with pytest.raises(Refused):
            refuse_disposal(proposed, "", actor=leader, at=THE_MOMENT)
        assert state() is State.PROPOSED

    def test_nobody_decides_on_their_own_list(self, agency, record):
        both = actor_in(agency, Role.CLERK, Role.LEADER)
        own = propose_disposal([record.pk], WHY, actor=both, at=THE_MOMENT)

        with pytest.raises(Refused):
            approve_disposal(own, actor=both, at=THE_MOMENT)
        assert Disposal.objects.get().decision == "proposed"

    def test_nobody_but_a_leader_of_the_agency_decides(self, clerk, proposed):
        elsewhere = actor_in(AgencyFactory(), Role.LEADER)

        for actor in (clerk, elsewhere):
            with pytest.raises(Refused):
                approve_disposal(proposed, actor=actor, at=THE_MOMENT)
        assert Disposal.objects.get().decision == "proposed"

    def test_a_list_is_decided_once(self, approved, leader):
        with pytest.raises(Refused):
            refuse_disposal(approved, "Thôi.", actor=leader, at=THE_MOMENT)
        assert Disposal.objects.get().decision == "approved"


class TestCarryingOut:
    def test_the_minutes_name_list_reason_people_and_day(self, approved, clerk):
        carry_out_disposal(approved, TODAY, PRESENT, actor=clerk, at=THE_MOMENT)

        paper = minutes_of(Disposal.objects.get())
        assert state() is State.DESTROYED
        assert paper.on == TODAY
        assert any(WHY in said for said in paper.opening)
        assert any("Trần Thị Mai, Văn thư" in said for said in paper.opening)
        assert paper.rows[0][1:4] == ("01/2010", "Hồ sơ số 01/2010", "5 năm")
        assert tabled_pdf(paper, at=THE_MOMENT).startswith(b"%PDF")

    def test_there_are_no_minutes_before(self, approved):
        with pytest.raises(ValueError, match="not carried out"):
            minutes_of(approved)

    def test_nothing_is_destroyed_before_the_approval(self, proposed, clerk):
        with pytest.raises(Refused):
            carry_out_disposal(proposed, TODAY, PRESENT, actor=clerk, at=THE_MOMENT)
        assert state() is State.PROPOSED

    @pytest.mark.parametrize(
        ("on", "present"),
        [
            (TODAY + timedelta(days=1), PRESENT),
            (TODAY - timedelta(days=1), PRESENT),
            (TODAY, " "),
        ],
        ids=["to come", "before the approval", "before nobody"],
    )
    def test_what_the_minutes_would_say_has_to_fit(self, approved, clerk, on, present):
        with pytest.raises(Refused):
            carry_out_disposal(approved, on, present, actor=clerk, at=THE_MOMENT)
        assert state() is State.PROPOSED

    def test_the_leader_does_not_carry_out_what_they_approved(self, approved, leader):
        with pytest.raises(Refused):
            carry_out_disposal(approved, TODAY, PRESENT, actor=leader, at=THE_MOMENT)
        assert state() is State.PROPOSED
