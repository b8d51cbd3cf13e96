"""The database folds text exactly as the code does, so that a search finds what was stored."""

import string
import unicodedata

import pytest
from django.db import connection
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from nep.lib.vietnamese.text import fold

VOWELS = "aăâeêioôơuưy"
TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
LETTERS = [
    form(form_of_case)
    for vowel in VOWELS
    for tone in TONES
    for form_of_case in (vowel + tone, (vowel + tone).upper())
    for form in (
        lambda text: unicodedata.normalize("NFC", text),
        lambda text: unicodedata.normalize("NFD", text),
    )
]
OTHERS = [*"đĐ", *string.printable.replace("\x0b", "").replace("\x0c", ""), "–", "“", "”", "…", "№"]
TEXTS = st.lists(st.sampled_from([*LETTERS, *OTHERS, *"/-//--"]), max_size=40).map("".join)


@pytest.mark.django_db
@example("Xã Thành Hải / Xã Thanh Hải")
@example("QĐ-UBND/2023-VPĐP, số 1/QĐ-TTg")
@example(unicodedata.normalize("NFD", "ĐƯỜNG PHỐ NGUYỄN ĐÌNH CHIỂU"))
@given(text=TEXTS)
@settings(
    max_examples=300,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_the_database_folds_as_the_code_does(text):
    with connection.cursor() as cursor:
        cursor.execute("SELECT nep_fold(%s)", [text])
        folded = cursor.fetchone()[0]

    assert folded == fold(text)
