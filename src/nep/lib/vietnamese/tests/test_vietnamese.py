"""Vietnamese text: one spelling, search without marks, dictionary order, names kept apart."""

import unicodedata

import pytest

from nep.lib.vietnamese.slugs import IndistinctNamesError, distinct_slugs, marked_slug, slug
from nep.lib.vietnamese.sorting import sort_key
from nep.lib.vietnamese.text import fold, nfc, tidy, without_marks

TWO_COMMUNES = ["Xã Thành Hải", "Xã Thanh Hải"]


def decomposed(text):
    return unicodedata.normalize("NFD", text)


class TestText:
    def test_the_same_title_typed_in_two_ways_becomes_one(self):
        title = "Thủ tục đăng ký khai sinh"

        assert decomposed(title) != title
        assert nfc(decomposed(title)) == title
        assert tidy(f"  {decomposed(title)}\n ") == title

    @pytest.mark.parametrize(
        ("text", "folded"),
        [
            ("Đăng ký KẾT HÔN", "dang ky ket hon"),
            (decomposed("Ủy ban nhân dân"), "uy ban nhan dan"),
            ("163/QĐ-BTP", "163 qd btp"),
            ("Hồ sơ - giấy tờ", "ho so - giay to"),
            ("chứng thực/sao y", "chung thuc sao y"),
        ],
    )
    def test_text_is_searched_without_marks_and_case(self, text, folded):
        assert fold(text) == folded

    def test_marks_go_and_case_stays(self):
        assert without_marks("Đắk Lắk, Ưng Hòa") == "Dak Lak, Ung Hoa"


class TestSorting:
    @pytest.mark.parametrize(
        "in_order",
        [
            ["an", "ăn", "ân", "ba", "da", "đa", "e", "ê", "o", "ô", "ơ", "u", "ư", "y"],
            ["ma", "mà", "mả", "mã", "má", "mạ"],
            ["Hà Nam", "Hà Tĩnh", "Hạ Long", "Hải Dương"],
            ["Tổ 2", "Tổ 10", "Tổ dân phố"],
            ["Phước Dân", "Phước Đại", "Phước Hà", "Phước Hải", "Phước Hậu"],
            ["Ninh Hải", "Ninh Phước", "Phan Rang - Tháp Chàm", "Thuận Bắc", "Thuận Nam"],
        ],
        ids=["letters", "tones", "syllable by syllable", "numbers", "communes", "districts"],
    )
    def test_the_order_of_the_dictionary(self, in_order):
        wrong_way_round = list(reversed(in_order))

        assert sorted(wrong_way_round, key=sort_key) == in_order

    def test_spelling_and_case_do_not_change_the_order(self):
        assert sort_key(decomposed("HẢI")) == sort_key("hải")
        assert sort_key("hoà") == sort_key("hòa")


class TestSlugs:
    def test_a_slug_is_readable_and_may_be_shared(self):
        assert [slug(name) for name in TWO_COMMUNES] == ["xa-thanh-hai", "xa-thanh-hai"]
        assert slug("  Sở Khoa học & Công nghệ (cũ) ") == "so-khoa-hoc-cong-nghe-cu"

    def test_a_marked_slug_survives_folding(self):
        assert [marked_slug(name) for name in TWO_COMMUNES] == [
            "xa4-thanh2-hai3",
            "xa4-thanh-hai3",
        ]
        assert fold(marked_slug("Xã Thành Hải")) != fold(marked_slug("Xã Thanh Hải"))

    def test_letters_tones_and_numbers_do_not_run_into_one_another(self):
        texts = [
            "a",
            "ă",
            "â",
            "á",
            "ấ",
            "a1",
            "a 1",
            "d",
            "đ",
            "đ1",
            "ứ",
            "ư",
            "ú",
            "khu 2",
            "khù",
        ]

        assert len({marked_slug(text) for text in texts}) == len(texts) - len(["a 1"])
        assert marked_slug("Đường số 4") == "d9u7o7ng2-so61-4"

    def test_only_names_that_meet_are_marked(self):
        slugs = distinct_slugs([*TWO_COMMUNES, "Phường Đài Sơn"])

        assert slugs == {
            "Xã Thành Hải": "xa4-thanh2-hai3",
            "Xã Thanh Hải": "xa4-thanh-hai3",
            "Phường Đài Sơn": "phuong-dai-son",
        }

    def test_names_that_differ_in_nothing_are_refused(self):
        with pytest.raises(IndistinctNamesError):
            distinct_slugs(["Sở Y tế", "Sở Y Tế"])

    def test_a_decomposed_name_has_the_same_slugs(self):
        for make in (slug, marked_slug):
            assert make(decomposed("Xã Thành Hải")) == make("Xã Thành Hải")
