"""Periodic review: when it is due, what it finds, and who is told."""

from datetime import date, timedelta

import pytest
from conftest import THE_MOMENT
from django.db import DatabaseError, connection, transaction

from nep.foundation.verdicts import Refused, Unfit
from nep.platform.notices.models import Notice
from nep.support.documents import tasks
from nep.support.documents.models import ChangeRequest, PeriodicReview
from nep.support.documents.queries.periodic import (
    review_state,
    reviews_due,
    reviews_due_between,
)
from nep.support.documents.rules.periodic import LONGEST_REMARK, Dueness, Finding, dueness
from nep.support.documents.services.describing import Description, describe_document
from nep.support.documents.services.periodic import review_again
from nep.support.documents.services.telling_of_life import warn_of_reviews
from nep.support.documents.tests.factories import LAST_MONTH, DocumentFactory, RevisionFactory
from nep.support.documents.tests.pages import text_of
from nep.support.documents.tests.rows import acts_on

pytestmark = pytest.mark.django_db
A_YEAR_AFTER_APPROVAL = date(2024, 10, 28)
LIST = "/quy-trinh/soat-xet-dinh-ky/"


@pytest.mark.parametrize(
    ("days", "near"),
    [(-1, Dueness.LATE), (0, Dueness.SOON), (30, Dueness.SOON), (31, Dueness.IN_TIME)],
)
def test_how_near_a_day_is(days, near):
    today = THE_MOMENT.date()

    assert dueness(today + timedelta(days=days), on=today, soon=timedelta(days=30)) is near


class TestWhenItIsDue:
    def test_a_period_after_the_approval_of_what_is_in_force(self, in_force, at):
        assert in_force.approved_at == LAST_MONTH

        state = review_state(in_force.document, at=at)

        assert (state.due_on, state.dueness) == (A_YEAR_AFTER_APPROVAL, Dueness.IN_TIME)

    def test_the_documents_own_period_counts_first(self, in_force, secretary, at):
        own = Description(review_months=1)
        document = describe_document(in_force.document, own, actor=secretary, at=at)

        state = review_state(document, at=at)

        assert (state.due_on, state.dueness) == (date(2023, 11, 28), Dueness.SOON)

    def test_a_review_that_keeps_the_text_begins_the_period_anew(self, in_force, head, at):
        review_again(in_force.document, Finding.KEEP, actor=head, at=at)

        assert review_state(in_force.document, at=at).due_on == date(2024, 11, 27)
        assert acts_on(in_force.document) == ["documents.document_reviewed"]

    def test_one_that_asks_for_a_change_does_not(self, in_force, head, at):
        review_again(in_force.document, Finding.AMEND, "Luật mới.", actor=head, at=at)

        state = review_state(in_force.document, at=at)
        assert (state.due_on, state.last_finding) == (A_YEAR_AFTER_APPROVAL, Finding.AMEND)

    def test_it_can_be_asked_of_the_past(self, in_force, head, at):
        review_again(in_force.document, Finding.KEEP, actor=head, at=at)

        before = review_state(in_force.document, at=at - timedelta(days=1))

        assert before.due_on == A_YEAR_AFTER_APPROVAL

    def test_nothing_in_force_is_never_due(self, draft, at):
        assert review_state(draft.document, at=at) is None

    def test_the_list_is_of_what_the_reader_may_read_up_to_a_day(
        self, in_force, clerk, stranger, secretary, at
    ):
        soon = RevisionFactory(
            document=DocumentFactory(agency=in_force.document.agency, review_months=1),
            approved=True,
        ).document

        assert list(reviews_due(clerk, at=at)) == [soon, in_force.document]
        assert list(reviews_due(clerk, at=at, until=at.date() + timedelta(days=30))) == [soon]
        assert not reviews_due(stranger, at=at).exists()


