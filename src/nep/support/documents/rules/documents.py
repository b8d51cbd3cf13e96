"""Kinds of document, and how documents are coded and numbered."""

import re
from collections.abc import Iterable
from enum import StrEnum

CODE = re.compile(r"[^\W_]([\w. /-]*[^\W_])?")
"""A code as agencies write it: `QT-TP-01`, `QT.ISO.02`, `QT 01/CX-HCTP` (rules §5.3)."""
LONGEST_CODE = 40


class DocumentKind(StrEnum):
    """What a document is in the quality system, from the general to the particular."""

    POLICY = "policy"
    OBJECTIVES = "objectives"
    MANUAL = "manual"
    SYSTEM_PROCEDURE = "system_procedure"
    PROCEDURE = "procedure"
    WORK_INSTRUCTION = "work_instruction"
    FORM = "form"


ADOPTED_BY_THE_PROVINCE = frozenset({DocumentKind.PROCEDURE})
"""Kinds whose text the Chủ tịch UBND tỉnh must have adopted before (TT 01/2018 Điều 8; R18)."""


def is_code(code: str) -> bool:
    """Tell whether a code can be given: letters, digits, full stop, dash, slash, space."""
    return len(code) <= LONGEST_CODE and "_" not in code and bool(CODE.fullmatch(code))


def next_number(given: Iterable[int]) -> int:
    """Return the issue number (lần ban hành) that follows those given; the first is 1."""
    return max(given, default=0) + 1


def issue_label(number: int) -> str:
    """Return an issue number as papers print it: 01, 02 … 10."""
    return f"{number:02}"
