"""The pages on which facts and components of a draft are written."""

import pytest

from nep.operation.procedures.models import Component
from nep.operation.procedures.queries import components_of, find_procedure, procedure_of, step_table
from nep.operation.procedures.services.writing import content_of
from nep.operation.procedures.tests.factories import FIVE_STEPS
from nep.operation.procedures.tests.pages import at_, text_of
from nep.support.documents.rules.documents import DocumentKind
from nep.support.documents.services.drafting import NewDocument, draft_document

pytestmark = pytest.mark.django_db


class TestFacts:
    @pytest.fixture
    def browser(self, browser_of, office):
        return browser_of(office.secretary)

    @pytest.fixture
    def fields(self, draft, served):
        return {
            "edition": str(draft.edition),
            "serves": [str(served.pk)],
            "legal_value": "5",
            "legal_unit": "WORKING_DAY",
            "promised_value": "4,5",
            "promised_unit": "WORKING_DAY",
            "fee": "Miễn phí",
            "result": "Giấy phép",
            "source_note": "Quyết định 10/QĐ-UBND",
            "act": "save",
        }

    def test_facts_are_saved_and_steps_stay(self, browser, draft, fields):
        assert browser.get(at_("facts", draft)).status_code == 200

        page = browser.post(at_("facts", draft), {**fields, "same_day": "on"})

        procedure = procedure_of(draft)
        assert page.url == f"{draft.get_absolute_url()}?mat=quy-trinh#facts"
        assert (str(procedure.promised_value), procedure.same_day) == ("4.500", True)
        assert (procedure.fee, procedure.result) == ("Miễn phí", "Giấy phép")
        assert step_table(procedure).rows == FIVE_STEPS

    def test_the_search_offers_what_the_agency_may_serve_and_keeps_what_is_typed(
        self, browser, draft, fields
    ):
        page = browser.post(
            at_("facts", draft), {**fields, "result": "Đang gõ", "tim": "khai sinh", "act": "find"}
        )

        said = text_of(page)
        assert page.status_code == 200
        assert "1.001193 Thủ tục đăng ký khai sinh" in said
        assert "Đang gõ" in said
        assert page.context["form"]["serves"].value() == fields["serves"]
        assert procedure_of(draft).result == "Giấy xác nhận"

    def test_several_tthc_may_share_one_procedure(self, browser, draft, fields, served):
        page = browser.post(at_("facts", draft), {**fields, "tim": "khai sinh", "act": "find"})
        births = next(
            key for key, name in page.context["form"].fields["serves"].choices if "1.001193" in name
        )

        browser.post(at_("facts", draft), {**fields, "serves": [str(served.pk), births]})

        assert procedure_of(draft).serves.count() == 2

    @pytest.mark.parametrize(
        "wrong",
        [
            {"promised_value": "sáu"},
            {"promised_value": "6"},
            {"legal_value": ""},
            {"serves": []},
            {"serves": ["99999999"]},
            {"legal_unit": "fortnight"},
        ],
        ids=["no number", "beyond the law", "empty", "nothing served", "unknown", "odd unit"],
    )
    def test_what_cannot_be_is_refused_and_nothing_changes(self, browser, draft, fields, wrong):
        before = content_of(procedure_of(draft))

        page = browser.post(at_("facts", draft), {**fields, **wrong})

        assert page.status_code == 422
        assert "Quyết định 10/QĐ-UBND" in text_of(page)
        assert content_of(procedure_of(draft)) == before

    def test_of_two_editors_the_second_loses_nothing(
        self, browser_of, office, another_secretary, draft, fields
    ):
        browser_of(office.secretary).post(at_("facts", draft), {**fields, "result": "Trước"})

        browser = browser_of(another_secretary)
        page = browser.post(at_("facts", draft), {**fields, "result": "Sau"})

        assert page.status_code == 409
        assert "Sau" in text_of(page)
        assert procedure_of(draft).result == "Trước"
        edition = page.context["form"]["edition"].value()
        again = browser.post(
            at_("facts", draft), {**fields, "result": "Sau", "edition": str(edition)}
        )
        assert again.status_code == 302

    def test_a_document_opened_by_hand_gets_its_process_here(self, browser, office, fields, at):
        bare = draft_document(
            NewDocument("QT-99", DocumentKind.PROCEDURE, "Mới mở"), actor=office.secretary, at=at
        )
        found = browser.post(at_("facts", bare), {"edition": "1", "tim": "1.001193", "act": "find"})
        births = found.context["form"].fields["serves"].choices[0][0]

        page = browser.post(at_("facts", bare), {**fields, "serves": [births], "edition": "1"})

        assert page.status_code == 302
        assert find_procedure(bare.pk).serves.get().key == "1.001193"