class TestReviewAgain:
    def test_what_has_to_be_amended_becomes_a_request_that_another_answers(
        self, in_force, secretary, head, at
    ):
        review = review_again(in_force.document, Finding.AMEND, "Luật mới.", actor=secretary, at=at)

        assert review.request.content == "Luật mới."
        assert review.request.asked_by_id == secretary.staff_id

    @pytest.mark.parametrize(
        ("who", "finding", "remark"),
        [
            ("head", Finding.AMEND, " "),
            ("head", Finding.KEEP, "x" * (LONGEST_REMARK + 1)),
            ("clerk", Finding.KEEP, ""),
            ("stranger", Finding.KEEP, ""),
        ],
    )
    def test_refusals_change_nothing(self, request, in_force, at, who, finding, remark):
        with pytest.raises(Refused):
            review_again(
                in_force.document, finding, remark, actor=request.getfixturevalue(who), at=at
            )

        assert not PeriodicReview.objects.exists()
        assert not ChangeRequest.objects.exists()

    def test_only_what_is_in_force_is_reviewed(self, draft, head, at):
        with pytest.raises(Refused):
            review_again(draft.document, Finding.KEEP, actor=head, at=at)

    def test_a_review_never_changes(self, in_force, head, at):
        review_again(in_force.document, Finding.KEEP, actor=head, at=at)

        for change in (
            "UPDATE documents_periodicreview SET remark = 'x'",
            "DELETE FROM documents_periodicreview",
        ):
            with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(change)


class TestTelling:
    def test_those_who_draft_are_told_once_when_it_comes_to_be_due_soon(
        self, in_force, secretary, head, at
    ):
        day = timedelta(days=1)
        lead = A_YEAR_AFTER_APPROVAL - timedelta(days=30)
        before = at.replace(year=lead.year, month=lead.month, day=lead.day) - day
        assert list(reviews_due_between(lead, A_YEAR_AFTER_APPROVAL, at=before)) == [
            in_force.document
        ]

        for step in range(4):
            warn_of_reviews(before + step * day, before + (step + 1) * day)

        told = Notice.objects.filter(kind="documents.review_due")
        assert {notice.person_id for notice in told} == {secretary.person_id} | {
            in_force.drafted_by.person_id
        }
        assert {notice.count for notice in told} == {1}

    def test_the_job_looks_at_the_time_since_it_last_looked(self, in_force):
        tasks.warn_of_due_reviews(timestamp=0)
        tasks.warn_of_due_reviews(timestamp=0)

        assert not Notice.objects.exists()


class TestPages:
    def test_the_act_on_the_page_of_the_document(self, browser_of, in_force, head):
        browser = browser_of(head)
        address = f"/quy-trinh/{head.agency_code}/QT-TP-01/soat-xet-dinh-ky/"
        assert address in text_of(browser.get(in_force.get_absolute_url()))
        assert browser.post(address, {"finding": "odd"}).status_code == 422
        assert browser.post(address, {"finding": "amend"}).status_code == 422

        assert browser.post(address, {"finding": "keep"}).status_code == 302

        assert PeriodicReview.objects.get().finding == "keep"

    def test_the_list_shows_what_is_due_and_all(self, browser_of, in_force, clerk):
        browser = browser_of(clerk)

        assert "QT-TP-01" not in text_of(browser.get(LIST))
        assert "QT-TP-01" in text_of(browser.get(LIST, {"tat-ca": ""}))


class TestDescription:
    def test_registers_print_what_was_said(self, browser_of, in_force, secretary):
        address = f"/quy-trinh/{secretary.agency_code}/QT-TP-01/thong-tin/"
        said = {"unit": " Phòng  Tư pháp ", "confidentiality": "internal", "review_months": "24"}

        assert browser_of(secretary).post(address, said).status_code == 302

        document = in_force.document
        document.refresh_from_db()
        assert (document.unit, document.confidentiality, document.review_months) == (
            "Phòng Tư pháp",
            "internal",
            24,
        )
        assert document.level == 2

    @pytest.mark.parametrize("months", ["0", "121", "x"])
    def test_a_period_has_its_bounds(self, browser_of, in_force, secretary, months):
        address = f"/quy-trinh/{secretary.agency_code}/QT-TP-01/thong-tin/"

        answer = browser_of(secretary).post(
            address, {"confidentiality": "normal", "review_months": months}
        )

        assert answer.status_code == 422

    @pytest.mark.parametrize(
        "said", [Description(review_months=0), Description(unit="x" * 201)], ids=["period", "unit"]
    )
    def test_the_act_keeps_the_bounds_too(self, in_force, secretary, at, said):
        with pytest.raises(Unfit):
            describe_document(in_force.document, said, actor=secretary, at=at)

    def test_only_who_drafts_describes(self, in_force, head, at):
        with pytest.raises(Refused):
            describe_document(in_force.document, Description(), actor=head, at=at)
