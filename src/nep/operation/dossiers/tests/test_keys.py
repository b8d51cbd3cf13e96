"""What people type to find a dossier, as they type and paste it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nep.operation.dossiers.rules.keys import (
    ApplicantKey,
    applicant_key_in,
    can_begin_a_code,
    code_in,
    running_number_in,
)

CODE = "H43.12-231127-0007"


@pytest.mark.parametrize(
    "typed",
    [
        CODE,
        "H43.12 - 231127 - 0007",
        "H43.12–231127–0007",
        f"https://motcua.example.vn/tra-cuu/?ma={CODE}",
        f"https://motcua.example.vn/tra-cuu/?ma={CODE}&x=1",
        "http://nep/tra-cuu/?ma=H43.12%2D231127%2D0007",
    ],
)
def test_a_code_is_read_however_it_was_pasted(typed):
    assert code_in(typed) == CODE


@pytest.mark.parametrize(("typed", "can"), [("H43", True), ("H4", False), ("ho tich", False)])
def test_only_what_has_a_digit_can_begin_a_code(typed, can):
    assert can_begin_a_code(code_in(typed)) is can


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("7", "7"),
        ("0007", "7"),
        ("1200", "1200"),
        ("0", ""),
        ("7a", ""),
        ("1234567", ""),
        ("٧", ""),
    ],
)
def test_a_running_number_is_read_without_its_zeros(typed, number):
    assert running_number_in(typed) == number


@pytest.mark.parametrize(
    ("typed", "key", "spelling"),
    [
        ("Nguyễn Thị Ân", ApplicantKey.NAME, "nguyen thi an"),
        ("  NGUYỄN  thị   ân ", ApplicantKey.NAME, "nguyen thi an"),
        ("Công ty 2 thành viên", ApplicantKey.NAME, "cong ty 2 thanh vien"),
        ("0912345678", ApplicantKey.PHONE, "0912345678"),
        ("+84 912.345.678", ApplicantKey.PHONE, "0912345678"),
        ("058199000123", ApplicantKey.IDENTITY, "058199000123"),
        ("058 199 000 123", ApplicantKey.IDENTITY, "058199000123"),
        ("264123456", ApplicantKey.IDENTITY, "264123456"),
        ("B1234567", ApplicantKey.IDENTITY, "b1234567"),
    ],
)
def test_a_whole_key_of_an_applicant_is_told_by_its_shape(typed, key, spelling):
    asked = applicant_key_in(typed)

    assert (asked.key, asked.spellings[0]) == (key, spelling)


@pytest.mark.parametrize(
    "typed", ["", "Ân", "12345", "H43.12-2311", "0912", "%", "' OR 1=1 --"[:1], "\u0301", "…"]
)
def test_a_part_is_no_key(typed):
    assert applicant_key_in(typed) is None


@given(st.text(max_size=300))
def test_anything_can_be_typed(typed):
    applicant_key_in(typed)
    running_number_in(typed)
    assert " " not in code_in(typed)
