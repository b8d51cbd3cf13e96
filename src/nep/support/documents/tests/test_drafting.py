"""Drafting and review: what each act does, and what changes nothing when refused."""

from dataclasses import replace

import pytest

from nep.foundation.verdicts import Overtaken, Refused, Unfit
from nep.support.documents.events import RevisionSubmitted
from nep.support.documents.models import Document
from nep.support.documents.rules.documents import DocumentKind
from nep.support.documents.rules.revisions import Stage
from nep.support.documents.rules.text import Text
from nep.support.documents.services.drafting import (
    NewDocument,
    draft_document,
    draft_revision,
    submit_for_review,
    take_edition,
    write_text,
)
from nep.support.documents.services.review import confirm_review, return_to_drafter
from nep.support.documents.tests.factories import (
    RevisionFactory,
)
from nep.support.documents.tests.rows import acts_on, stored

pytestmark = pytest.mark.django_db

WORDS = Text(purpose="Để làm đúng.", scope="Toàn cơ quan.", content="Bước 1.\nBước 2.")


class TestDraftDocument:
    NEW = NewDocument("QT-01", DocumentKind.SYSTEM_PROCEDURE, "Kiểm soát tài liệu")

    def test_a_document_begins_with_the_draft_of_its_first_revision(self, secretary, at):
        revision = draft_document(self.NEW, actor=secretary, at=at)

        assert (revision.number, revision.stage) == (1, Stage.DRAFT)
        assert revision.document.agency_id == secretary.agency_id
        assert revision.drafted_by_id == secretary.staff_id
        assert acts_on(revision) == ["documents.revision_drafted"]

    def test_codes_and_titles_are_put_in_order(self, secretary, at):
        new = NewDocument("  QT \t 01 ", DocumentKind.POLICY, " Kiểm  soát\n")

        document = draft_document(new, actor=secretary, at=at).document

        assert (document.code, document.title) == ("QT 01", "Kiểm soát")

    def test_a_code_is_given_once_in_an_agency(self, secretary, stranger, at):
        draft_document(self.NEW, actor=secretary, at=at)

        with pytest.raises(Unfit, match="QT-01"):
            draft_document(self.NEW, actor=secretary, at=at)

        assert Document.objects.count() == 1
        draft_document(self.NEW, actor=stranger, at=at)  # another agency has codes of its own

    @pytest.mark.parametrize(("code", "title"), [("QT_01", "Tên"), ("", "Tên"), ("QT-01", "  ")])
    def test_a_document_needs_a_code_and_a_title(self, secretary, at, code, title):
        with pytest.raises(Unfit):
            draft_document(replace(self.NEW, code=code, title=title), actor=secretary, at=at)

        assert not Document.objects.exists()

    def test_only_the_iso_secretary_opens_documents(self, leader, at):
        with pytest.raises(Refused):
            draft_document(self.NEW, actor=leader, at=at)

        assert not Document.objects.exists()


class TestDraftRevision:
    def test_the_next_revision_begins_with_the_text_of_the_last(self, in_force, secretary, at):
        revision = draft_revision(in_force.document, actor=secretary, at=at)

        assert (revision.number, revision.stage) == (2, Stage.DRAFT)
        assert revision.text == in_force.text
        assert revision.author_ids == [secretary.person_id]
        assert not revision.change_summary

    def test_one_revision_is_in_preparation_at_a_time(self, following, secretary, at):
        with pytest.raises(Refused):
            draft_revision(following.document, actor=secretary, at=at)

        assert following.document.revisions.count() == 2

    def test_a_stranger_drafts_nothing_here(self, in_force, stranger, at):
        with pytest.raises(Refused):
            draft_revision(in_force.document, actor=stranger, at=at)

        assert in_force.document.revisions.count() == 1


