"""One person writes the steps of a draft at a time; remarks stand beside the rows they concern."""

from datetime import timedelta

import pytest

from nep.operation.procedures.queries import procedure_of, step_table
from nep.operation.procedures.tests.factories import FIVE_STEPS
from nep.operation.procedures.tests.pages import HTMX, at_, text_of
from nep.operation.procedures.tests.typed import typed_rows
from nep.support.documents.queries.holding import hold_on
from nep.support.documents.rules.places import Placed
from nep.support.documents.services.drafting import submit_for_review
from nep.support.documents.services.review import return_to_drafter

pytestmark = pytest.mark.django_db


class TestTheHold:
    @pytest.fixture
    def fields(self, browser_of, office, draft):
        """What the secretary, who opened the table first, has on the page."""
        return typed_rows(browser_of(office.secretary).get(at_("steps", draft)))

    def test_whoever_opens_the_table_second_is_told_who_writes(
        self, browser_of, office, another_secretary, draft, fields
    ):
        page = browser_of(another_secretary).get(at_("steps", draft))

        assert office.secretary.name in text_of(page)
        assert f'action="{at_("steps", draft)}"' in text_of(page)
        assert hold_on(draft).held_by_id == office.secretary.staff_id

    def test_it_can_be_taken_over_and_the_table_opens(
        self, browser_of, another_secretary, draft, fields
    ):
        browser = browser_of(another_secretary)

        page = browser.post(at_("steps", draft), {"act": "take-over"}, follow=True)

        assert page.context["sheet"].rows[1].name == "Bước 2"
        assert hold_on(draft).held_by_id == another_secretary.staff_id

    def test_whoever_was_relieved_is_told_and_saves_only_by_taking_it_back(
        self, browser_of, office, another_secretary, draft, fields
    ):
        browser_of(another_secretary).post(at_("steps", draft), {"act": "take-over"})
        browser = browser_of(office.secretary)
        typed = {**fields, "b1-name": "Đang gõ"}

        live = browser.post(at_("steps", draft), {**typed, "act": "check"}, headers=HTMX)
        refused = browser.post(at_("steps", draft), {**typed, "act": "save"})

        assert another_secretary.name in text_of(live)
        assert refused.status_code == 409
        assert "Đang gõ" in text_of(refused)
        assert step_table(procedure_of(draft)).rows == FIVE_STEPS
        again = {**typed_rows(refused), "act": "take-over-and-save"}
        assert browser.post(at_("steps", draft), again).status_code == 302
        assert step_table(procedure_of(draft)).row("B2").name == "Đang gõ"

    def test_saving_lets_others_write(self, browser_of, office, draft, fields):
        browser_of(office.secretary).post(at_("steps", draft), {**fields, "act": "save"})

        assert hold_on(draft) is None


class TestRemarks:
    REMARK = "Hai ngày là quá dài."

    @pytest.fixture
    def returned(self, office, draft, at):
        minute = timedelta(minutes=1)
        submit_for_review(draft, actor=office.secretary, at=at)
        placed = [Placed("step:B2", self.REMARK)]
        return return_to_drafter(draft, placed=placed, actor=office.head, at=at + minute)

    def test_a_remark_stands_in_its_row_and_goes_with_it(self, browser_of, office, returned):
        browser = browser_of(office.secretary)

        page = browser.get(at_("steps", returned))
        moved = browser.post(at_("steps", returned), {**typed_rows(page), "act": "down-1"})

        assert self.REMARK in _row(page, 1)
        assert self.REMARK in _row(moved, 2)
        assert self.REMARK not in _row(moved, 1)


def _row(page, place):
    return text_of(page).split('<tr id="b')[place + 1]
