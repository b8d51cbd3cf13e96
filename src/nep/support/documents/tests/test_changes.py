"""What changed: two issues side by side, and the two lines that tasks show."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nep.support.documents.queries.changes import (
    change_in_two_lines,
    changes_in_two_lines,
    generated_lines,
)
from nep.support.documents.queries.visible import compared
from nep.support.documents.rules.changes import LONGEST_LINE, two_lines
from nep.support.documents.rules.diff import Change, rows_between
from nep.support.documents.services.drafting import (
    draft_revision,
    say_in_two_lines,
    submit_for_review,
    write_text,
)
from nep.support.documents.tests.factories import RevisionFactory
from nep.support.documents.tests.pages import text_of

LINES = st.lists(st.sampled_from(["Bước 1. Tiếp nhận.", "Bước 2. Thẩm định.", "Ký.", ""]))


def side(pieces):
    return "".join(piece.words for piece in pieces)


class TestRows:
    def test_words_are_marked_within_a_paragraph_that_changed(self):
        (row,) = rows_between("Trong 2 ngày làm việc.", "Trong 1 ngày làm việc.")

        assert [(p.change, p.words) for p in row.before][1] == (Change.REMOVED, "2")
        assert [(p.change, p.words) for p in row.after][1] == (Change.ADDED, "1")

    def test_paragraphs_like_each_other_stand_beside_each_other(self):
        before = "Bước 1. Tiếp nhận hồ sơ.\nBước 2. Thẩm định hồ sơ trong 2 ngày."
        after = "Lập phiếu hẹn trả.\nBước 2. Thẩm định hồ sơ trong 1 ngày."

        rows = rows_between(before, after)

        beside = [(side(row.before), side(row.after)) for row in rows]
        assert ("Bước 2. Thẩm định hồ sơ trong 2 ngày.", after.splitlines()[1]) in beside
        assert ("Bước 1. Tiếp nhận hồ sơ.", "") in beside
        assert ("", "Lập phiếu hẹn trả.") in beside

    def test_far_from_changes_paragraphs_are_counted(self):
        same = [f"Đoạn {number}." for number in range(10)]
        rows = rows_between("\n".join([*same, "Cũ."]), "\n".join([*same, "Mới."]))

        assert [row.left_out for row in rows] == [9, 0, 0, 0]

    def test_what_is_endless_is_shown_whole(self):
        (row,) = rows_between("a\n" * 5_001, "b")

        assert not row.kept

    @given(old=LINES, new=LINES)
    def test_nothing_is_lost_and_nothing_made_up(self, old, new):
        rows = rows_between("\n".join(old), "\n".join(new))

        before = [side(row.before) for row in rows if row.before]
        after = [side(row.after) for row in rows if row.after]
        left_out = sum(row.left_out for row in rows)
        texts = [[line for line in lines if line] for lines in (old, new)]
        shown = [[line for line in lines if line] for lines in (before, after)]
        for said, all_of_it in zip(shown, texts, strict=True):
            assert len(all_of_it) - left_out <= len(said) <= len(all_of_it)
            assert set(said) <= set(all_of_it)


class TestTwoLines:
    def test_at_most_two_and_none_empty(self):
        assert two_lines(["", " Hạn  bước 3: 2 → 1 ngày ", "Bỏ bước 4", "Thêm"]) == (
            "Hạn bước 3: 2 → 1 ngày\nBỏ bước 4"
        )

    def test_a_long_one_is_cut_between_words(self):
        line = two_lines(["thẩm định " * 40])

        assert len(line) <= LONGEST_LINE
        assert line.endswith("…")


@pytest.mark.django_db
class TestOfARevision:
    @pytest.fixture
    def draft(self, in_force, secretary, at):
        draft = draft_revision(in_force.document, actor=secretary, at=at)
        new = replace(draft.text, content="Bước 1. Tiếp nhận.")
        return write_text(
            draft, new, change_summary="Bỏ bước 2.", edition=1, actor=secretary, at=at
        )

    def test_left_empty_it_is_written_from_what_differs(self, draft, secretary, at):
        submitted = submit_for_review(draft, actor=secretary, at=at)

        assert change_in_two_lines(submitted) == ("Sửa các mục: 5. Nội dung",)
        assert changes_in_two_lines([submitted.pk, 0]) == {
            submitted.pk: ("Sửa các mục: 5. Nội dung",)
        }

    def test_what_was_typed_stays(self, draft, secretary, at):
        say_in_two_lines(draft, "Bỏ bước 2", actor=secretary, at=at)

        submitted = submit_for_review(draft, actor=secretary, at=at)

        assert change_in_two_lines(submitted) == ("Bỏ bước 2",)

    def test_a_first_issue_changes_nothing(self, submitted):
        assert generated_lines(submitted) == ""

    def test_any_two_stand_the_earlier_first(self, in_force, draft, secretary, at):
        for revision, asked in ((draft, "1"), (in_force, "2"), (draft, "odd")):
            both = compared(secretary, revision, asked, at=at)
            assert (both.before, both.after) == (in_force, draft)

    def test_readers_compare_only_what_they_may_read(self, in_force, draft, clerk, at):
        assert compared(clerk, in_force, str(draft.number), at=at) is None

    def test_the_page_shows_them_side_by_side(self, browser_of, in_force, draft, secretary):
        page = browser_of(secretary).get(in_force.get_absolute_url(), {"mat": "so-sanh", "voi": 2})

        assert 'class="side-by-side"' in text_of(page)
        assert "Bước 2. Thẩm định." in text_of(page)

    @pytest.mark.parametrize("ended", [True, False])
    def test_old_pages_are_stamped(self, browser_of, document, secretary, at, ended):
        until = at if ended else None
        revision = RevisionFactory(document=document, approved=True, effective_until=until)

        said = text_of(browser_of(secretary).get(revision.get_absolute_url()))

        assert ('class="stamp"' in said) is ended
