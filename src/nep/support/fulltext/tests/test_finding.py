"""Texts in force are found by their words, by those who may read them and by nobody else."""

import unicodedata
from datetime import timedelta

import pytest
from conftest import THE_MOMENT
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nep.lib.vietnamese.snippets import words_in
from nep.lib.vietnamese.text import without_marks
from nep.support.documents.rules.documents import DocumentKind
from nep.support.documents.services.drafting import draft_revision, write_text
from nep.support.documents.services.withdrawal import withdraw_revision
from nep.support.fulltext.queries import found, found_by_text, revisions_without_words
from nep.support.fulltext.rules import BEGUN, Asked, asked_words, query, vector
from nep.support.fulltext.services import write_what_lacks
from nep.support.fulltext.tasks import take_in
from nep.support.fulltext.tests.factories import words_forgotten

AT = THE_MOMENT
TITLE = "Đăng ký khai sinh lưu động"
SAID = "Công chức tư pháp – hộ tịch đến từng thôn, mang theo mẫu tờ khai và lưu hồ sơ 5 năm."
WORDS = words_in(f"{TITLE} {SAID}")
DRIVING = HealthCheck.function_scoped_fixture


def search(actor, typed="", *, at=AT, most=20, **filters):
    return found(actor, Asked(asked_words(typed), **filters), at=at, most=most)


@pytest.fixture
def registration(house):
    return house.in_force("QT-07", TITLE, SAID, at=AT)


class TestWords:
    @given(st.text(max_size=300))
    @settings(max_examples=60)
    def test_marks_and_composition_make_no_difference(self, text):
        decomposed = unicodedata.normalize("NFD", text)

        assert asked_words(text) == asked_words(decomposed)
        assert asked_words(without_marks(text)) == asked_words(text)

    @given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=6), st.booleans())
    @settings(max_examples=25, deadline=None, suppress_health_check=[DRIVING])
    def test_any_words_in_any_order_find_the_text(self, registration, house, typed, begun):
        """The last word may be only begun where the title has them all."""
        in_title = set(typed) <= set(words_in(TITLE))
        last = typed[-1][:2] if begun and in_title else typed[-1]

        with transaction.atomic():
            assert search(house.clerk, " ".join([*typed[:-1], last])) == [registration.pk]

    def test_hostile_signs_are_no_words(self, registration, house):
        assert search(house.clerk, "' & | ! <-> \\ :* khai* (sinh'") == [registration.pk]
        assert asked_words("'&|!\\ @ §") == ()

    def test_what_is_written_is_read_by_the_database(self):
        assert vector([], []) == ""
        assert query(["khai", "sinh"], ["@a1"], ending=BEGUN) == "'khai' & 'sinh':* & '@a1'"


