"""The pages: what each shows, what each refuses in place, and to whom it does not exist."""

from datetime import timedelta
from urllib.parse import quote

import pytest
from conftest import THE_MOMENT
from django.urls import reverse

from nep.agencies.queries import staff_named
from nep.agencies.rules import Role
from nep.agencies.tests.factories import AgencyFactory, actor_in, staff_in
from nep.foundation import clock
from nep.support.documents.models import Document, Revision
from nep.support.documents.rules.revisions import Stage
from nep.support.documents.tests.factories import A_DAY, DocumentFactory, RevisionFactory

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}
DECISION = {
    "decision_number": "1204/QĐ-UBND",
    "decision_on": "15/09/2023",
    "decision_signer": "Trần Quốc Nam",
    "decision_issuer": "Chủ tịch UBND tỉnh",
}
POSTED = ["submit", "review", "return", "withdraw"]


def at_(name, revision):
    document = revision.document
    return reverse(f"documents:{name}", args=[document.agency.code, document.code, revision.number])


def text_of(response):
    return response.content.decode()


@pytest.fixture
def document(agency):
    return DocumentFactory(agency=agency, code="QT-TP-01", title="Chứng thực bản sao")


class TestList:
    ADDRESS = "/quy-trinh/"

    def test_the_reader_sees_code_title_and_standing(self, browser_of, clerk, document):
        RevisionFactory(document=document, approved=True)

        page = browser_of(clerk).get(self.ADDRESS)

        assert page.status_code == 200
        assert "QT-TP-01" in text_of(page)
        assert "Chứng thực bản sao" in text_of(page)

    def test_htmx_gets_the_rows_alone(self, browser_of, clerk, document):
        RevisionFactory(document=document, approved=True)

        page = browser_of(clerk).get(self.ADDRESS, {"tim": "chung thuc"}, headers=HTMX)

        assert "QT-TP-01" in text_of(page)
        assert "<html" not in text_of(page)

    @pytest.mark.parametrize(
        "narrowed",
        [{"tim": "khai sinh"}, {"loai": "policy"}, {"tinh_trang": "coming"}],
        ids=["words", "kind", "standing"],
    )
    def test_what_is_not_looked_for_is_left_out(self, browser_of, clerk, document, narrowed):
        RevisionFactory(document=document, approved=True)

        assert "QT-TP-01" not in text_of(browser_of(clerk).get(self.ADDRESS, narrowed))

    def test_an_odd_address_is_no_fault(self, browser_of, clerk, document):
        RevisionFactory(document=document, approved=True)
        odd = {"loai": "x", "tinh_trang": "?", "trang": "-1", "co_quan": "<b>"}

        page = browser_of(clerk).get(self.ADDRESS, odd)

        assert "QT-TP-01" in text_of(page)

    def test_nothing_of_other_agencies(self, browser_of, stranger, document):
        RevisionFactory(document=document, approved=True)

        assert "QT-TP-01" not in text_of(browser_of(stranger).get(self.ADDRESS))

    def test_the_province_sees_what_is_approved_with_its_agency(self, browser_of, document):
        RevisionFactory(document=document, approved=True)
        officer = actor_in(AgencyFactory(), Role.PROVINCIAL_OFFICER)

        page = browser_of(officer).get(self.ADDRESS, {"co_quan": document.agency.code})

        assert document.agency.name in text_of(page)

    @pytest.mark.parametrize("length", [1, 15])
    def test_a_page_costs_the_same_however_long_the_list(
        self, browser_of, secretary, agency, length, django_assert_max_num_queries
    ):
        for _ in range(length):
            RevisionFactory(document=DocumentFactory(agency=agency), approved=True)
        browser = browser_of(secretary)
        browser.get("/dang-nhap/")  # what every first request of a session costs

        with django_assert_max_num_queries(11):
            browser.get(self.ADDRESS)


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


