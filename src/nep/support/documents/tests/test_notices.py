"""Who is told what of documents, as long as it still holds."""

from datetime import timedelta

import pytest
from django.utils.translation import override

from nep.agencies.actors import Actor
from nep.platform.journal.models import Entry
from nep.platform.notices.queries import notices_of
from nep.support.documents.rules.approval import Approval
from nep.support.documents.services.approval import approve_revision
from nep.support.documents.services.drafting import submit_for_review
from nep.support.documents.services.review import confirm_review, return_to_drafter
from nep.support.documents.services.telling import tell_of_entries
from nep.support.documents.services.withdrawal import withdraw_revision
from nep.support.documents.tasks import tell_what_happened
from nep.support.documents.tests.factories import RevisionFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nobody_above")]


def inbox(person_id: int) -> list[str]:
    return [notice.kind.partition(".")[2] for notice in notices_of(person_id)]


def sentences(actor: Actor) -> list[str]:
    with override("vi"):
        return [notice.sentence for notice in notices_of(actor.person_id)]


def tell_all(*, at) -> None:
    """Tell of every entry there is, as the job does of those that are new."""
    tell_of_entries(list(Entry.objects.order_by("pk").values_list("pk", flat=True)), at=at)


class TestReview:
    def test_all_who_may_review_are_told_but_not_the_authors(
        self, draft, secretary, head, clerk, at
    ):
        submit_for_review(draft, actor=secretary, at=at)

        tell_all(at=at)

        assert inbox(head.person_id) == ["review_waits"]
        assert inbox(draft.drafted_by.person_id) == inbox(secretary.person_id) == []
        assert inbox(clerk.person_id) == []

    def test_what_is_reviewed_already_waits_for_nobody(self, draft, secretary, head, leader, at):
        submit_for_review(draft, actor=secretary, at=at)
        confirm_review(draft, actor=head, at=at)

        tell_all(at=at)

        assert inbox(head.person_id) == []
        assert inbox(leader.person_id) == ["approval_waits"]
        assert sentences(leader) == ["QT-TP-01, lần ban hành 01, đã soát xét, chờ bạn phê duyệt"]

    def test_authors_are_told_what_came_back_without_the_remark(self, submitted, head, leader, at):
        author = submitted.drafted_by.person_id
        return_to_drafter(submitted, "Thiếu căn cứ.", actor=head, at=at)

        tell_all(at=at)
        tell_all(at=at)

        assert inbox(author) == ["revision_returned"]
        assert "Thiếu căn cứ" not in str(notices_of(author)[0].details)
        assert inbox(leader.person_id) == []


class TestApproval:
    @pytest.fixture
    def approved(self, reviewed, leader, at):
        return approve_revision(reviewed, Approval(at + timedelta(days=3)), actor=leader, at=at)

    def test_everybody_at_the_agency_is_told_what_will_apply(
        self, approved, clerk, leader, stranger, at
    ):
        tell_all(at=at)

        assert sentences(clerk) == [
            "QT-TP-01 “Chứng thực bản sao”, lần ban hành 01, có hiệu lực từ 09:00 30/11/2023"
        ]
        assert inbox(leader.person_id) == inbox(stranger.person_id) == []

    def test_what_was_withdrawn_meanwhile_is_told_to_nobody(self, approved, clerk, leader, at):
        withdraw_revision(approved, "Ban hành nhầm.", actor=leader, at=at)

        tell_all(at=at)

        assert inbox(clerk.person_id) == []

    def test_several_texts_are_one_notice(self, approved, agency, clerk, leader, at):
        other = RevisionFactory(document__agency=agency, reviewed=True)
        approve_revision(other, Approval(at), actor=leader, at=at)

        tell_all(at=at)

        (notice,) = notices_of(clerk.person_id)
        assert notice.count == 2

    def test_what_happened_long_ago_is_no_news(self, approved, clerk, at):
        tell_all(at=at + timedelta(days=8))

        assert inbox(clerk.person_id) == []


def test_nothing_is_told_of_what_is_not_committed(draft, secretary, head, at):
    submit_for_review(draft, actor=secretary, at=at)

    tell_what_happened(0)

    assert inbox(head.person_id) == []
