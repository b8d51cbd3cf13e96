"""The faces of a procedure: what runs, what is public, what differs, its diagram; and strangers."""

from dataclasses import replace

import pytest
from lxml import etree

from nep.agencies.rules import Role
from nep.agencies.tests.factories import AgencyFactory, actor_in
from nep.lib.worktime.limits import Limit
from nep.operation.procedures.queries import procedure_of, step_table
from nep.operation.procedures.rules.foreign.diagrams import read_diagram
from nep.operation.procedures.rules.schema import schema_errors
from nep.operation.procedures.services.writing import write_procedure
from nep.operation.procedures.tests.factories import (
    FIVE_STEPS,
    FOUR_STEPS,
    WITH_OPINIONS,
    a_draft,
    content,
)
from nep.operation.procedures.tests.pages import at_, text_of
from nep.support.documents.rules.documents import DocumentKind
from nep.support.documents.services.drafting import NewDocument, draft_document

pytestmark = pytest.mark.django_db

ADOPT = "/quy-trinh/soan/"


class TestProcessFace:
    FACE = {"mat": "quy-trinh"}

    def test_it_shows_facts_papers_steps_and_their_sum(self, browser_of, office, running, served):
        page = browser_of(office.clerk).get(running.revision.get_absolute_url(), self.FACE)

        said = text_of(page)
        assert page.status_code == 200
        assert served.name in said
        assert "Giấy ủy quyền" in said
        assert "4,5/5 ngày làm việc" in said
        assert "trả lại <a" in said
        assert at_("diagram", running.revision) in said

    def test_parallel_steps_and_choices_are_told(self, browser_of, office, served):
        draft = a_draft(office, content(served, WITH_OPINIONS))

        said = text_of(browser_of(office.secretary).get(draft.get_absolute_url(), self.FACE))

        assert "Song song, nhóm A" in said
        assert "Không cần hỏi ý kiến" in said
        assert "2 (song song)" in said

    def test_a_draft_says_what_is_wrong_beside_its_row(self, browser_of, office, served):
        nameless = (FIVE_STEPS[0], replace(FIVE_STEPS[1], name=""), *FIVE_STEPS[2:])
        draft = a_draft(office, content(served, nameless))

        page = browser_of(office.secretary).get(draft.get_absolute_url(), self.FACE)

        assert "Bước B2 chưa ghi" in text_of(page)

    def test_only_whoever_writes_is_led_to_writing(self, browser_of, office, draft):
        address = draft.get_absolute_url()

        assert at_("steps", draft) in text_of(browser_of(office.secretary).get(address, self.FACE))
        assert at_("steps", draft) not in text_of(browser_of(office.head).get(address, self.FACE))

    @pytest.mark.parametrize("who", ["secretary", "head"])
    def test_a_document_without_a_process_says_so(self, browser_of, office, who, at):
        new = NewDocument("QT-99", DocumentKind.PROCEDURE, "Mới mở")
        bare = draft_document(new, actor=office.secretary, at=at)
        browser = browser_of(getattr(office, who))

        pages = [
            browser.get(bare.get_absolute_url(), {"mat": face})
            for face in ("quy-trinh", "cong-khai")
        ]

        assert [page.status_code for page in pages] == [200, 200]
        assert (at_("facts", bare) in text_of(pages[0])) is (who == "secretary")

    def test_other_documents_have_no_such_face(self, browser_of, office, at):
        policy = draft_document(
            NewDocument("CSCL", DocumentKind.POLICY, "Chính sách"), actor=office.secretary, at=at
        )

        said = text_of(browser_of(office.secretary).get(policy.get_absolute_url()))

        assert "?mat=quy-trinh" not in said
        assert "?mat=cong-khai" not in said


class TestNoticeFace:
    def test_it_reads_as_a_citizen_asks(self, browser_of, office, running):
        page = browser_of(office.clerk).get(
            running.revision.get_absolute_url(), {"mat": "cong-khai"}
        )

        said = text_of(page)
        assert page.status_code == 200
        asked = ("Bao lâu", "Ở đâu", "Bạn cần gì", "Bao nhiêu tiền", "Các bước")
        assert all(question in said for question in asked)
        assert "Đơn đề nghị" in said
        assert "123/QĐ-UBND" in said


class TestDifferences:
    def test_the_comparison_of_texts_tells_which_step_went(
        self, browser_of, office, next_draft, served, at
    ):
        revision = next_draft.revision
        quicker = replace(FOUR_STEPS[2], duration=Limit.working_days("0.5"))
        last = replace(FOUR_STEPS[3], name="Bước 5")
        write_procedure(
            revision,
            content(served, (*FOUR_STEPS[:2], quicker, last)),
            edition=revision.edition,
            actor=office.secretary,
            at=at,
        )

        said = text_of(browser_of(office.head).get(revision.get_absolute_url(), {"mat": "so-sanh"}))

        assert "Bước 4 (0,5 ngày làm việc)</del>" in said
        assert "1 ngày làm việc</del>" in said
        assert "0,5 ngày làm việc</ins>" in said

    def test_steps_that_are_the_same_are_said_to_be(self, browser_of, office, next_draft):
        page = browser_of(office.head).get(
            next_draft.revision.get_absolute_url(), {"mat": "so-sanh"}
        )

        assert "Các bước không thay đổi." in text_of(page)