class TestRevisionPage:
    def test_the_text_stands_under_its_seven_headings(self, browser_of, clerk, document):
        revision = RevisionFactory(document=document, approved=True, content="Bước 1. Tiếp nhận.")

        page = browser_of(clerk).get(at_("revision", revision))

        assert page.status_code == 200
        assert "Bước 1. Tiếp nhận." in text_of(page)
        assert len(page.context["sections"]) == 7
        assert page.context["acts"] is None

    @pytest.mark.parametrize(
        "traits",
        [
            {},
            {"return_remark": "Thiếu bước 2."},
            {"under_review": True},
            {"reviewed": True},
            {"approved": True, "adopted": True},
            {"approved": True, "effective_from": THE_MOMENT + A_DAY},
            {"approved": True, "effective_until": THE_MOMENT - A_DAY},
            {"withdrawn": True},
        ],
    )
    @pytest.mark.parametrize("who", ["secretary", "head", "leader"])
    def test_it_opens_at_every_stage(self, request, browser_of, who, document, traits):
        revision = RevisionFactory(document=document, **traits)

        page = browser_of(request.getfixturevalue(who)).get(at_("revision", revision))

        assert page.status_code == 200
        assert page.context["acts"]

    @pytest.mark.parametrize("face", ["so-sanh", "lich-su", "khong-co"])
    def test_its_faces_open_by_address(self, browser_of, secretary, document, face):
        RevisionFactory(document=document, approved=True)
        draft = RevisionFactory(document=document, number=2, content="Bước 1. Khác.")

        page = browser_of(secretary).get(at_("revision", draft), {"mat": face})

        assert page.status_code == 200
        assert ("Bước 1. Khác." in text_of(page)) is (face == "khong-co")

    def test_the_difference_marks_what_came_and_went_in_words_too(
        self, browser_of, secretary, document
    ):
        RevisionFactory(document=document, approved=True, content="Trong 40 giờ.")
        draft = RevisionFactory(document=document, number=2, content="Trong 32 giờ.")

        said = text_of(browser_of(secretary).get(at_("revision", draft), {"mat": "so-sanh"}))

        assert "40</del>" in said
        assert "32</ins>" in said

    def test_the_difference_can_be_taken_from_another_issue(self, browser_of, secretary, document):
        RevisionFactory(
            document=document, approved=True, content="Một.", effective_until=THE_MOMENT - A_DAY
        )
        RevisionFactory(
            document=document,
            number=2,
            approved=True,
            content="Hai.",
            effective_from=THE_MOMENT - A_DAY,
        )
        draft = RevisionFactory(document=document, number=3, content="Ba.")
        address = at_("revision", draft)
        browser = browser_of(secretary)

        assert "Hai." in text_of(browser.get(address, {"mat": "so-sanh"}))
        assert "Một." in text_of(browser.get(address, {"mat": "so-sanh", "voi": "1"}))

    def test_a_first_draft_has_nothing_to_be_compared_with(self, browser_of, secretary, document):
        page = browser_of(secretary).get(
            at_("revision", RevisionFactory(document=document)), {"mat": "so-sanh"}
        )
        assert page.status_code == 200
        assert "<ins>" not in text_of(page)

    def test_history_tells_acts_in_sentences(self, browser_of, secretary, document):
        draft = RevisionFactory(document=document)
        browser = browser_of(secretary)
        browser.post(at_("submit", draft))

        said = text_of(browser.get(at_("revision", draft), {"mat": "lich-su"}))

        assert secretary.name in said
        assert "QT-TP-01" in said

    def test_a_document_leads_to_its_text_in_force(self, browser_of, clerk, document):
        in_force = RevisionFactory(document=document, approved=True)
        RevisionFactory(document=document, number=2)

        page = browser_of(clerk).get(document.get_absolute_url())

        assert page.url == in_force.get_absolute_url()

    def test_a_code_with_a_slash_has_an_address(self, browser_of, clerk, agency):
        revision = RevisionFactory(
            document__agency=agency, document__code="QĐ 01/CX-HCTP", approved=True
        )

        assert revision.get_absolute_url().endswith(quote("/QĐ_01~CX-HCTP/1/"))
        assert browser_of(clerk).get(revision.get_absolute_url()).status_code == 200

    def test_what_is_not_theirs_does_not_exist(self, browser_of, clerk, document):
        draft = RevisionFactory(document=document)

        assert browser_of(clerk).get(at_("revision", draft)).status_code == 404
        assert browser_of(clerk).get(document.get_absolute_url()).status_code == 404


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
            at_("approve", reviewed), {"effective_on": "01/12/2023", "signing": "TM.", **DECISION}
        )

        reviewed.refresh_from_db()
        assert page.url == reviewed.get_absolute_url()
        assert reviewed.begins_at.astimezone(THE_MOMENT.tzinfo) == THE_MOMENT.replace(
            month=12, day=1, hour=0
        )
        assert reviewed.decision.number == "1204/QĐ-UBND"

    def test_from_today_means_from_now(self, browser_of, leader, reviewed):
        browser_of(leader).post(
            at_("approve", reviewed), {"effective_on": "27/11/2023", "signing": "TM."}
        )

        reviewed.refresh_from_db()
        assert reviewed.begins_at == THE_MOMENT

    @pytest.mark.parametrize(
        "typed",
        [
            {"effective_on": "", "signing": "TM."},
            {"effective_on": "31/02/2024", "signing": "TM."},
            {"effective_on": "26/11/2023", "signing": "TM."},
            {"effective_on": "01/12/2023", "signing": "TUQ."},
            {"effective_on": "01/12/2023", "signing": "TM.", "decision_number": "1204"},
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
            at_("approve", revision), {"effective_on": "01/12/2023", "signing": "TM."}
        )

        assert set(page.context["form"].errors) == set(DECISION)

    def test_a_sole_reviewer_is_asked_why(self, browser_of, leader, document):
        reviewer = staff_named([leader.staff_id])[leader.staff_id]
        revision = RevisionFactory(document=document, reviewed=True, reviewed_by=reviewer)
        typed = {"effective_on": "01/12/2023", "signing": "TM."}
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


class TestStrangers:
    @pytest.fixture
    def revision(self, document):
        return RevisionFactory(document=document, reviewed=True)

    def addresses(self, revision):
        names = ["revision", "text", "approve", *POSTED]
        documents = [revision.document.agency.code, revision.document.code]
        return [
            *(at_(name, revision) for name in names),
            reverse("documents:document", args=documents),
            reverse("documents:next_revision", args=documents),
        ]

    def test_for_a_stranger_nothing_is_here(self, browser_of, stranger, revision):
        browser = browser_of(stranger)
        for address in self.addresses(revision):
            answers = {browser.get(address).status_code, browser.post(address).status_code}
            assert answers <= {404, 405}, address
        revision.refresh_from_db()
        assert revision.stage == Stage.UNDER_REVIEW

    def test_whoever_is_not_signed_in_is_sent_to_the_door(self, client, revision):
        for address in [*self.addresses(revision), "/quy-trinh/", "/quy-trinh/soan-moi/"]:
            for answer in (client.get(address), client.post(address)):
                assert answer.status_code in {302, 405}, address
                assert answer.status_code == 405 or answer.url.startswith("/dang-nhap/")


class TestPartsOfTheDesk:
    def test_my_work_names_what_waits_for_whom(self, browser_of, agency, head, leader):
        drafter = staff_in(agency, Role.ISO_SECRETARY)
        waiting = {"to_review": {"under_review": True}, "to_approve": {"reviewed": True}}
        for code, traits in waiting.items():
            RevisionFactory(
                document=DocumentFactory(agency=agency, code=code.replace("_", "-")),
                drafted_by=drafter,
                **traits,
            )

        assert "to-review" in text_of(browser_of(head).get("/"))
        assert "to-approve" not in text_of(browser_of(head).get("/"))
        assert "to-approve" in text_of(browser_of(leader).get("/"))

    def test_my_work_brings_a_returned_draft_back(self, browser_of, secretary, document):
        RevisionFactory(
            document=document, return_remark="Thiếu bước 2.", author_ids=[secretary.person_id]
        )

        assert "Thiếu bước 2." in text_of(browser_of(secretary).get("/"))

    def test_whoever_has_nothing_to_do_is_not_bothered(self, browser_of, clerk, document):
        RevisionFactory(document=document, under_review=True)

        assert "documents-waiting" not in text_of(browser_of(clerk).get("/"))
        assert "documents-found" not in text_of(browser_of(clerk).get("/tim-kiem/?q=chung"))

    def test_search_finds_documents_without_marks(self, browser_of, clerk, document):
        RevisionFactory(document=document, approved=True)

        assert "QT-TP-01" in text_of(browser_of(clerk).get("/tim-kiem/", {"q": "chung thuc"}))

    def test_the_clock_decides_what_a_page_calls_in_force(self, browser_of, clerk, document):
        revision = RevisionFactory(
            document=document, approved=True, effective_from=THE_MOMENT + timedelta(minutes=1)
        )
        browser = browser_of(clerk)

        assert browser.get(at_("revision", revision)).context["shown"].standing == "coming"
        with clock.fixed(THE_MOMENT + timedelta(minutes=1)):
            page = browser.get(at_("revision", revision))
        assert page.context["shown"].standing == "in_force"
