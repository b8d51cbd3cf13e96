"""A record from outside is read whole, or refused with a sentence."""

import json
import unicodedata
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nep.norms.catalogue.reading import UnfitRecordError
from nep.norms.catalogue.records import Origin, digest_of, read_record
from nep.norms.catalogue.rules.terms import Era, StepsBasis
from nep.norms.catalogue.tests.factories import brief, full, step

NOWHERE = Origin()
DEEP: list = []
for _level in range(30):
    DEEP = [DEEP]

UNFIT = {
    "not an object": "1.001193",
    "no name": full(name="   "),
    "a name that is a number": full(name=7),
    "a name without end": full(name="a" * 2001),
    "a code of another form": full(code="TTHC-1"),
    "a code that is a number": full(code=1.001193),
    "a level unheard of": full(level=["cosmos"]),
    "levels as text": full(level="commune"),
    "an era unheard of": full(era="bronze"),
    "no source": full(record_source=""),
    "agencies as a list": full(agencies=[]),
    "an agency that is a number": full(agencies={"performing": 1}),
    "subjects that are numbers": full(subjects=[1]),
    "channels as an object": full(channels={}),
    "a channel that is text": full(channels=["online"]),
    "a channel unheard of": full(channels=[{"channel": "telepathy"}]),
    "a limit below zero": full(channels=[{"limit_value": -1}]),
    "a limit without measure": full(channels=[{"limit_value": 10**9}]),
    "a limit in words": full(channels=[{"limit_value": "năm"}]),
    "a limit that is true": full(channels=[{"limit_value": True}]),
    "a unit unheard of": full(channels=[{"limit_unit": "moon"}]),
    "a legal limit as text": full(legal_limit="5 ngày"),
    "a paper without a name": full(documents=[{"name": ""}]),
    "half a paper": full(documents=[{"name": "Đơn", "originals": 0.5}]),
    "a step without a name": full(steps=[step(name=None)]),
    "a step without anybody": full(steps=[step(role="")]),
    "a time without its unit": full(steps=[step(duration_unit=None)]),
    "two steps in one place": full(steps=[step(), step()]),
    "a local code with blanks": full(code=None, local_code="1 2"),
    "a number that is not finite": full(channels=[{"limit_value": float("nan")}]),
    "a number too large to keep": full(anything=10**30),
    "a character that is none": full(name="a\x00b"),
    "half a character": full(name="\ud800"),
    "a field name that is none": full(**{"\x00": 1}),
    "a nest without end": full(anything=DEEP),
    "a kind that JSON has not": full(anything={1, 2}),
}


@pytest.mark.parametrize("raw", UNFIT.values(), ids=list(UNFIT))
def test_what_does_not_fit_is_refused_with_a_sentence(raw):
    with pytest.raises(UnfitRecordError) as refusal:
        read_record(raw, NOWHERE)

    assert str(refusal.value).endswith(".")


class TestReading:
    def test_a_record_keeps_everything_that_its_source_says(self):
        columns = read_record(full(anything={"more": [1, None]}), NOWHERE)

        assert columns["record"]["anything"] == {"more": [1, None]}
        assert columns["runnable"]
        assert not columns["in_brief"]
        assert columns["steps_basis"] == StepsBasis.COMPOSED

    def test_names_are_composed_however_they_come(self):
        decomposed = unicodedata.normalize("NFD", "Cấp giấy phép")

        assert read_record(full(name=decomposed), NOWHERE)["name"] == "Cấp giấy phép"

    def test_the_limit_shown_is_the_legal_one_else_that_of_the_counter(self):
        legal = {"value": 3, "unit": "working_day", "text": "03 ngày làm việc"}

        assert read_record(full(), NOWHERE)["limit_value"] == Decimal(5)
        columns = read_record(full(legal_limit=legal), NOWHERE)
        assert (columns["limit_value"], columns["limit_unit"]) == (Decimal(3), "working_day")

    @pytest.mark.parametrize(
        ("told", "basis"),
        [
            ("found: QĐ 663", StepsBasis.FOUND),
            ("composed", StepsBasis.COMPOSED),
            (None, StepsBasis.COMPOSED),
        ],
    )
    def test_a_step_table_counts_as_composed_unless_it_was_found(self, told, basis):
        assert read_record(full(steps_source=told), NOWHERE)["steps_basis"] == basis

    def test_a_record_of_an_index_is_one_in_brief(self):
        columns = read_record(brief(), NOWHERE)

        assert columns["in_brief"]
        assert not columns["runnable"]
        assert columns["limit_value"] == Decimal(5)

    def test_what_a_record_does_not_say_of_its_origin_the_file_says(self):
        origin = Origin("Bản chụp 2026", Era.TWO_TIERS)

        columns = read_record(brief(record_source=None), origin)

        assert (columns["record_source"], columns["era"]) == ("Bản chụp 2026", Era.TWO_TIERS)


class TestKeys:
    def test_the_key_is_the_national_code_without_what_a_province_adds(self):
        assert read_record(full(code="1.001731.000.00.00.H17"), NOWHERE)["key"] == "1.001731"

    def test_without_one_it_is_the_local_code_marked_as_such(self):
        columns = read_record(full(code=None, local_code="1.010402"), NOWHERE)

        assert (columns["key"], columns["code"]) == ("local-1.010402", "")

    def test_without_any_code_names_that_differ_by_marks_alone_have_two_keys(self):
        one, other = (
            read_record(full(code=None, name=name), NOWHERE)["key"]
            for name in ("Xã Thành Hải", "Xã Thanh Hải")
        )

        assert one != other


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(field=st.sampled_from([*full(), "legal_limit", "local_code", "limits"]), value=json_values)
def test_no_value_in_any_field_is_a_fault_of_ours(field, value):
    raw = full() | {field: value}
    try:
        columns = read_record(raw, NOWHERE)
    except UnfitRecordError:
        return
    json.dumps(columns["record"], allow_nan=False)
    assert columns["name"]
    assert columns["key"]


def test_the_fingerprint_tells_any_difference_and_fears_nothing():
    assert digest_of(full(), NOWHERE) == digest_of(full(), NOWHERE)
    assert digest_of(full(), NOWHERE) != digest_of(full(result="Khác"), NOWHERE)
    assert digest_of(full(), NOWHERE) != digest_of(full(), Origin("Khác"))
    assert digest_of({1, 2}, NOWHERE) == ""
