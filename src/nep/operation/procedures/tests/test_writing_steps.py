"""The page on which steps are written, like a spreadsheet."""

import re

import pytest
from django.urls import reverse

from nep.agencies.rules import Role
from nep.operation.procedures.queries import procedure_of, step_table
from nep.operation.procedures.services.writing import content_of
from nep.operation.procedures.tests.factories import FIVE_STEPS, WITH_OPINIONS, a_draft, content
from nep.operation.procedures.tests.pages import HTMX, at_, text_of
from nep.operation.procedures.tests.typed import typed_rows
from nep.support.documents.rules.documents import DocumentKind
from nep.support.documents.services.drafting import NewDocument, draft_document

pytestmark = pytest.mark.django_db


class TestSteps:
    @pytest.fixture
    def browser(self, browser_of, office):
        return browser_of(office.secretary)

    @pytest.fixture
    def fields(self, browser, draft):
        return typed_rows(browser.get(at_("steps", draft)))

    @pytest.mark.parametrize("steps", [FIVE_STEPS, WITH_OPINIONS])
    def test_what_is_saved_untouched_stays_as_it_was(self, browser, office, served, steps):
        draft = a_draft(office, content(served, steps))
        fields = typed_rows(browser.get(at_("steps", draft)))

        page = browser.post(at_("steps", draft), {**fields, "act": "save"})

        assert page.url == f"{draft.get_absolute_url()}?mat=quy-trinh#steps"
        assert step_table(procedure_of(draft)).rows == steps

    def test_what_is_typed_is_saved_and_the_rest_is_kept(self, browser, draft, fields):
        before = content_of(procedure_of(draft))
        fields |= {"b1-time": "1,5", "b1-name": "Thẩm định", "b3-role": Role.HEAD.value}

        browser.post(at_("steps", draft), {**fields, "act": "save"})

        after = content_of(procedure_of(draft))
        assert str(after.steps[1].duration.value) == "1.500"
        assert after.steps[1].name == "Thẩm định"
        assert after.steps[3].role is Role.HEAD
        assert (after.facts, after.components) == (before.facts, before.components)

    @pytest.mark.parametrize(
        ("act", "names"),
        [
            ("add-1", ["Bước 1", "Đang gõ", "", "Bước 3", "Bước 4", "Bước 5"]),
            ("remove-3", ["Bước 1", "Đang gõ", "Bước 3", "Bước 5"]),
            ("up-1", ["Đang gõ", "Bước 1", "Bước 3", "Bước 4", "Bước 5"]),
            ("down-1", ["Bước 1", "Bước 3", "Đang gõ", "Bước 4", "Bước 5"]),
            ("to-1-4", ["Bước 1", "Bước 3", "Bước 4", "Bước 5", "Đang gõ"]),
            ("to-1-0", ["Đang gõ", "Bước 1", "Bước 3", "Bước 4", "Bước 5"]),
            ("to-9-0", ["Bước 1", "Đang gõ", "Bước 3", "Bước 4", "Bước 5"]),
            ("to-1", ["Bước 1", "Đang gõ", "Bước 3", "Bước 4", "Bước 5"]),
            ("up-1-2", ["Bước 1", "Đang gõ", "Bước 3", "Bước 4", "Bước 5"]),
            ("check", ["Bước 1", "Đang gõ", "Bước 3", "Bước 4", "Bước 5"]),
            ("", ["Bước 1", "Đang gõ", "Bước 3", "Bước 4", "Bước 5"]),
        ],
    )
    def test_a_button_keeps_all_that_was_typed_and_saves_nothing(
        self, browser, draft, fields, act, names
    ):
        fields |= {"b1-name": "Đang gõ", "b1-time": "chưa biết", "act": act}

        page = browser.post(at_("steps", draft), fields)

        rows = page.context["sheet"].rows
        assert page.status_code == 200
        assert [row.name for row in rows] == names
        assert [row.key for row in rows] == [f"B{number}" for number in range(1, len(rows) + 1)]
        assert 'value="chưa biết"' in text_of(page)
        assert step_table(procedure_of(draft)).rows == FIVE_STEPS

    def test_a_dropped_return_is_said(self, browser, draft, fields):
        page = browser.post(at_("steps", draft), {**fields, "act": "remove-1"})

        assert "không còn trả lại “Bước 2”" in text_of(page)

    def test_rows_go_on_being_typed_from_page_to_page(self, browser, draft, fields):
        page = browser.post(at_("steps", draft), {**fields, "act": "remove-3"})
        page = browser.post(at_("steps", draft), {**typed_rows(page), "act": "save"})

        rows = step_table(procedure_of(draft)).rows
        assert page.status_code == 302
        assert [(row.key, row.name) for row in rows][2:] == [("B3", "Bước 3"), ("B4", "Bước 5")]
        assert rows[2].returns_to == ("B2",)

    @pytest.mark.parametrize(
        ("cell", "typed"),
        [("b1-time", "hai ngày"), ("b1-agency", "Sở Lạ"), ("b1-unit", "Phòng Lạ")],
    )
    def test_a_cell_that_means_nothing_is_refused_beside_its_row(
        self, browser, draft, fields, cell, typed
    ):
        page = browser.post(at_("steps", draft), {**fields, cell: typed, "act": "save"})

        assert page.status_code == 422
        assert typed in text_of(page)
        assert page.context["table"].steps[1].problems
        assert step_table(procedure_of(draft)).rows == FIVE_STEPS

    def test_an_agency_is_named_as_people_name_it(self, browser, draft, fields, district):
        fields |= {"b1-agency": "UBND huyện Ninh Hải", "b1-unit": district.name, "act": "save"}

        browser.post(at_("steps", draft), fields)

        row = step_table(procedure_of(draft)).row("B2")
        assert (row.agency, row.unit) == (district.code, district.name)
        assert "UBND huyện Ninh Hải" in text_of(browser.get(at_("steps", draft)))

    def test_too_long_a_table_may_be_saved_but_is_not_sent_to_review(self, browser, draft, fields):
        browser.post(at_("steps", draft), {**fields, "b1-time": "9", "act": "save"})
        address = reverse(
            "documents:submit", args=[draft.document.agency.code, draft.document.code, 1]
        )

        page = browser.post(address)

        draft.refresh_from_db()
        assert page.status_code == 422
        assert "vượt 6,5 ngày làm việc so với thời hạn cam kết" in text_of(page)
        assert draft.stage == "draft"

    def test_of_two_editors_the_second_loses_nothing_and_can_save_after_looking(
        self, browser_of, office, another_secretary, draft, fields
    ):
        first = {**fields, "b1-name": "Của người trước", "act": "save"}
        second = {**fields, "b1-time": "1", "act": "save"}
        browser_of(office.secretary).post(at_("steps", draft), first)

        browser = browser_of(another_secretary)
        page = browser.post(at_("steps", draft), second)

        assert page.status_code == 409
        assert office.secretary.name in text_of(page)
        assert "Của người trước" in text_of(page)
        assert page.context["sheet"].rows[1].time == "1"
        assert step_table(procedure_of(draft)).row("B2").name == "Của người trước"
        again = browser.post(at_("steps", draft), {**typed_rows(page), "act": "save"})
        assert again.status_code == 302
        assert step_table(procedure_of(draft)).row("B2").name == "Bước 2"

    def test_moving_rows_does_not_hide_that_somebody_saved(
        self, browser_of, office, another_secretary, draft, fields
    ):
        browser_of(office.secretary).post(at_("steps", draft), {**fields, "act": "save"})
        browser = browser_of(another_secretary)

        page = browser.post(at_("steps", draft), {**fields, "act": "up-1"})
        page = browser.post(at_("steps", draft), {**typed_rows(page), "act": "save"})

        assert page.status_code == 409

    def test_htmx_gets_the_sum_and_the_problems_of_what_is_typed(self, browser, draft, fields):
        fields |= {"b1-time": "4", "b2-name": "", "act": "check"}

        page = browser.post(at_("steps", draft), fields, headers=HTMX)

        said = text_of(page)
        assert "<html" not in said
        assert "6,5/5 ngày làm việc" in said
        assert re.search(r'id="problems-B3" hx-swap-oob="true">\s*<span', said)

    def test_the_diagram_of_what_is_typed_is_drawn_without_saving(self, browser, draft, fields):
        page = browser.post(at_("steps", draft), {**fields, "b1-name": "Mới gõ", "act": "draw"})
        wrong = browser.post(at_("steps", draft), {**fields, "b1-returns": "B2", "act": "draw"})

        assert page["Content-Type"].startswith("application/xml")
        assert "Mới gõ" in text_of(page)
        assert wrong.status_code == 422
        assert step_table(procedure_of(draft)).rows == FIVE_STEPS

    @pytest.mark.parametrize("odd", [{}, {"rows": "x", "edition": "-1"}, {"rows": "99999"}])
    def test_an_odd_form_is_no_fault(self, browser, draft, odd):
        assert browser.post(at_("steps", draft), odd).status_code == 200
        assert step_table(procedure_of(draft)).rows == FIVE_STEPS

    def test_facts_come_first(self, browser, office, at):
        bare = draft_document(
            NewDocument("QT-99", DocumentKind.PROCEDURE, "Mới mở"), actor=office.secretary, at=at
        )

        assert browser.get(at_("steps", bare)).url == at_("facts", bare)
        assert browser.get(at_("components", bare)).url == at_("facts", bare)
