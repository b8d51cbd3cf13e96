"""Approval: what it does, by whom and in what terms, and what changes nothing when refused."""

from dataclasses import replace
from datetime import date

import pytest
from conftest import THE_MOMENT

from nep.agencies.queries import actor_for, staff_named
from nep.agencies.rules import Role
from nep.agencies.services import Order, delegate_role
from nep.agencies.tests.factories import staff_in
from nep.foundation.verdicts import Refused, Unfit
from nep.support.documents.events import RevisionApproved
from nep.support.documents.queries.revisions import revision_in_force
from nep.support.documents.rules.approval import Approval, Decision, SigningForm, signing_lines
from nep.support.documents.rules.revisions import Stage
from nep.support.documents.services.approval import approve_revision
from nep.support.documents.tests.factories import (
    A_DAY,
    A_MINUTE,
    DocumentFactory,
    RevisionFactory,
)
from nep.support.documents.tests.rows import acts_on, stored

pytestmark = pytest.mark.django_db

TOMORROW = THE_MOMENT + A_DAY
FROM_TOMORROW = Approval(effective_from=TOMORROW)
ADOPTED = Decision("1204/QĐ-UBND", date(2023, 9, 15), "Trần Quốc Nam", "Chủ tịch UBND tỉnh")


class TestApproveRevision:
    def test_the_first_text_applies_from_its_moment(self, reviewed, leader, at):
        approve_revision(reviewed, FROM_TOMORROW, actor=leader, at=at)

        reviewed.refresh_from_db()
        assert (reviewed.stage, reviewed.approved_by_id) == (Stage.APPROVED, leader.staff_id)
        assert revision_in_force(reviewed.document, at=TOMORROW - A_MINUTE) is None
        assert revision_in_force(reviewed.document, at=TOMORROW) == reviewed
        assert acts_on(reviewed) == ["documents.revision_approved"]

    def test_the_new_text_applies_from_its_date_and_not_a_minute_before(
        self, in_force, following, leader, at
    ):
        approve_revision(following, FROM_TOMORROW, actor=leader, at=at)

        assert revision_in_force(in_force.document, at=TOMORROW - A_MINUTE) == in_force
        assert revision_in_force(in_force.document, at=TOMORROW) == following

    def test_a_text_can_apply_at_once(self, in_force, following, leader, at):
        approve_revision(following, Approval(effective_from=at), actor=leader, at=at)

        assert revision_in_force(in_force.document, at=at) == following

    @pytest.mark.parametrize(
        "effective_from",
        [THE_MOMENT - A_MINUTE, TOMORROW],
        ids=["in the past", "not after the one that is coming"],
    )
    def test_a_text_begins_neither_in_the_past_nor_before_the_last(
        self, document, leader, at, effective_from
    ):
        RevisionFactory(document=document, approved=True, effective_from=TOMORROW)
        revision = RevisionFactory(document=document, number=2, reviewed=True)
        before = stored(revision)

        with pytest.raises(Unfit):
            approve_revision(revision, Approval(effective_from), actor=leader, at=at)

        assert stored(revision) == before

    def test_nobody_approves_what_they_wrote_not_even_in_another_post(self, agency, document, at):
        staff = staff_in(agency, Role.ISO_SECRETARY)
        in_another_post = staff_in(agency, Role.LEADER, title="Phó Chủ tịch")
        in_another_post.person = staff.person
        in_another_post.save(update_fields=["person"])
        revision = RevisionFactory(document=document, reviewed=True, drafted_by=staff)
        before = stored(revision)

        with pytest.raises(Refused):
            approve_revision(
                revision, FROM_TOMORROW, actor=actor_for(in_another_post, at=at), at=at
            )

        assert stored(revision) == before

    @pytest.mark.parametrize("who", ["secretary", "head", "clerk", "stranger"])
    def test_only_a_leader_of_the_agency_approves(self, request, reviewed, at, who):
        before = stored(reviewed)

        with pytest.raises(Refused):
            approve_revision(reviewed, FROM_TOMORROW, actor=request.getfixturevalue(who), at=at)

        assert stored(reviewed) == before

    def test_what_nobody_reviewed_is_not_approved(self, submitted, leader, at):
        before = stored(submitted)

        with pytest.raises(Refused):
            approve_revision(submitted, FROM_TOMORROW, actor=leader, at=at)

        assert stored(submitted) == before

    def test_a_double_click_approves_once(self, reviewed, leader, at):
        approve_revision(reviewed, FROM_TOMORROW, actor=leader, at=at)
        once = stored(reviewed)

        with pytest.raises(Refused):
            approve_revision(reviewed, FROM_TOMORROW, actor=leader, at=at)

        assert stored(reviewed) == once
        assert acts_on(reviewed) == ["documents.revision_approved"]

    def test_a_module_above_can_refuse_and_then_the_old_text_goes_on(
        self, in_force, following, leader, at, listening
    ):
        def refuse(_event):
            raise Unfit("another document serves this procedure")

        listening(RevisionApproved, refuse)

        with pytest.raises(Unfit):
            approve_revision(following, FROM_TOMORROW, actor=leader, at=at)

        assert revision_in_force(in_force.document, at=TOMORROW) == in_force


