"""Taking papers of documents: on the page of a revision."""

import pytest

from nep.support.documents.models import Revision
from nep.support.documents.papers import questions
from nep.support.documents.papers.questions import Question, checklist_of, questions_of
from nep.support.documents.papers.value import Table
from nep.support.documents.tests.pages import at_, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def nobody_asks(monkeypatch):
    """Let no module above ask: what it asks is tested where it stands."""
    monkeypatch.setattr(questions, "_askers", [])


class TestTakingTheText:
    def test_readers_find_both_kinds_on_the_page(self, browser_of, clerk, in_force):
        page = text_of(browser_of(clerk).get(in_force.get_absolute_url()))

        assert at_("text_pdf", in_force) in page
        assert at_("text_docx", in_force) in page

    def test_pdf_is_shown_in_the_browser(self, browser_of, clerk, in_force):
        answer = browser_of(clerk).get(at_("text_pdf", in_force))

        assert answer.headers["Content-Type"] == "application/pdf"
        assert answer.headers["Content-Disposition"] == 'inline; filename="QT-TP-01 1.pdf"'
        assert answer.content.startswith(b"%PDF-")

    def test_word_is_saved_under_a_name_that_file_systems_take(self, browser_of, clerk, in_force):
        in_force.document.code = "QT 01/CX-HCTP"
        in_force.document.save()

        answer = browser_of(clerk).get(at_("text_docx", in_force))

        named = answer.headers["Content-Disposition"]
        assert named == 'attachment; filename="QT 01-CX-HCTP 1.docx"'
        assert answer.content.startswith(b"PK")

    def test_a_draft_is_not_there_for_those_who_may_not_read_it(self, browser_of, clerk, draft):
        for name in ("text_pdf", "text_docx", "checklist_pdf"):
            assert browser_of(clerk).get(at_(name, draft)).status_code == 404


class TestQuestions:
    def test_every_document_is_asked_about_as_a_document(self, nobody_asks, in_force):
        in_force.forms = in_force.records = ""

        keys = [question.key for question in questions_of(in_force)]

        assert keys == ["document.issue", "document.copies", "document.awareness"]

    def test_its_forms_and_records_are_asked_for_where_it_has_some(self, nobody_asks, in_force):
        in_force.forms, in_force.records = "BM.01: Phiếu", "Hồ sơ đánh giá"

        keys = {question.key for question in questions_of(in_force)}

        assert {"document.forms", "document.records"} <= keys

    def test_those_of_modules_above_come_first(self, nobody_asks, in_force):
        asked = Question("step.B1", "Các bước", "Ai làm?", "8.5.1", "Phiếu kiểm soát")
        questions.add_questions(lambda revision: [asked])

        assert questions_of(in_force)[0] == asked

    def test_each_names_its_clause_and_what_to_look_at(self, in_force, at):
        tables = [part for part in checklist_of(in_force, at=at).body if isinstance(part, Table)]

        rows = [row for table in tables for row in table.rows]
        assert [row[0] for row in rows] == [str(number + 1) for number in range(len(rows))]
        assert all(question and clause[0].isdigit() for _, question, clause, *_rest in rows)
        assert all(evidence for _, _, _, evidence, *_rest in rows)
        assert rows[0][2] == "7.5.2 Tạo lập và cập nhật"

    def test_they_stand_on_a_face_of_the_page(self, browser_of, clerk, in_force):
        page = text_of(browser_of(clerk).get(f"{in_force.get_absolute_url()}?mat=cau-hoi"))

        assert "Tạo lập và cập nhật" in page
        assert at_("checklist_pdf", in_force) in page

    def test_they_are_printed_with_room_for_answers(self, browser_of, clerk, in_force):
        answer = browser_of(clerk).get(at_("checklist_pdf", in_force))

        assert answer.content.startswith(b"%PDF-")
        assert Revision.objects.get(pk=in_force.pk).edition == in_force.edition
