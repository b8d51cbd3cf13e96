"""Kinds of document, and how documents are coded and numbered."""

import re
from collections.abc import Iterable, Mapping
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


LEVELS: Mapping[DocumentKind, int] = {
    DocumentKind.POLICY: 1,
    DocumentKind.OBJECTIVES: 1,
    DocumentKind.MANUAL: 1,
    DocumentKind.SYSTEM_PROCEDURE: 2,
    DocumentKind.PROCEDURE: 2,
    DocumentKind.WORK_INSTRUCTION: 3,
    DocumentKind.FORM: 4,
}
"""The level (cấp) of each kind, as the register of internal documents prints it (rules §5.5)."""


class Confidentiality(StrEnum):
    """Who may be given a document; state secrets are never kept here (R68)."""

    NORMAL = "normal"
    INTERNAL = "internal"


class Extent(StrEnum):
    """How much of a document a new revision changes: it decides how the revision is numbered."""

    AMENDMENT = "amendment"  # sửa đổi: the issue stays, its amendment is the next
    ISSUE = "issue"  # ban hành lại: a new issue, not amended yet


ADOPTED_BY_THE_PROVINCE = frozenset({DocumentKind.PROCEDURE})
"""Kinds whose text the Chủ tịch UBND tỉnh must have adopted before (TT 01/2018 Điều 8; R18)."""


def is_code(code: str) -> bool:
    """Tell whether a code can be given: letters, digits, full stop, dash, slash, space."""
    return len(code) <= LONGEST_CODE and "_" not in code and bool(CODE.fullmatch(code))


def next_number(given: Iterable[int]) -> int:
    """Return the running number of the revision after those given: what its address says."""
    return max(given, default=0) + 1


def next_issue(given: Iterable[tuple[int, int]], extent: Extent) -> tuple[int, int]:
    """Return the issue and the amendment (lần ban hành, lần sửa đổi) after those given."""
    issue, amendment = max(given, default=(0, 0))
    if extent is Extent.AMENDMENT and issue:
        return issue, amendment + 1
    return issue + 1, 0


def issue_label(issue: int, amendment: int = 0) -> str:
    """Return issue and amendment as papers print them: 01, 02 … 10; 02/01 once amended."""
    return f"{issue:02}/{amendment:02}" if amendment else f"{issue:02}"