class TestComponents:
    @pytest.fixture
    def browser(self, browser_of, office):
        return browser_of(office.secretary)

    @pytest.fixture
    def fields(self, draft):
        return {
            "edition": str(draft.edition),
            "rows": "3",
            "t0-name": "Tờ khai",
            "t0-originals": "1",
            "t0-copies": "2",
            "t0-note": "Mẫu số 01",
            "t0-required": "on",
            "t1-name": "Giấy ủy quyền",
            "t1-originals": "1",
            "t1-copies": "",
            "t2-name": "",
            "t2-originals": "1",
        }

    def test_rows_are_saved_in_order_and_blank_ones_left_out(self, browser, draft, fields):
        assert "Đơn đề nghị" in text_of(browser.get(at_("components", draft)))

        page = browser.post(at_("components", draft), {**fields, "act": "save"})

        papers = components_of(draft.pk).values_list("name", "originals", "copies", "required")
        assert page.status_code == 302
        assert list(papers) == [("Tờ khai", 1, 2, True), ("Giấy ủy quyền", 1, 0, False)]
        assert step_table(procedure_of(draft)).rows == FIVE_STEPS

    @pytest.mark.parametrize(
        ("act", "names"),
        [
            ("down-0", ["Giấy ủy quyền", "Tờ khai", ""]),
            ("remove-1", ["Tờ khai", ""]),
            ("add-0", ["Tờ khai", "", "Giấy ủy quyền", ""]),
            ("look", ["Tờ khai", "Giấy ủy quyền", ""]),
        ],
    )
    def test_a_button_keeps_all_that_was_typed_and_saves_nothing(
        self, browser, draft, fields, act, names
    ):
        page = browser.post(at_("components", draft), {**fields, "act": act})

        assert [row.name for row in page.context["rows"]] == names
        assert not Component.objects.filter(procedure=draft.pk, name="Tờ khai").exists()

    @pytest.mark.parametrize("wrong", [{"t0-originals": "một"}, {"t0-name": " "}])
    def test_a_row_that_cannot_be_taken_is_said(self, browser, draft, fields, wrong):
        before = list(components_of(draft.pk).values_list("name", flat=True))

        page = browser.post(at_("components", draft), {**fields, **wrong, "act": "save"})

        assert page.status_code == 422
        assert "Mẫu số 01" in text_of(page)
        assert list(components_of(draft.pk).values_list("name", flat=True)) == before

    def test_of_two_editors_the_second_loses_nothing(
        self, browser_of, office, another_secretary, draft, fields
    ):
        first = {**fields, "t0-name": "Của người trước", "act": "save"}
        browser_of(office.secretary).post(at_("components", draft), first)

        browser = browser_of(another_secretary)
        page = browser.post(at_("components", draft), {**fields, "act": "save"})

        assert page.status_code == 409
        assert "Tờ khai" in text_of(page)
        assert "Của người trước" in text_of(page)
        assert components_of(draft.pk)[0].name == "Của người trước"
        again = {**fields, "edition": str(page.context["edition"]), "act": "save"}
        assert browser.post(at_("components", draft), again).status_code == 302
