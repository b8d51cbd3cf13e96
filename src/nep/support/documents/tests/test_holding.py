"""One person writes in a draft at a time; nothing typed is lost when somebody takes over."""

from dataclasses import replace
from datetime import timedelta

import pytest
from conftest import THE_MOMENT

from nep.foundation.verdicts import Overtaken, Refused
from nep.platform.journal.models import Entry
from nep.support.documents.models import DraftHold
from nep.support.documents.queries.holding import hold_that_keeps_out, hold_that_stands
from nep.support.documents.rules.holding import Hold
from nep.support.documents.services.discarding import discard_draft
from nep.support.documents.services.drafting import submit_for_review, write_text
from nep.support.documents.services.holding import (
    hold_draft,
    let_go_of_draft,
    take_over_draft,
)
from nep.support.documents.tests.factories import A_MINUTE
from nep.support.documents.tests.pages import at_, text_of
from nep.support.documents.tests.rows import acts_on, stored

HOUR = timedelta(hours=1)
pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("seen", "person", "kept_out"),
    [(HOUR - A_MINUTE, 2, True), (HOUR, 2, False), (A_MINUTE, 1, False)],
    ids=["held by another", "left behind", "their own"],
)
def test_who_is_kept_out(seen, person, kept_out):
    hold = Hold(1, "An", THE_MOMENT - 2 * HOUR, THE_MOMENT - seen)

    assert hold.keeps_out(person, at=THE_MOMENT, lapse=HOUR) is kept_out


class TestHolding:
    def test_whoever_opens_the_editor_first_keeps_others_out(
        self, draft, secretary, another_secretary, at
    ):
        assert hold_draft(draft, actor=secretary, at=at) is None

        other = hold_draft(draft, actor=another_secretary, at=at + A_MINUTE)

        assert (other.held_by_id, other.since) == (secretary.staff_id, at)

    def test_opening_it_again_keeps_the_hold_and_since_when(self, draft, secretary, at):
        hold_draft(draft, actor=secretary, at=at)
        hold_draft(draft, actor=secretary, at=at + 50 * A_MINUTE)

        assert hold_that_stands(draft, at=at + 100 * A_MINUTE).since == at

    def test_what_was_left_behind_lapses(self, draft, secretary, another_secretary, at):
        hold_draft(draft, actor=secretary, at=at)

        assert hold_draft(draft, actor=another_secretary, at=at + HOUR) is None
        assert hold_that_keeps_out(secretary, draft, at=at + HOUR) is not None

    def test_letting_go_frees_it_and_only_ones_own(self, draft, secretary, another_secretary, at):
        hold_draft(draft, actor=secretary, at=at)

        let_go_of_draft(draft, actor=another_secretary)
        assert DraftHold.objects.exists()
        let_go_of_draft(draft, actor=secretary)

        assert not DraftHold.objects.exists()

    @pytest.mark.parametrize("who", ["head", "leader", "clerk", "stranger"])
    def test_who_does_not_write_neither_holds_nor_takes_over(self, request, draft, at, who):
        for act in (hold_draft, take_over_draft):
            with pytest.raises(Refused):
                act(draft, actor=request.getfixturevalue(who), at=at)

        assert not DraftHold.objects.exists()


class TestWhileSomebodyHolds:
    @pytest.fixture
    def held(self, draft, secretary, at):
        hold_draft(draft, actor=secretary, at=at)
        return draft

    def test_nobody_else_saves_submits_or_discards(self, held, another_secretary, at):
        before = stored(held)
        new = replace(held.text, purpose="Mới.")
        acts = [
            lambda: write_text(held, new, edition=1, actor=another_secretary, at=at),
            lambda: submit_for_review(held, actor=another_secretary, at=at),
            lambda: discard_draft(held, edition=1, actor=another_secretary, at=at),
        ]

        for act in acts:
            with pytest.raises(Overtaken):
                act()

        assert stored(held) == before

    def test_taking_over_is_journaled_and_turns_the_tables(
        self, held, secretary, another_secretary, at
    ):
        take_over_draft(held, actor=another_secretary, at=at + A_MINUTE)

        assert acts_on(held) == ["documents.draft_taken_over"]
        assert Entry.objects.latest("id").details["holder_id"] == secretary.person_id
        assert hold_that_keeps_out(secretary, held, at=at + A_MINUTE) is not None

    def test_taking_over_what_nobody_holds_is_no_event(self, draft, secretary, at):
        take_over_draft(draft, actor=secretary, at=at)

        assert acts_on(draft) == []

    def test_submitting_ends_the_hold(self, held, secretary, at):
        submit_for_review(held, actor=secretary, at=at)

        assert not DraftHold.objects.exists()


class TestPages:
    @pytest.fixture
    def held(self, draft, another_secretary):
        hold_draft(draft, actor=another_secretary, at=THE_MOMENT)
        return draft

    def test_the_editor_shows_who_writes_instead_of_the_text(
        self, browser_of, held, secretary, another_secretary
    ):
        said = text_of(browser_of(secretary).get(at_("text", held)))

        assert another_secretary.name in said
        assert at_("take_over", held) in said
        assert 'name="content"' not in said

    def test_the_page_of_the_draft_names_them_too(
        self, browser_of, held, secretary, another_secretary
    ):
        said = text_of(browser_of(secretary).get(held.get_absolute_url()))

        assert another_secretary.name in said

    def test_taking_over_leads_to_the_editor(self, browser_of, held, secretary):
        answer = browser_of(secretary).post(at_("take_over", held), follow=True)

        assert answer.redirect_chain[-1][0] == at_("text", held)
        assert 'name="content"' in text_of(answer)

    def test_what_was_typed_is_kept_and_saved_by_taking_the_draft_back(
        self, browser_of, held, secretary
    ):
        browser = browser_of(secretary)
        typed = {"edition": 1, "content": "Bước 1. Của tôi."}

        answer = browser.post(at_("text", held), typed)
        assert answer.status_code == 409
        assert "Của tôi." in text_of(answer)
        assert 'name="take_over"' in text_of(answer)

        saved = browser.post(at_("text", held), {**typed, "take_over": "1"})
        held.refresh_from_db()
        assert saved.status_code == 302
        assert held.content == "Bước 1. Của tôi."

    def test_stopping_lets_others_write(self, browser_of, draft, secretary):
        browser = browser_of(secretary)
        browser.get(at_("text", draft))
        assert DraftHold.objects.exists()

        browser.post(at_("let_go", draft))

        assert not DraftHold.objects.exists()

    def test_saving_ends_the_hold(self, browser_of, draft, secretary):
        browser = browser_of(secretary)
        browser.get(at_("text", draft))
        browser.post(at_("text", draft), {"edition": 1, "content": "Mới."})

        assert not DraftHold.objects.exists()

    def test_who_may_not_write_is_refused_in_place(self, browser_of, held, head):
        assert browser_of(head).post(at_("take_over", held)).status_code == 403
