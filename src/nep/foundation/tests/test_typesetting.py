"""The door to Typst: what would be printed wrong is not printed."""

import pytest
from conftest import THE_MOMENT

from nep.foundation import typesetting
from nep.foundation.typesetting import TypesettingError, drawable


def test_a_missing_font_is_an_error_not_another_font(settings, tmp_path, monkeypatch):
    settings.FONTS_ROOT = tmp_path
    monkeypatch.setattr(typesetting, "_fonts", typesetting._fonts.__wrapped__)

    with pytest.raises(TypesettingError, match="Tinos"):
        typesetting._Press(tmp_path / "any.typ")


@pytest.mark.parametrize(
    "source",
    ['#set text(font: "Times New Roman")\nxin chào', "#chưa-có"],
    ids=["a font that is not ours", "a name that means nothing"],
)
def test_a_template_that_is_wrong_prints_nothing(tmp_path, source):
    wrong = tmp_path / "wrong.typ"
    wrong.write_text(f'#set document(title: "x")\n{source}')

    with pytest.raises(TypesettingError, match=r"wrong\.typ"):
        typesetting._Press(wrong).pdf("{}", at=THE_MOMENT)


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Quy tri\u0300nh", "Quy trình"),
        ("một\x0bhai\tba", "một hai ba"),
        ("hai\u200b dòng\nnhư gõ", "hai dòng\nnhư gõ"),
        ("漢", "□"),
    ],
    ids=["decomposed", "control characters", "invisible ones", "no font draws it"],
)
def test_every_paper_is_made_of_letters_that_its_fonts_draw(typed, printed):
    assert drawable(typed) == printed