class TestWriteText:
    def test_the_text_is_kept_and_the_writer_is_an_author(self, draft, secretary, at):
        write_text(
            draft, WORDS, change_summary=" Bớt một bước. ", edition=1, actor=secretary, at=at
        )

        draft.refresh_from_db()
        assert draft.text == WORDS
        assert (draft.edition, draft.change_summary) == (2, "Bớt một bước.")
        assert set(draft.author_ids) == {draft.drafted_by.person_id, secretary.person_id}
        assert acts_on(draft) == ["documents.text_written"]

    def test_of_two_who_write_at_once_the_second_is_told_who_was_first(
        self, draft, secretary, another_secretary, at
    ):
        write_text(draft, WORDS, edition=draft.edition, actor=secretary, at=at)
        first = stored(draft)

        with pytest.raises(Overtaken, match=secretary.name):
            write_text(draft, Text(), edition=draft.edition, actor=another_secretary, at=at)

        assert stored(draft) == first

    def test_after_looking_the_second_can_save_too(self, draft, secretary, another_secretary, at):
        write_text(draft, WORDS, edition=1, actor=secretary, at=at)
        again = write_text(
            draft, Text(content="Gộp cả hai."), edition=2, actor=another_secretary, at=at
        )
        assert again.content == "Gộp cả hai."

    def test_what_is_under_review_is_not_written(self, submitted, secretary, at):
        before = stored(submitted)

        with pytest.raises(Refused):
            write_text(submitted, WORDS, edition=1, actor=secretary, at=at)

        assert stored(submitted) == before

    def test_whoever_writes_another_part_is_an_author_too(self, draft, secretary, at):
        taken = take_edition(draft, edition=1, actor=secretary, at=at)

        assert taken.edition == 2
        assert secretary.person_id in taken.author_ids


class TestSubmitForReview:
    def test_a_complete_draft_goes_to_review(self, draft, secretary, at):
        submit_for_review(draft, actor=secretary, at=at)

        draft.refresh_from_db()
        assert draft.stage == Stage.UNDER_REVIEW
        assert (draft.submitted_by_id, draft.submitted_at) == (secretary.staff_id, at)
        assert acts_on(draft) == ["documents.revision_submitted"]

    @pytest.mark.parametrize("section", ["purpose", "scope", "content"])
    def test_what_lacks_a_section_does_not(self, document, secretary, at, section):
        draft = RevisionFactory(document=document, **{section: ""})

        with pytest.raises(Unfit):
            submit_for_review(draft, actor=secretary, at=at)

        draft.refresh_from_db()
        assert draft.stage == Stage.DRAFT

    def test_a_second_revision_says_what_is_new(self, in_force, secretary, at):
        draft = RevisionFactory(document=in_force.document, number=2, change_summary="")

        with pytest.raises(Unfit):
            submit_for_review(draft, actor=secretary, at=at)

        draft.refresh_from_db()
        assert draft.stage == Stage.DRAFT

    def test_a_module_above_can_refuse_what_is_incomplete(self, draft, secretary, at, listening):
        def refuse(_event):
            raise Unfit("the procedure has no steps")

        before = stored(draft)
        listening(RevisionSubmitted, refuse)

        with pytest.raises(Unfit):
            submit_for_review(draft, actor=secretary, at=at)

        assert stored(draft) == before
        assert acts_on(draft) == []


class TestConfirmReview:
    def test_someone_else_finds_the_text_fit(self, submitted, head, at):
        confirm_review(submitted, actor=head, at=at)

        submitted.refresh_from_db()
        assert (submitted.reviewed_by_id, submitted.reviewed_at) == (head.staff_id, at)
        assert submitted.stage == Stage.UNDER_REVIEW
        assert acts_on(submitted) == ["documents.review_confirmed"]

    def test_an_author_does_not_review(self, document, secretary, at):
        submitted = RevisionFactory(
            document=document, under_review=True, author_ids=[secretary.person_id]
        )
        before = stored(submitted)

        with pytest.raises(Refused):
            confirm_review(submitted, actor=secretary, at=at)

        assert stored(submitted) == before


class TestReturnToDrafter:
    def test_the_drafter_learns_what_to_mend(self, reviewed, head, secretary, at):
        return_to_drafter(reviewed, "Bước 2 thiếu người làm.", actor=head, at=at)

        reviewed.refresh_from_db()
        assert (reviewed.stage, reviewed.return_remark) == (Stage.DRAFT, "Bước 2 thiếu người làm.")
        assert reviewed.reviewed_by is None
        submit_for_review(reviewed, actor=secretary, at=at)  # and the story goes on

    def test_a_return_says_why(self, submitted, head, at):
        before = stored(submitted)

        with pytest.raises(Unfit):
            return_to_drafter(submitted, "  ", actor=head, at=at)

        assert stored(submitted) == before
