"""The place of a text where what was searched for stands."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from nep.lib.vietnamese.snippets import LENGTH, Piece, all_in, marked, snippet, words_in

TEXT = "Mở đầu. " * 60 + "Công chức lưu hồ sơ tại kho lưu trữ. " + "Kết thúc. " * 60


def found_in(pieces):
    return [piece.text for piece in pieces if piece.found]


def test_it_shows_the_words_with_their_marks_in_their_surroundings():
    shown = snippet(TEXT, ["luu", "ho", "so"])

    assert found_in(shown.pieces) == ["lưu", "hồ", "sơ", "lưu"]
    assert shown.words == 3
    assert shown.text.startswith("… ")
    assert shown.text.endswith(" …")


def test_the_place_with_most_of_the_words_wins():
    text = "Lưu ý chung. " + "Khác. " * 80 + "Lưu hồ sơ." + " Khác." * 80

    assert found_in(snippet(text, ["luu", "ho", "so"]).pieces) == ["Lưu", "hồ", "sơ"]


def test_a_text_without_the_words_shows_its_beginning():
    shown = snippet(TEXT, ["khong"])

    assert shown.words == 0
    assert shown.text.startswith("Mở đầu.")
    assert snippet("", ["khong"]).pieces == ()
    assert snippet("Ngắn.", []).text == "Ngắn."


def test_parts_of_words_are_not_marked_but_what_the_last_begins_is_in_titles():
    assert found_in(snippet("Hồng hồ", ["ho"]).pieces) == ["hồ"]
    assert found_in(marked("Đăng ký khai sinh", ["khai", "si"])) == ["khai", "sinh"]
    assert marked("Đăng ký", []) == (Piece("Đăng ký"),)


def test_all_words_are_in_a_title_when_the_last_one_only_begins_there():
    title = "Đăng ký khai sinh"

    assert all_in(marked(title, ["khai", "si"]), ["khai", "si"])
    assert all_in(marked(title, []), [])
    assert not all_in(marked(title, ["kh", "sinh"]), ["kh", "sinh"])
    assert not all_in(marked(title, ["khai", "tu"]), ["khai", "tu"])


@given(st.text(alphabet="ăâđêôơư ABCxyz-/.\n\u1ea1\u1ebf", max_size=900), st.data())
def test_a_snippet_is_a_stretch_of_the_text_whatever_is_asked(text, data):
    text = unicodedata.normalize("NFC", text)
    words = data.draw(st.lists(st.sampled_from(words_in(text) or ["x"]), max_size=4))

    shown = snippet(text, words)

    stretch = "".join(piece.text for piece in shown.pieces if piece.text not in {"… ", " …"})
    assert stretch in text
    assert len(stretch) <= LENGTH
    assert all(words_in(piece)[0] in words for piece in found_in(shown.pieces))
    assert shown.words or not set(words) & set(words_in(text))
