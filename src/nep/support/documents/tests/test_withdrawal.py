"""Withdrawal: a text that applies, or soon would, ends; the one before it may go on."""

import pytest
from conftest import THE_MOMENT

from nep.foundation.verdicts import Refused
from nep.support.documents.queries.revisions import revision_in_force
from nep.support.documents.rules.approval import Approval
from nep.support.documents.rules.revisions import Standing
from nep.support.documents.services.approval import approve_revision
from nep.support.documents.services.withdrawal import withdraw_revision
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
