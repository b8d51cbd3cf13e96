"""What people type to find a dossier: its code in many spellings, or a key of its applicant."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import unquote

from nep.lib.vietnamese.text import fold, tidy

LINKED = "?ma="  # what stands before the code in the QR code of a receipt
SHORTEST_BEGINNING = 3
WORDS_OF_A_NAME = 2  # at least; a family name alone is a part
_HYPHENS = str.maketrans(dict.fromkeys("‐‑‒–—−", "-"))
_RUNNING_NUMBER = re.compile(r"0*([1-9][0-9]{0,5})", re.ASCII)
_OTHER_SIGNS = re.compile(r"[^0-9a-z]")
_PHONE_LENGTHS = {10, 11}
_IDENTITY_LENGTHS = {9, 12}  # chứng minh nhân dân, căn cước


class ApplicantKey(StrEnum):
    """By what an applicant is found, always whole: never by a part."""

    NAME = "name"
    PHONE = "phone"
    IDENTITY = "identity"


@dataclass(frozen=True, slots=True)
class Asked:
    """A key of an applicant as it is looked up; several spellings of one telephone number."""

    key: ApplicantKey
    spellings: Sequence[str]


def code_in(typed: str) -> str:
    """Return the code in what was typed: pasted with spaces, or read from a receipt's QR code."""
    _before, _mark, linked = typed.partition(LINKED)
    code = unquote(linked.split("&")[0]) if linked else typed
    return "".join(code.split()).translate(_HYPHENS)


def can_begin_a_code(code: str) -> bool:
    """Tell whether it is worth looking for codes that begin so: every code has a digit."""
    return len(code) >= SHORTEST_BEGINNING and any(sign.isdigit() for sign in code)


def running_number_in(typed: str) -> str:
    """Return the running number that was typed, without its zeros; nothing for anything else."""
    found = _RUNNING_NUMBER.fullmatch(typed)
    return found[1] if found else ""


def applicant_key_in(typed: str) -> Asked | None:
    """Return by what an applicant is asked for; None for what cannot be a whole key."""
    name = tidy(fold(typed))
    signs = _OTHER_SIGNS.sub("", name)
    if signs.isdecimal():
        return _number(signs)
    if any(sign.isdigit() for sign in signs) and " " not in name:
        return Asked(ApplicantKey.IDENTITY, (signs,))
    if sum(word.isalpha() for word in name.split()) >= WORDS_OF_A_NAME:
        return Asked(ApplicantKey.NAME, (name,))
    return None


def _number(digits: str) -> Asked | None:
    if len(digits) in _IDENTITY_LENGTHS:
        return Asked(ApplicantKey.IDENTITY, (digits,))
    if len(digits) not in _PHONE_LENGTHS:
        return None
    at_home = f"0{digits[2:]}" if digits.startswith("84") else digits
    return Asked(ApplicantKey.PHONE, (at_home, f"84{at_home[1:]}"))
