"""The pages of acts: what each does, and what is refused in place."""

import pytest
from conftest import THE_MOMENT
from django.urls import reverse

from nep.agencies.queries import staff_named
from nep.support.documents.models import Document, Revision
from nep.support.documents.rules.revisions import Stage
from nep.support.documents.tests.factories import DocumentFactory, RevisionFactory
from nep.support.documents.tests.pages import at_, text_of

pytestmark = pytest.mark.django_db

DECISION = {
    "decision_number": "1204/QĐ-UBND",
    "decision_on": "15/09/2023",
    "decision_signer": "Trần Quốc Nam",
    "decision_issuer": "Chủ tịch UBND tỉnh",
}


class TestNewDocument:
    ADDRESS = "/quy-trinh/soan-moi/"
    TYPED = {"kind": "policy", "code": "CSCL-01", "title": "Chính sách chất lượng"}

    def test_the_secretary_opens_a_document_and_goes_on_to_write(self, browser_of, secretary):
        browser = browser_of(secretary)
        assert browser.get(self.ADDRESS).status_code == 200

        page = browser.post(self.ADDRESS, self.TYPED)

        draft = Revision.objects.get()
        assert page.url == at_("text", draft)
        assert browser.get(page.url).status_code == 200

    def test_a_taken_code_is_said_and_what_was_typed_stays(self, browser_of, secretary, agency):
        DocumentFactory(agency=agency, code="CSCL-01")

        page = browser_of(secretary).post(self.ADDRESS, self.TYPED)

        assert page.status_code == 422
        assert "Chính sách chất lượng" in text_of(page)
        assert Document.objects.count() == 1

    def test_an_empty_form_says_what_to_mend(self, browser_of, secretary):
        page = browser_of(secretary).post(self.ADDRESS, {"kind": "policy", "code": ""})

        assert page.status_code == 422
        assert page.context["form"].errors.keys() == {"code", "title"}

    @pytest.mark.parametrize("who", ["leader", "clerk"])
    def test_others_are_refused(self, request, browser_of, who):
        page = browser_of(request.getfixturevalue(who)).post(self.ADDRESS, self.TYPED)

        assert page.status_code == 403
        assert not Document.objects.exists()


class TestWriting:
    TYPED = {"edition": 1, "purpose": "Mới.", "scope": "Toàn cơ quan.", "content": "Bước 1."}

    @pytest.fixture
    def draft(self, document):
        return RevisionFactory(document=document)

    def test_the_text_is_saved(self, browser_of, secretary, draft):
        browser = browser_of(secretary)
        assert "Thống nhất cách làm." in text_of(browser.get(at_("text", draft)))

        page = browser.post(at_("text", draft), self.TYPED)

        draft.refresh_from_db()
        assert page.url == draft.get_absolute_url()
        assert (draft.purpose, draft.edition) == ("Mới.", 2)

    def test_of_two_editors_the_second_loses_nothing_and_can_save_after_looking(
        self, browser_of, secretary, another_secretary, draft
    ):
        browser_of(secretary).post(at_("text", draft), self.TYPED)
        mine = {**self.TYPED, "purpose": "Của tôi."}

        page = browser_of(another_secretary).post(at_("text", draft), mine)

        draft.refresh_from_db()
        assert page.status_code == 409
        assert secretary.name in text_of(page)
        assert "Của tôi." in text_of(page)
        assert draft.purpose == "Mới."
        again = page.context["form"].data
        assert browser_of(another_secretary).post(at_("text", draft), again).status_code == 302
        draft.refresh_from_db()
        assert draft.purpose == "Của tôi."

    def test_a_section_beyond_measure_is_said_beside_it(self, browser_of, secretary, draft):
        page = browser_of(secretary).post(at_("text", draft), {**self.TYPED, "scope": "a" * 60_001})

        assert page.status_code == 422
        assert page.context["form"].errors.keys() == {"scope"}

    @pytest.mark.parametrize("method", ["get", "post"])
    def test_what_is_under_review_is_not_written(self, browser_of, secretary, document, method):
        revision = RevisionFactory(document=document, under_review=True)

        page = getattr(browser_of(secretary), method)(at_("text", revision), self.TYPED)

        revision.refresh_from_db()
        assert page.status_code == 403
        assert revision.edition == 1


class TestReview:
    def test_a_draft_is_sent_reviewed_and_returned(self, browser_of, secretary, head, document):
        draft = RevisionFactory(document=document)
        stages = []
        for actor, act, typed in [
            (secretary, "submit", {}),
            (head, "review", {}),
            (head, "return", {"remark": "Thiếu bước 2."}),
        ]:
            page = browser_of(actor).post(at_(act, draft), typed)
            assert page.url == draft.get_absolute_url()
            draft.refresh_from_db()
            stages.append(draft.stage)

        assert stages == [Stage.UNDER_REVIEW, Stage.UNDER_REVIEW, Stage.DRAFT]

    def test_a_return_without_a_remark_is_refused_in_place(self, browser_of, head, document):
        revision = RevisionFactory(document=document, under_review=True)

        page = browser_of(head).post(at_("return", revision), {"remark": " "})

        revision.refresh_from_db()
        assert page.status_code == 422
        assert page.context["refusal"]
        assert str(page.context["refusal"]) in text_of(page)
        assert revision.stage == Stage.UNDER_REVIEW

    def test_an_incomplete_draft_is_refused_in_place(self, browser_of, secretary, document):
        draft = RevisionFactory(document=document, scope="")

        page = browser_of(secretary).post(at_("submit", draft))

        draft.refresh_from_db()
        assert page.status_code == 422
        assert draft.stage == Stage.DRAFT