class TestApproveByDelegation:
    @pytest.fixture
    def delegate(self, agency, leader, at):
        giver = staff_in(agency, Role.LEADER, title="Phó Chủ tịch")
        receiver = staff_in(agency, Role.HEAD, title="Chánh Văn phòng")
        delegate_role(
            giver,
            receiver,
            Role.LEADER,
            order=Order(at.date(), at.date(), "12/GUQ-UBND", "Đi công tác"),
            actor=actor_for(giver, at=at),
            at=at,
        )
        return receiver

    def test_the_delegation_stands_on_the_revision(self, reviewed, delegate, at):
        actor = actor_for(delegate, at=at)

        approve_revision(reviewed, FROM_TOMORROW, actor=actor, at=at)

        reviewed.refresh_from_db()
        assert reviewed.delegation.decision == "12/GUQ-UBND"
        assert reviewed.signing_form == SigningForm.BY_AUTHORITY

    def test_a_leader_needs_none(self, reviewed, leader, at):
        approve_revision(reviewed, FROM_TOMORROW, actor=leader, at=at)

        reviewed.refresh_from_db()
        assert reviewed.delegation is None
        assert reviewed.signing_form == SigningForm.ON_BEHALF

    def test_after_its_last_day_a_delegation_is_worth_nothing(self, reviewed, delegate, at):
        actor = actor_for(delegate, at=at + A_DAY)

        with pytest.raises(Refused):
            approve_revision(reviewed, FROM_TOMORROW, actor=actor, at=at + A_DAY)

    @pytest.mark.parametrize("signing", [SigningForm.FOR_THE_HEAD, SigningForm.IN_OWN_RIGHT])
    def test_a_delegate_signs_by_authority_only(self, reviewed, delegate, at, signing):
        with pytest.raises(Unfit):
            approve_revision(
                reviewed,
                replace(FROM_TOMORROW, signing=signing),
                actor=actor_for(delegate, at=at),
                at=at,
            )


class TestSoleReviewer:
    """Reviewer and approver are two people wherever there are two."""

    REASON = "Cơ quan chỉ còn một người đọc được."

    @pytest.fixture
    def reviewed_by_leader(self, document, leader):
        who = staff_named([leader.staff_id])[leader.staff_id]
        return RevisionFactory(document=document, reviewed=True, reviewed_by=who)

    def test_where_nobody_else_can_review_one_person_does_both_on_record(
        self, reviewed_by_leader, leader, at
    ):
        approval = replace(FROM_TOMORROW, sole_reviewer_reason=self.REASON)

        approved = approve_revision(reviewed_by_leader, approval, actor=leader, at=at)

        assert approved.reviewed_by_approver
        assert approved.sole_reviewer_reason == self.REASON

    def test_the_reason_has_to_be_said(self, reviewed_by_leader, leader, at):
        before = stored(reviewed_by_leader)

        with pytest.raises(Unfit):
            approve_revision(reviewed_by_leader, FROM_TOMORROW, actor=leader, at=at)

        assert stored(reviewed_by_leader) == before

    def test_where_somebody_else_can_they_must(self, reviewed_by_leader, leader, head, at):
        before = stored(reviewed_by_leader)
        approval = replace(FROM_TOMORROW, sole_reviewer_reason=self.REASON)

        with pytest.raises(Refused):
            approve_revision(reviewed_by_leader, approval, actor=leader, at=at)

        assert stored(reviewed_by_leader) == before

    def test_two_people_need_no_reason(self, reviewed, leader, at):
        approval = replace(FROM_TOMORROW, sole_reviewer_reason=self.REASON)

        approved = approve_revision(reviewed, approval, actor=leader, at=at)

        assert (approved.reviewed_by_approver, approved.sole_reviewer_reason) == (False, "")


class TestProvincialDecision:
    """A procedure for a TTHC applies only by the decision that adopted it (R18)."""

    @pytest.fixture
    def procedure(self, agency):
        return RevisionFactory(
            document=DocumentFactory(agency=agency, for_citizens=True), reviewed=True
        )

    def test_the_decision_stands_on_the_revision(self, procedure, leader, at, nobody_above):
        approval = replace(FROM_TOMORROW, decision=ADOPTED)

        assert approve_revision(procedure, approval, actor=leader, at=at).decision == ADOPTED

    @pytest.mark.parametrize(
        "decision",
        [
            None,
            replace(ADOPTED, number=" "),
            replace(ADOPTED, signer=""),
            replace(ADOPTED, issuer=""),
            replace(ADOPTED, on=TOMORROW.date()),
        ],
        ids=["none", "without number", "without signer", "without issuer", "of tomorrow"],
    )
    def test_without_a_whole_decision_nothing_applies(self, procedure, leader, at, decision):
        before = stored(procedure)

        with pytest.raises(Unfit):
            approve_revision(
                procedure, replace(FROM_TOMORROW, decision=decision), actor=leader, at=at
            )

        assert stored(procedure) == before

    def test_other_documents_need_none(self, reviewed, leader, at):
        assert approve_revision(reviewed, FROM_TOMORROW, actor=leader, at=at).decision is None


@pytest.mark.parametrize(
    ("form", "post", "giver", "lines"),
    [
        (SigningForm.IN_OWN_RIGHT, "Giám đốc", "", ("GIÁM ĐỐC",)),
        (SigningForm.ON_BEHALF, "Chủ tịch", "", ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")),
        (SigningForm.FOR_THE_HEAD, "Phó Chủ tịch", "", ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")),
        (
            SigningForm.BY_AUTHORITY,
            "Chánh Văn phòng",
            "Chủ tịch",
            ("TUQ. CHỦ TỊCH", "CHÁNH VĂN PHÒNG"),
        ),
        (SigningForm.BY_ORDER, "Chánh Văn phòng", "", ("TL. CHÁNH VĂN PHÒNG",)),
    ],
)
def test_the_lines_above_a_signature(form, post, giver, lines):
    assert signing_lines(form, post, giver) == lines
