"""Discarding a draft: what goes, what stays, and what changes nothing when refused."""

from dataclasses import replace

import pytest

from nep.foundation.verdicts import Overtaken, Refused
from nep.platform.journal.models import Entry
from nep.support.documents.events import DraftDiscarded
from nep.support.documents.models import Document, Revision
from nep.support.documents.services.discarding import discard_draft
from nep.support.documents.services.drafting import draft_revision, write_text
from nep.support.documents.tests.factories import RevisionFactory
from nep.support.documents.tests.pages import at_, text_of
from nep.support.documents.tests.rows import stored

pytestmark = pytest.mark.django_db


def discarded(draft, actor, at):
    discard_draft(draft, edition=draft.edition, actor=actor, at=at)


class TestDiscardDraft:
    def test_a_first_draft_goes_with_its_document_and_the_journal_keeps_it(
        self, draft, secretary, at
    ):
        before = Entry.objects.count()

        discarded(draft, secretary, at)

        assert not Revision.objects.exists()
        assert not Document.objects.exists()
        latest = Entry.objects.latest("id")
        assert latest.act == "documents.draft_discarded"
        assert latest.details == {"code": "QT-TP-01", "number": "01"}
        assert Entry.objects.count() == before + 1

    def test_a_later_draft_goes_alone_and_its_number_is_free_again(self, document, secretary, at):
        in_force = RevisionFactory(document=document, approved=True)
        draft = draft_revision(document, actor=secretary, at=at)

        discarded(draft, secretary, at)

        assert [*Revision.objects.all()] == [in_force]
        assert draft_revision(document, actor=secretary, at=at).number == draft.number

    def test_modules_above_are_told_while_it_is_still_there(self, draft, secretary, at, listening):
        told = []
        listening(DraftDiscarded, lambda event: told.append((event, stored(draft))))
        before = stored(draft)

        discarded(draft, secretary, at)

        assert told == [(DraftDiscarded(draft.pk, draft.document_id, at), before)]

    @pytest.mark.parametrize("who", ["head", "leader", "clerk", "stranger"])
    def test_others_change_nothing(self, request, draft, at, who):
        before = stored(draft)

        with pytest.raises(Refused, match="thư ký ISO"):
            discarded(draft, request.getfixturevalue(who), at)

        assert stored(draft) == before

    @pytest.mark.parametrize(
        "gone_on", [{"under_review": True}, {"return_remark": "Thiếu căn cứ."}, {"approved": True}]
    )
    def test_what_others_have_seen_is_kept(self, document, secretary, at, gone_on):
        revision = RevisionFactory(document=document, **gone_on)
        before = stored(revision)

        with pytest.raises(Refused, match="chưa từng trình"):
            discarded(revision, secretary, at)

        assert stored(revision) == before

    def test_what_somebody_just_wrote_is_not_thrown_away(
        self, draft, secretary, another_secretary, at
    ):
        new = replace(draft.text, purpose="Mới.")
        write_text(draft, new, edition=draft.edition, actor=another_secretary, at=at)
        before = stored(draft)

        with pytest.raises(Overtaken):
            discarded(draft, secretary, at)

        assert stored(draft) == before


class TestPage:
    def test_the_draft_offers_it_and_leads_back_to_the_list(self, browser_of, secretary, draft):
        browser = browser_of(secretary)
        page = text_of(browser.get(draft.get_absolute_url()))
        assert f'action="{at_("discard", draft)}"' in page

        answer = browser.post(at_("discard", draft), {"edition": draft.edition})

        assert answer.url == "/quy-trinh/"
        assert browser.post(at_("discard", draft), {"edition": 1}).status_code == 404

    @pytest.mark.parametrize("edition", ["", "x", "²", "2", "-1"])
    def test_a_page_that_is_not_of_this_edition_is_refused_in_place(
        self, browser_of, secretary, draft, edition
    ):
        answer = browser_of(secretary).post(at_("discard", draft), {"edition": edition})

        assert answer.status_code == 409
        assert str(answer.context["refusal"]) in text_of(answer)
        assert Revision.objects.filter(pk=draft.pk).exists()

    def test_it_is_not_offered_for_what_was_sent(self, browser_of, secretary, document):
        returned = RevisionFactory(document=document, return_remark="Thiếu căn cứ.")

        page = text_of(browser_of(secretary).get(returned.get_absolute_url()))

        assert at_("discard", returned) not in page