class TestDiagram:
    def test_an_approved_one_is_the_stored_one_with_the_data_of_its_steps(
        self, browser_of, office, running
    ):
        answer = browser_of(office.clerk).get(at_("diagram", running.revision))

        assert answer.status_code == 200
        assert answer["Content-Type"].startswith("application/xml")
        assert schema_errors(answer.content) == []
        (pool,) = read_diagram(answer.content).pools
        assert pool.table == step_table(running)
        told = etree.fromstring(answer.content)
        etree.strip_elements(told, "{*}extensionElements")
        stored = etree.fromstring(running.bpmn.encode())
        assert [e.attrib for e in told.iter()] == [e.attrib for e in stored.iter()]

    def test_a_draft_is_compiled_as_it_stands(self, browser_of, office, draft):
        answer = browser_of(office.secretary).get(at_("diagram", draft))

        steps = etree.fromstring(answer.content).findall(".//{*}userTask")
        assert len(steps) == len(FIVE_STEPS)
        assert procedure_of(draft).bpmn == ""

    def test_a_draft_without_a_diagram_says_why(self, browser_of, office, served):
        wrong = (FIVE_STEPS[0], replace(FIVE_STEPS[1], returns_to=("B9",)), *FIVE_STEPS[2:])
        draft = a_draft(office, content(served, wrong))

        answer = browser_of(office.secretary).get(at_("diagram", draft))

        assert answer.status_code == 422
        assert "B9" in text_of(answer)

    def test_a_draft_is_not_for_everybody(self, browser_of, office, draft):
        assert browser_of(office.clerk).get(at_("diagram", draft)).status_code == 404

    def test_a_document_without_a_process_has_none(self, browser_of, office, at):
        new = NewDocument("QT-99", DocumentKind.PROCEDURE, "Mới mở")
        bare = draft_document(new, actor=office.secretary, at=at)

        assert browser_of(office.secretary).get(at_("diagram", bare)).status_code == 404

    def test_the_province_sees_what_is_approved_anywhere(self, browser_of, running, draft):
        browser = browser_of(actor_in(AgencyFactory(), Role.PROVINCIAL_OFFICER))

        assert browser.get(at_("diagram", running.revision)).status_code == 200
        assert browser.get(at_("diagram", draft)).status_code == 404


class TestStrangers:
    PAGES = ("facts", "components", "steps", "diagram")

    def test_for_a_stranger_nothing_is_here(self, browser_of, stranger, draft, running):
        browser = browser_of(stranger)
        for revision in (draft, running.revision):
            for name in self.PAGES:
                address = at_(name, revision)
                answers = {browser.get(address).status_code, browser.post(address).status_code}
                assert answers <= {404, 405}, address

    def test_whoever_is_not_signed_in_is_sent_to_the_door(self, client, draft):
        for address in [ADOPT, *(at_(name, draft) for name in self.PAGES)]:
            for answer in (client.get(address), client.post(address)):
                assert answer.status_code in {302, 405}, address
                assert answer.status_code == 405 or answer.url.startswith("/dang-nhap/")

    @pytest.mark.parametrize("name", ["facts", "components", "steps"])
    @pytest.mark.parametrize("who", ["leader", "head"])
    def test_who_reads_a_draft_does_not_write_it(self, browser_of, office, draft, who, name):
        browser, edition = browser_of(getattr(office, who)), draft.edition

        answers = [browser.get(at_(name, draft)), browser.post(at_(name, draft), {"act": "save"})]

        draft.refresh_from_db()
        assert [answer.status_code for answer in answers] == [403, 403]
        assert draft.edition == edition

    @pytest.mark.parametrize("name", ["facts", "components", "steps"])
    def test_what_is_approved_is_not_written(self, browser_of, office, running, name):
        browser = browser_of(office.secretary)

        assert browser.get(at_(name, running.revision)).status_code == 403

    @pytest.mark.parametrize("name", ["facts", "components", "steps", "diagram"])
    def test_another_kind_of_document_has_no_such_pages(self, browser_of, office, name, at):
        policy = draft_document(
            NewDocument("CSCL", DocumentKind.POLICY, "Chính sách"), actor=office.secretary, at=at
        )

        assert browser_of(office.secretary).get(at_(name, policy)).status_code == 404
