"""The pages that are read: the list, a revision, its faces, and parts of the desk."""

from datetime import timedelta
from urllib.parse import quote

import pytest
from conftest import THE_MOMENT
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from nep.agencies.rules import Role
from nep.agencies.tests.factories import AgencyFactory, actor_in, staff_in
from nep.foundation import clock
from nep.support.documents.rules.revisions import Stage
from nep.support.documents.tests.factories import A_DAY, DocumentFactory, RevisionFactory
from nep.support.documents.tests.pages import at_, text_of

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}
POSTED = ["submit", "review", "return", "withdraw"]


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

    def test_a_page_costs_the_same_however_long_the_list(self, browser_of, secretary, agency):
        browser, costs = browser_of(secretary), []
        for more in (1, 15):
            for _ in range(more):
                RevisionFactory(document=DocumentFactory(agency=agency), approved=True)
            with CaptureQueriesContext(connection) as captured:
                browser.get(self.ADDRESS)
            # Only our tables: the shift of the clock is read anew every second.
            costs.append(sum("documents_" in query["sql"] for query in captured))

        assert costs[0] == costs[1]


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
