"""The table of components while it is typed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

MOST_OF_ONE = 99
LONGEST_NAME = 5000


class WrongPaper(StrEnum):
    """Why a row cannot be taken as it was typed."""

    NAMELESS = "nameless"
    COUNT = "count"
    TOO_LONG = "too_long"


SENTENCES: Mapping[WrongPaper, str | Promise] = {
    WrongPaper.NAMELESS: _("Name the paper, or remove the row."),
    WrongPaper.COUNT: _("How many are whole numbers from 0 to 99."),
    WrongPaper.TOO_LONG: _("This is too long."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedPaper:
    """One row as it was typed."""

    name: str = ""
    originals: str = "1"
    copies: str = "0"
    note: str = ""
    required: bool = True

    @property
    def blank(self) -> bool:
        """Whether nothing was typed that would be missed."""
        return not self.name.strip() and not self.note.strip()

    @property
    def wrong(self) -> WrongPaper | None:
        """Why the row cannot be taken; None when it can, or is blank and left out."""
        if self.blank:
            return None
        if not self.name.strip():
            return WrongPaper.NAMELESS
        if not all(_is_count(typed) for typed in (self.originals, self.copies)):
            return WrongPaper.COUNT
        too_long = max(len(self.name), len(self.note)) > LONGEST_NAME
        return WrongPaper.TOO_LONG if too_long else None

    @property
    def problem(self) -> str | Promise:
        """The sentence that stands beside the row."""
        return SENTENCES[self.wrong] if self.wrong else ""


def kept(rows: Sequence[TypedPaper]) -> tuple[TypedPaper, ...]:
    """Return the rows that mean something."""
    return tuple(row for row in rows if not row.blank)


def _is_count(typed: str) -> bool:
    digits = typed.strip() or "0"
    return digits.isascii() and digits.isdigit() and int(digits[:4]) <= MOST_OF_ONE