class TestFinding:
    @pytest.mark.parametrize(
        "typed",
        ["hồ sơ lưu thôn", "HO SO luu thon", unicodedata.normalize("NFD", "thôn lưu hồ sơ")],
    )
    def test_marks_case_and_order_do_not_matter(self, registration, house, typed):
        assert search(house.clerk, typed) == [registration.pk]

    def test_a_title_with_the_whole_word_comes_before_one_where_it_only_begins(
        self, registration, house
    ):
        longer = house.in_force("QT-08", "Khai sinhoạt", SAID, at=AT)

        assert search(house.clerk, "khai sinh") == [registration.pk, longer.pk]
        assert search(house.clerk, "khai sinh", most=1) == [registration.pk]

    def test_all_words_must_be_there(self, registration, house):
        assert search(house.clerk, "lưu hồ sơ 6 năm") == []

    def test_a_word_of_a_title_may_be_only_begun_but_not_one_of_the_text(self, registration, house):
        assert search(house.clerk, "khai si") == [registration.pk]
        assert search(house.clerk, "hộ tị") == []

    def test_code_and_title_come_before_the_text_and_the_closest_title_first(
        self, registration, house
    ):
        whole = house.in_force("QT-08", "Khai sinh", "Như luật định.", at=AT)
        aside = house.in_force("QT-09", "Hướng dẫn trực", "Trả giấy khai sinh.", at=AT)

        assert search(house.clerk, "khai sinh") == [whole.pk, registration.pk, aside.pk]
        assert search(house.clerk, "khai sinh", most=2) == [whole.pk, registration.pk]
        assert search(house.clerk, "qt-08") == [whole.pk]

    def test_only_the_text_is_asked_where_titles_are_told_elsewhere(self, registration, house):
        aside = house.in_force("QT-09", "Hướng dẫn trực", "Trả giấy khai sinh.", at=AT)
        asked = Asked(asked_words("khai sinh"))

        assert found_by_text(house.clerk, asked, at=AT, most=5) == [aside.pk]
        assert found_by_text(house.clerk, Asked(), at=AT, most=5) == []

    def test_filters_let_through_what_they_name(self, registration, house, elsewhere, watcher):
        form = house.in_force("BM-01", "Tờ khai sinh", "Mẫu.", at=AT, kind=DocumentKind.FORM)
        other = elsewhere.in_force("QT-01", "Khai sinh", "Như luật.", at=AT)

        assert search(house.clerk, "khai sinh", kind=DocumentKind.FORM) == [form.pk]
        assert search(house.clerk, kind=DocumentKind.SYSTEM_PROCEDURE) == [registration.pk]
        assert search(watcher, "khai sinh", agency_id=elsewhere.agency.pk) == [other.pk]
        assert search(watcher, agency_id=house.agency.pk) == [form.pk, registration.pk]
        assert search(house.clerk, "khai sinh", clause="7.5") == []


class TestWhoFinds:
    def test_a_stranger_finds_nothing(self, registration, elsewhere):
        assert search(elsewhere.secretary, "khai sinh") == []
        assert search(elsewhere.secretary, "thôn hồ sơ") == []
        assert search(elsewhere.secretary, agency_id=registration.document.agency_id) == []

    def test_whoever_watches_over_the_province_finds_all_in_force(self, registration, watcher):
        assert search(watcher, "thôn hồ sơ") == [registration.pk]

    def test_a_draft_is_found_by_nobody_and_at_once_when_it_is_approved(
        self, house, watcher, registration
    ):
        draft = house.draft("QT-10", "Cấp bản sao trích lục", "Trong ngày.", at=AT)
        everyone = [house.secretary, house.clerk, watcher]
        assert [search(actor, "trich luc") for actor in everyone] == [[], [], []]

        house.approve(draft, at=AT)

        assert [search(actor, "trich luc") for actor in everyone] == [[draft.pk]] * 3


class TestInForce:
    def test_a_text_is_found_from_its_moment_until_the_next_one_s(self, registration, house):
        tomorrow = AT + timedelta(days=1)
        following = draft_revision(registration.document, actor=house.secretary, at=AT)
        text, who = following.text, house.secretary
        following = write_text(following, text, change_summary="Mới", edition=1, actor=who, at=AT)
        house.approve(following, at=AT, effective_from=tomorrow)

        assert search(house.clerk, "khai sinh") == [registration.pk]
        assert search(house.clerk, "khai sinh", at=tomorrow) == [following.pk]

    def test_what_was_withdrawn_is_not_found(self, registration, house):
        withdraw_revision(registration, "Không còn dùng", actor=house.leader, at=AT)

        assert search(house.clerk, "khai sinh") == []


class TestWhatWasThereBefore:
    def test_is_taken_in_by_the_worker_and_only_once(self, registration, house):
        words_forgotten(registration)
        assert search(house.clerk, "khai sinh") == []

        assert write_what_lacks(at=AT) == 1
        assert write_what_lacks(at=AT) == 0
        assert search(house.clerk, "khai sinh") == [registration.pk]

    def test_drafts_are_left_alone(self, house):
        house.draft("QT-10", "Cấp bản sao trích lục", "Trong ngày.", at=AT)

        take_in(timestamp=0)

        assert not revisions_without_words(at=AT).exists()
