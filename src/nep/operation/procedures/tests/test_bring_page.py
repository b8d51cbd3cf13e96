"""A diagram drawn elsewhere: shown first, and stored only when it is confirmed."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from nep.agencies.rules import Role
from nep.operation.procedures.queries import find_procedure, procedure_of, step_table
from nep.operation.procedures.rules.bpmn import compile_table
from nep.operation.procedures.rules.carried import carrying
from nep.operation.procedures.services.writing import content_of
from nep.operation.procedures.tests.factories import FIVE_STEPS
from nep.operation.procedures.tests.pages import at_, text_of
from nep.operation.procedures.tests.tables import CHILD_UNDER_6
from nep.operation.procedures.tests.test_foreign import DIAGRAMS
from nep.support.documents.rules.documents import DocumentKind
from nep.support.documents.services.drafting import NewDocument, draft_document

pytestmark = pytest.mark.django_db

HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)">')


def file_of(contents: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile("so-do.bpmn", contents)


def drawn_by(tool: str) -> bytes:
    return (DIAGRAMS / f"{tool}.bpmn").read_bytes()


@pytest.fixture
def browser(browser_of, office):
    return browser_of(office.secretary)


@pytest.fixture
def show(browser, draft):
    def shown(contents: bytes):
        return browser.post(at_("bring", draft), {"act": "read", "diagram": file_of(contents)})

    return shown


def fields_of(page) -> dict[str, list[str]]:
    """Return what the form of the first pool posts back."""
    form = text_of(page).split('id="take-0"')[1].split("</form>")[0]
    fields: dict[str, list[str]] = {"act": ["take"]}
    for name, value in HIDDEN.findall(form):
        fields.setdefault(name, []).append(value)
    return fields


class TestShowing:
    def test_it_shows_steps_roles_and_what_was_left_out_and_stores_nothing(self, show, draft):
        page = show(drawn_by("camunda"))

        told = text_of(page)
        assert page.status_code == 200
        assert "Yêu cầu bổ sung" in told
        assert "Bỏ qua: Luồng thông điệp “Nộp hồ sơ”." in told
        assert 'value="leader" selected' in told
        assert "Thay 5 bước đã soạn bằng 5 bước này" in told
        assert step_table(procedure_of(draft)).rows == FIVE_STEPS

    def test_a_refused_one_is_told_by_name_and_cannot_be_confirmed(self, show):
        told = text_of(show(drawn_by("jbpm")))

        assert "“Ghi nhật ký”" in told
        assert 'value="take"' not in told

    @pytest.mark.parametrize("contents", [b"", b"<html/>", b"x" * (5 * 1024 * 1024 + 1)])
    def test_what_is_no_diagram_is_refused_in_a_sentence(self, show, contents):
        page = show(contents)

        assert page.status_code == 422
        assert "data-refused" in text_of(page)

    def test_no_file_at_all_is_said(self, browser, draft):
        assert browser.post(at_("bring", draft), {"act": "read"}).status_code == 422

    def test_agencies_that_are_not_known_here_are_dropped_with_a_note(self, show):
        ours = carrying(compile_table(CHILD_UNDER_6, title="QT"), CHILD_UNDER_6)

        page = show(ours)

        assert "nêu cơ quan không có" in text_of(page) or "BHXH" in text_of(page)
        assert {row.agency for row in page.context["pools"][0].sheet.rows} == {""}

    def test_a_draft_without_facts_gets_them_first(self, browser, office, at):
        new = NewDocument(code="QT-77", kind=DocumentKind.PROCEDURE, title="Quy trình")
        revision = draft_document(new, actor=office.secretary, at=at)

        assert browser.get(at_("bring", revision)).url == at_("facts", revision)
        assert find_procedure(revision.pk) is None


class TestConfirming:
    def test_the_steps_take_the_place_of_those_written_and_the_rest_is_kept(
        self, show, browser, draft
    ):
        fields = fields_of(show(drawn_by("camunda"))) | {"role-1": [Role.HEAD.value]}
        before = content_of(procedure_of(draft))

        page = browser.post(at_("bring", draft), fields)

        after = content_of(procedure_of(draft))
        assert page.url == at_("steps", draft)
        assert [row.name for row in after.steps][3:] == ["Yêu cầu bổ sung", "Trả kết quả"]
        assert [row.role for row in after.steps][1:4] == [Role.HEAD, Role.LEADER, Role.HEAD]
        assert after.steps[3].goes_to == "B2"
        assert (after.facts, after.components) == (before.facts, before.components)

    def test_whoever_was_overtaken_is_told_and_nothing_is_lost(self, show, browser, draft):
        fields = fields_of(show(drawn_by("camunda")))
        browser.post(at_("bring", draft), fields)

        page = browser.post(at_("bring", draft), fields)

        assert page.status_code == 409
        assert fields_of(page)["edition"] == [str(int(fields["edition"][0]) + 1)]
        assert browser.post(at_("bring", draft), fields_of(page)).status_code == 302

    @pytest.mark.parametrize(
        "broken", [{"rows": ["0"]}, {"b0-agency": ["khong-co"]}, {"b0-name": ["x" * 2001]}]
    )
    def test_steps_that_were_not_shown_are_refused_whole(self, show, browser, draft, broken):
        fields = fields_of(show(drawn_by("camunda"))) | broken

        assert browser.post(at_("bring", draft), fields).status_code == 422
        assert step_table(procedure_of(draft)).rows == FIVE_STEPS