class TestApproval:
    @pytest.fixture
    def reviewed(self, document):
        RevisionFactory(document=document, approved=True)
        return RevisionFactory(document=document, number=2, reviewed=True)

    def test_the_leader_approves_from_a_day(self, browser_of, leader, reviewed):
        browser = browser_of(leader)
        assert browser.get(at_("approve", reviewed)).status_code == 200

        page = browser.post(
            at_("approve", reviewed),
            {"effective_on": "01/12/2023", "signing": "ON_BEHALF", **DECISION},
        )

        reviewed.refresh_from_db()
        assert page.url == reviewed.get_absolute_url()
        assert reviewed.begins_at.astimezone(THE_MOMENT.tzinfo) == THE_MOMENT.replace(
            month=12, day=1, hour=0
        )
        assert reviewed.decision.number == "1204/QĐ-UBND"

    def test_the_page_says_which_text_the_new_one_will_end(self, browser_of, leader, reviewed):
        page = browser_of(leader).get(at_("approve", reviewed))

        assert page.context["before"].number == 1

    def test_from_today_means_from_now(self, browser_of, leader, reviewed):
        browser_of(leader).post(
            at_("approve", reviewed), {"effective_on": "27/11/2023", "signing": "ON_BEHALF"}
        )

        reviewed.refresh_from_db()
        assert reviewed.begins_at == THE_MOMENT

    @pytest.mark.parametrize(
        "typed",
        [
            {"effective_on": "", "signing": "ON_BEHALF"},
            {"effective_on": "31/02/2024", "signing": "ON_BEHALF"},
            {"effective_on": "26/11/2023", "signing": "ON_BEHALF"},
            {"effective_on": "01/12/2023", "signing": "BY_AUTHORITY"},
            {"effective_on": "01/12/2023", "signing": "ON_BEHALF", "decision_number": "1204"},
        ],
        ids=["no day", "no such day", "a day gone by", "not a delegate", "half a decision"],
    )
    def test_terms_that_cannot_stand_are_said_and_kept(self, browser_of, leader, reviewed, typed):
        page = browser_of(leader).post(at_("approve", reviewed), typed)

        reviewed.refresh_from_db()
        assert page.status_code == 422
        assert typed["effective_on"] in text_of(page)
        assert reviewed.stage == Stage.UNDER_REVIEW

    def test_a_procedure_for_citizens_asks_for_its_decision(self, browser_of, leader, agency):
        revision = RevisionFactory(
            document=DocumentFactory(agency=agency, for_citizens=True), reviewed=True
        )

        page = browser_of(leader).post(
            at_("approve", revision), {"effective_on": "01/12/2023", "signing": "ON_BEHALF"}
        )

        assert set(page.context["form"].errors) == set(DECISION)

    def test_a_sole_reviewer_is_asked_why(self, browser_of, leader, document):
        reviewer = staff_named([leader.staff_id])[leader.staff_id]
        revision = RevisionFactory(document=document, reviewed=True, reviewed_by=reviewer)
        typed = {"effective_on": "01/12/2023", "signing": "ON_BEHALF"}
        browser = browser_of(leader)

        assert browser.post(at_("approve", revision), typed).status_code == 422
        typed["sole_reviewer_reason"] = "Cơ quan chỉ có một người."
        assert browser.post(at_("approve", revision), typed).status_code == 302

    @pytest.mark.parametrize("method", ["get", "post"])
    @pytest.mark.parametrize("who", ["secretary", "head"])
    def test_nobody_else_approves(self, request, browser_of, reviewed, who, method):
        browser = browser_of(request.getfixturevalue(who))

        page = getattr(browser, method)(at_("approve", reviewed), {"effective_on": "01/12/2023"})

        reviewed.refresh_from_db()
        assert page.status_code == 403
        assert reviewed.stage == Stage.UNDER_REVIEW


class TestNextAndWithdrawal:
    @pytest.fixture
    def in_force(self, document):
        return RevisionFactory(document=document, approved=True)

    def test_the_next_revision_is_opened_once(self, browser_of, secretary, in_force):
        address = reverse(
            "documents:next_revision",
            args=[in_force.document.agency.code, in_force.document.code],
        )
        browser = browser_of(secretary)

        page, again = browser.post(address), browser.post(address)

        draft = Revision.objects.get(number=2)
        assert page.url == at_("text", draft)
        assert again.status_code == 403
        assert again.context["revision"] == in_force
        assert "change_summary" in browser.get(page.url).context["form"].fields

    def test_a_text_is_withdrawn_for_a_reason(self, browser_of, leader, in_force):
        browser = browser_of(leader)
        assert browser.post(at_("withdraw", in_force), {"reason": ""}).status_code == 422

        page = browser.post(at_("withdraw", in_force), {"reason": "Bị thay thế."})

        in_force.refresh_from_db()
        assert page.url == in_force.get_absolute_url()
        assert in_force.stage == Stage.WITHDRAWN
