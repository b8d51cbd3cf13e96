"""One spelling for the same text, and the form in which it is searched."""

import re
import unicodedata
from typing import Final

MARKS: Final = re.compile("[\u0300-\u036f]")
JOINS: Final = re.compile(r"(?<=\w)[/-](?=\w)")
STROKED_D: Final = str.maketrans("đĐ", "dD")


def nfc(text: str) -> str:
    """Return the text composed (NFC), as it is stored and compared everywhere."""
    return unicodedata.normalize("NFC", text)


def tidy(text: str) -> str:
    """Return the text composed and with single spaces: how a name typed by hand is taken in."""
    return " ".join(nfc(text).split())


def without_marks(text: str) -> str:
    """Return the text with plain letters only; case and everything else stay."""
    return MARKS.sub("", unicodedata.normalize("NFD", text)).translate(STROKED_D)


def fold(text: str) -> str:
    """Return the form in which text is searched: no marks, no case, words apart.

    This is the same function as `nep_fold` of the database; change both or neither.
    """
    return JOINS.sub(" ", without_marks(text)).lower()
