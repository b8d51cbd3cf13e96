"""The rules alone: stages, standing, codes, text, signing, difference."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nep.support.documents.rules.approval import SigningForm, usual_signing_form
from nep.support.documents.rules.diff import Change, compare, pieces_between
from nep.support.documents.rules.documents import (
    DocumentKind,
    is_code,
    issue_label,
    next_number,
)
from nep.support.documents.rules.revisions import NEXT_STAGES, Stage, Standing, can_move, standing
from nep.support.documents.rules.text import LONGEST_SECTION, Section, Text, missing_sections

NOON = datetime(2023, 11, 27, 12, tzinfo=UTC)
A_MINUTE = timedelta(minutes=1)


def test_every_stage_says_what_may_follow():
    assert set(NEXT_STAGES) == set(Stage)


@pytest.mark.parametrize(
    ("stage", "following", "allowed"),
    [
        (Stage.DRAFT, Stage.UNDER_REVIEW, True),
        (Stage.DRAFT, Stage.APPROVED, False),
        (Stage.UNDER_REVIEW, Stage.DRAFT, True),
        (Stage.UNDER_REVIEW, Stage.APPROVED, True),
        (Stage.APPROVED, Stage.DRAFT, False),
        (Stage.APPROVED, Stage.WITHDRAWN, True),
        (Stage.WITHDRAWN, Stage.APPROVED, False),
    ],
)
def test_a_revision_is_approved_only_from_review_and_never_comes_back(stage, following, allowed):
    assert can_move(stage, following) is allowed


class TestStanding:
    @pytest.mark.parametrize(
        ("at", "expected"),
        [
            (NOON - A_MINUTE, Standing.COMING),
            (NOON, Standing.IN_FORCE),
            (NOON + 9 * A_MINUTE, Standing.IN_FORCE),
            (NOON + 10 * A_MINUTE, Standing.SUPERSEDED),
        ],
        ids=["a minute before", "its first moment", "its last minute", "the moment it ends"],
    )
    def test_a_text_applies_from_its_beginning_until_before_its_end(self, at, expected):
        assert standing(Stage.APPROVED, NOON, NOON + 10 * A_MINUTE, at=at) is expected

    def test_a_text_without_an_end_goes_on(self):
        assert standing(Stage.APPROVED, NOON, None, at=NOON.replace(year=2040)) is Standing.IN_FORCE

    def test_what_is_withdrawn_later_was_in_force_before(self):
        until = NOON + A_MINUTE
        assert standing(Stage.WITHDRAWN, NOON, until, at=NOON) is Standing.IN_FORCE
        assert standing(Stage.WITHDRAWN, NOON, until, at=until) is Standing.WITHDRAWN

    def test_what_was_withdrawn_before_it_began_never_applied(self):
        assert standing(Stage.WITHDRAWN, None, None, at=NOON) is Standing.WITHDRAWN

    @pytest.mark.parametrize("stage", [Stage.DRAFT, Stage.UNDER_REVIEW])
    def test_what_is_in_preparation_stands_where_its_stage_is(self, stage):
        assert standing(stage, None, None, at=NOON) == stage.value


class TestCodes:
    @pytest.mark.parametrize(
        "code", ["QT-TP-01", "QT.ISO.02", "QT 01/CX-HCTP", "BM01-KSTL", "QĐ-01", "1"]
    )
    def test_codes_as_agencies_write_them_can_be_given(self, code):
        assert is_code(code)

    @pytest.mark.parametrize("code", ["", "-", "QT-", "/01", "QT_01", "QT~01", "QT?1", "Q" * 41])
    def test_other_marks_cannot(self, code):
        assert not is_code(code)

    @pytest.mark.parametrize(("given_", "following"), [([], 1), ([1], 2), ([1, 3, 2], 4)])
    def test_issue_numbers_go_up_by_one(self, given_, following):
        assert next_number(given_) == following

    def test_issue_numbers_are_printed_with_two_digits(self):
        assert [issue_label(number) for number in (1, 9, 10, 100)] == ["01", "09", "10", "100"]


class TestText:
    def test_sections_are_numbered_from_one_to_seven(self):
        assert [section.place for section in Section] == [1, 2, 3, 4, 5, 6, 7]

    def test_lines_end_alike_and_letters_are_composed(self):
        assert Text(purpose="Mu\u0323c \r\nhai\r\n\r\n").purpose == "Mục\nhai"

    def test_a_section_can_be_said_anew(self):
        text = Text(purpose="Cũ").with_section(Section.PURPOSE, "Mới")
        assert text.of(Section.PURPOSE) == "Mới"

    def test_a_section_has_an_end(self):
        with pytest.raises(ValueError, match="content"):
            Text(content="a" * (LONGEST_SECTION + 1))

    @pytest.mark.parametrize(
        ("kind", "text", "missing"),
        [
            (DocumentKind.POLICY, Text(), (Section.CONTENT,)),
            (DocumentKind.POLICY, Text(content="Phục vụ."), ()),
            (
                DocumentKind.PROCEDURE,
                Text(content="Bước 1."),
                (Section.PURPOSE, Section.SCOPE),
            ),
            (DocumentKind.PROCEDURE, Text(purpose="a", scope="b", content="c"), ()),
        ],
    )
    def test_a_procedure_needs_more_than_a_statement(self, kind, text, missing):
        assert missing_sections(kind, text) == missing


@pytest.mark.parametrize(
    ("delegated", "deputy", "of_a_committee", "form"),
    [
        (False, False, True, SigningForm.ON_BEHALF),
        (False, False, False, SigningForm.IN_OWN_RIGHT),
        (False, True, True, SigningForm.FOR_THE_HEAD),
        (False, True, False, SigningForm.FOR_THE_HEAD),
        (True, True, True, SigningForm.BY_AUTHORITY),
    ],
    ids=["chairman", "director", "vice-chairman", "deputy director", "delegate"],
)
def test_the_usual_form_of_signing_follows_the_post(delegated, deputy, of_a_committee, form):
    usual = usual_signing_form(delegated=delegated, deputy=deputy, of_a_committee=of_a_committee)
    assert usual is form


WORDS = st.text(alphabet="ab \n", max_size=60)


class TestDifference:
    @given(before=WORDS, after=WORDS)
    def test_pieces_hold_both_texts_whole(self, before, after):
        pieces = pieces_between(before, after)
        without = {
            change: "".join(piece.words for piece in pieces if piece.change is not change)
            for change in Change
        }
        assert without[Change.ADDED] == before
        assert without[Change.REMOVED] == after

    def test_a_changed_word_is_marked_and_its_line_kept(self):
        pieces = pieces_between("Trong 40 giờ làm việc.", "Trong 32 giờ làm việc.")
        assert [(piece.change, piece.words) for piece in pieces] == [
            (Change.KEPT, "Trong "),
            (Change.REMOVED, "40"),
            (Change.ADDED, "32"),
            (Change.KEPT, " giờ làm việc."),
        ]

    def test_changed_words_side_by_side_are_one_change(self):
        changes = [piece.change for piece in pieces_between("một hai ba", "bốn năm ba")]
        assert changes == [Change.REMOVED, Change.ADDED, Change.KEPT]

    def test_kept_lines_around_a_changed_one_are_whole_pieces(self):
        pieces = pieces_between("một\nhai ba\nbốn", "một\nhai năm\nbốn")
        assert [piece.words for piece in pieces] == ["một\nhai ", "ba", "năm", "\nbốn"]

    @pytest.mark.parametrize(
        "measure",
        [lambda word: f"{word} " * 1_100, lambda word: f"{word}\n" * 5_100],
        ids=["words", "lines"],
    )
    def test_a_passage_beyond_measure_is_taken_out_and_put_in_whole(self, measure):
        before, after = measure("cũ"), measure("mới")
        assert [piece.change for piece in pieces_between(before, after)] == [
            Change.REMOVED,
            Change.ADDED,
        ]

    def test_sections_that_did_not_change_say_so(self):
        before = Text(purpose="Như cũ.", content="Bước 1.\nBước 2.")
        after = before.with_section(Section.CONTENT, "Bước 1.")
        changed = [part.section for part in compare(before, after) if part.changed]
        assert changed == [Section.CONTENT]
