"""Patterns of codes: what they refuse, what they render, and that it reads back."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nep.lib.numbering.fields import ImpossiblePatternError
from nep.lib.numbering.patterns import ImpossibleCodeError, Pattern

LONGEST = 35
DOSSIER = "{unit}-{yymmdd}-{number:04}"
TODAY = date(2023, 10, 27)
UNIT = "000.00.06.H56"


def pattern(text, *words):
    return Pattern.parse(text, words=words or ("unit", "kind", "field"), longest=LONGEST)


class TestParsing:
    @pytest.mark.parametrize(
        "text",
        [
            "{unit}-{yymmdd}-{ward}-{number:04}",
            "{unit}-{yymmdd}",
            "{}-{number}",
            "{unit.code}-{number}",
            "{unit!r}-{number}",
            "{unit:>9}-{number}",
            "{unit}-{number:4}",
            "{unit}-{number:04}-{number}",
            "{unit}{kind}-{number}",
            "{number}{yy}",
            "{unit}-{number",
            "{unit} {number}",
            "{{unit}}-{number}",
            "HO-SO-CUA-UY-BAN-NHAN-DAN-TINH--{number:04}",
            "",
        ],
        ids=[
            "unknown field",
            "no number",
            "nameless field",
            "attribute",
            "conversion",
            "format",
            "width without zero",
            "number twice",
            "words run together",
            "number runs into date",
            "unbalanced",
            "space",
            "braces",
            "too long",
            "empty",
        ],
    )
    def test_a_pattern_that_cannot_make_codes_is_refused(self, text):
        with pytest.raises(ImpossiblePatternError):
            pattern(text)

    def test_a_pattern_names_the_words_it_needs(self):
        assert pattern(DOSSIER).words == {"unit"}
        assert pattern("QT.{field}.{number:02}").words == {"field"}
        assert pattern("{yyyy}/{number}").words == frozenset()


class TestRendering:
    @pytest.mark.parametrize(
        ("text", "words", "number", "code"),
        [
            (DOSSIER, {"unit": UNIT}, 361, "000.00.06.H56-231027-0361"),
            (DOSSIER, {"unit": "H43.21.05"}, 7, "H43.21.05-231027-0007"),
            ("{yyyymmdd}{number:03}", {}, 12, "20231027012"),
            ("QT.{field}.{number:02}", {"field": "TP"}, 1, "QT.TP.01"),
            (
                "{kind}-{field}/{dd}{mm}{yy}/{number}",
                {"kind": "BM", "field": "ĐĐ"},
                15,
                "BM-ĐĐ/271023/15",
            ),
        ],
    )
    def test_a_code_is_made_and_reads_back(self, text, words, number, code):
        made = pattern(text)

        assert made.render(number, TODAY, **words) == code
        assert made.read(code).items() >= {**words, "number": str(number)}.items()

    @pytest.mark.parametrize(
        ("number", "words"),
        [
            (0, {"unit": UNIT}),
            (-1, {"unit": UNIT}),
            (10_000, {"unit": UNIT}),
            (1, {}),
            (1, {"unit": UNIT, "kind": "BM"}),
            (1, {"unit": "H43-21"}),
            (1, {"unit": "H43 21"}),
            (1, {"unit": ""}),
            (1, {"unit": "H43.21.05.000.00.00.1111"}),
        ],
        ids=[
            "nought",
            "negative",
            "more digits than the pattern has",
            "missing word",
            "word too many",
            "separator in a word",
            "space in a word",
            "empty word",
            "more than 35 signs",
        ],
    )
    def test_values_without_a_code_are_refused(self, number, words):
        with pytest.raises(ImpossibleCodeError):
            pattern(DOSSIER).render(number, TODAY, **words)

    def test_two_different_things_never_get_the_same_code(self):
        ambiguous = pattern("{unit}.{field}.{number}")

        assert ambiguous.render(1, TODAY, unit="A", field="B") == "A.B.1"
        with pytest.raises(ImpossibleCodeError):
            ambiguous.render(1, TODAY, unit="A.B", field="C")

    def test_numbers_run_within_a_unit_and_a_day(self):
        dossier = pattern(DOSSIER)

        assert dossier.series(TODAY, unit=UNIT) == "000.00.06.H56-231027-*"
        assert dossier.series(TODAY, unit="H43") != dossier.series(date(2023, 10, 28), unit="H43")
        assert pattern("{unit}-{yyyy}-{number}").series(TODAY, unit="H43") == "H43-2023-*"

    @settings(derandomize=True, database=None, deadline=None)
    @given(
        st.from_regex(r"[A-Z0-9]{1,4}(\.[A-Z0-9]{1,4}){0,3}", fullmatch=True),
        st.integers(1, 9999),
        st.dates(date(2000, 1, 1), date(2099, 12, 31)),
    )
    def test_every_dossier_code_reads_back(self, unit, number, on):
        dossier = pattern(DOSSIER)

        found = dossier.read(dossier.render(number, on, unit=unit))

        assert found == {"unit": unit, "yymmdd": on.strftime("%y%m%d"), "number": str(number)}


@pytest.mark.parametrize(
    "code", ["", "H43-231027-361", "H43-231027-0000", "h43", "H43-231027-0361-1", "9" * 5000]
)
def test_what_does_not_follow_the_pattern_is_not_a_code(code):
    with pytest.raises(ImpossibleCodeError):
        pattern(DOSSIER).read(code)
