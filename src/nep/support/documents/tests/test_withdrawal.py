"""Withdrawal: a text that applies, or soon would, ends; the one before it may go on."""

import pytest
from conftest import THE_MOMENT

from nep.foundation.clock import VIETNAM
from nep.foundation.verdicts import Refused
from nep.support.documents.queries.revisions import revision_in_force
from nep.support.documents.rules.approval import Approval
from nep.support.documents.rules.revisions import Standing
from nep.support.documents.services.approval import approve_revision
from nep.support.documents.services.withdrawal import stop_document, withdraw_revision
from nep.support.documents.tests.factories import (
    A_DAY,
    A_MINUTE,
    RevisionFactory,
)
from nep.support.documents.tests.rows import acts_on, stored

pytestmark = pytest.mark.django_db

TOMORROW = THE_MOMENT + A_DAY
FROM_TOMORROW = Approval(effective_from=TOMORROW)


class TestWithdrawRevision:
    WHY = "Nghị định mới thay thế."

    def test_a_text_in_force_ends_now_and_was_in_force_before(self, in_force, leader, at):
        withdraw_revision(in_force, self.WHY, actor=leader, at=at)

        in_force.refresh_from_db()
        assert in_force.standing(at=at) is Standing.WITHDRAWN
        assert revision_in_force(in_force.document, at=at) is None
        assert revision_in_force(in_force.document, at=at - A_MINUTE) == in_force
        assert acts_on(in_force) == ["documents.revision_withdrawn"]

    def test_one_that_has_not_begun_never_does_and_the_one_before_goes_on(
        self, in_force, following, leader, at
    ):
        coming = approve_revision(following, FROM_TOMORROW, actor=leader, at=at)

        withdraw_revision(coming, self.WHY, actor=leader, at=at)

        assert revision_in_force(in_force.document, at=TOMORROW + A_DAY) == in_force

    def test_the_one_before_goes_on_only_until_the_one_after(self, in_force, following, leader, at):
        second = approve_revision(following, FROM_TOMORROW, actor=leader, at=at)
        third = RevisionFactory(document=in_force.document, number=3, reviewed=True)
        approve_revision(third, Approval(TOMORROW + A_DAY), actor=leader, at=at)

        withdraw_revision(second, self.WHY, actor=leader, at=at)

        in_force_at = [
            revision_in_force(in_force.document, at=moment)
            for moment in (TOMORROW, TOMORROW + A_DAY - A_MINUTE, TOMORROW + A_DAY)
        ]
        assert in_force_at == [in_force, in_force, third]

    @pytest.mark.parametrize(
        ("who", "why"), [("leader", " "), ("secretary", WHY), ("stranger", WHY)]
    )
    def test_only_a_leader_withdraws_and_says_why(self, request, in_force, at, who, why):
        before = stored(in_force)

        with pytest.raises(Refused):
            withdraw_revision(in_force, why, actor=request.getfixturevalue(who), at=at)

        assert stored(in_force) == before

    def test_what_is_over_is_not_withdrawn(self, document, leader, at):
        ended = RevisionFactory(document=document, approved=True, effective_until=at - A_DAY)
        before = stored(ended)

        with pytest.raises(Refused):
            withdraw_revision(ended, self.WHY, actor=leader, at=at)

        assert stored(ended) == before


class TestFromADay:
    WHY = "Nghị định mới thay thế."

    def test_a_text_applies_until_its_day(self, in_force, leader, at):
        withdraw_revision(in_force, self.WHY, since=TOMORROW, actor=leader, at=at)

        in_force.refresh_from_db()
        assert in_force.standing(at=TOMORROW - A_MINUTE) is Standing.IN_FORCE
        assert in_force.standing(at=TOMORROW) is Standing.WITHDRAWN

    def test_never_from_a_day_that_has_passed(self, in_force, leader, at):
        before = stored(in_force)

        with pytest.raises(Refused):
            withdraw_revision(in_force, self.WHY, since=at - A_DAY, actor=leader, at=at)

        assert stored(in_force) == before

    def test_its_end_is_set_once(self, in_force, leader, at):
        withdraw_revision(in_force, self.WHY, since=TOMORROW, actor=leader, at=at)
        before = stored(in_force)

        with pytest.raises(Refused):
            withdraw_revision(in_force, self.WHY, actor=leader, at=at)

        assert stored(in_force) == before

    def test_the_next_text_begins_then_at_the_earliest(self, in_force, following, leader, at):
        withdraw_revision(in_force, self.WHY, since=TOMORROW, actor=leader, at=at)

        with pytest.raises(Refused):
            approve_revision(following, Approval(at), actor=leader, at=at)
        approve_revision(following, FROM_TOMORROW, actor=leader, at=at)

        assert revision_in_force(in_force.document, at=TOMORROW) == following

    def test_from_the_page(self, browser_of, in_force, leader):
        page = f"{in_force.get_absolute_url()}thu-hoi/"
        browser = browser_of(leader)
        typed = {"reason": self.WHY}
        assert browser.post(page, {**typed, "since": "31/31/2023"}).status_code == 422

        assert browser.post(page, {**typed, "since": f"{TOMORROW:%d/%m/%Y}"}).status_code == 302

        in_force.refresh_from_db()
        assert in_force.ends_at.astimezone(VIETNAM).hour == 0


class TestStopDocument:
    WHY = "Thủ tục bị bãi bỏ."

    def test_nothing_applies_from_then_on(self, in_force, following, leader, at):
        coming = approve_revision(following, Approval(TOMORROW + A_DAY), actor=leader, at=at)

        stop_document(in_force.document, self.WHY, since=TOMORROW, actor=leader, at=at)

        document = in_force.document
        assert revision_in_force(document, at=TOMORROW - A_MINUTE) == in_force
        assert revision_in_force(document, at=TOMORROW) is None
        assert revision_in_force(document, at=coming.begins_at) is None
        assert acts_on(document) == ["documents.document_stopped"]

    @pytest.mark.parametrize(
        ("who", "why"), [("leader", " "), ("secretary", WHY), ("stranger", WHY)]
    )
    def test_only_a_leader_stops_it_and_says_why(self, request, in_force, at, who, why):
        before = stored(in_force)

        with pytest.raises(Refused):
            stop_document(in_force.document, why, actor=request.getfixturevalue(who), at=at)

        assert stored(in_force) == before

    def test_what_does_not_apply_is_not_stopped(self, draft, leader, at):
        with pytest.raises(Refused):
            stop_document(draft.document, self.WHY, actor=leader, at=at)

    def test_from_the_page(self, browser_of, in_force, leader):
        page = f"/quy-trinh/{leader.agency_code}/QT-TP-01/ngung-ap-dung/"
        browser = browser_of(leader)
        assert page in browser.get(in_force.get_absolute_url()).content.decode()
        assert browser.post(page, {"stop_reason": ""}).status_code == 422

        assert browser.post(page, {"stop_reason": self.WHY}).status_code == 302

        in_force.refresh_from_db()
        assert in_force.stage == "withdrawn"
