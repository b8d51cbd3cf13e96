"""What a pattern of dossier codes must have: no two dossiers get one code, and each can be read."""

from datetime import date
from enum import StrEnum

from nep.lib.numbering.fields import DATE_FORMATS, NUMBER, Field, ImpossiblePatternError
from nep.lib.numbering.patterns import ImpossibleCodeError, Pattern

LONGEST = 35  # signs, QĐ 20/2020/QĐ-TTg
UNIT = "unit"
FEWEST_DIGITS = 3  # a busy counter receives more than ninety-nine a day
USUAL_WIDTH = 4  # digits of a number that is not padded
_DAYS: tuple[frozenset[str], ...] = (
    frozenset({"yyyymmdd"}),
    frozenset({"yymmdd"}),
    frozenset({"yyyy", "mm", "dd"}),
    frozenset({"yy", "mm", "dd"}),
)
"""The fields that name a day, within which the numbers of an agency run."""


class PatternFault(StrEnum):
    """Why codes cannot be written so."""

    UNREADABLE = "unreadable"
    NO_NUMBER = "no_number"
    NO_UNIT = "no_unit"
    NO_DAY = "no_day"
    NO_ADDRESS = "no_address"
    TOO_FEW = "too_few"
    TOO_LONG = "too_long"


def parsed(text: str) -> Pattern:
    """Return the pattern of dossier codes written in a text.

    :raises ImpossiblePatternError: when it could make no codes.
    """
    return Pattern.parse(text, words={UNIT}, longest=LONGEST)


def fault_of(text: str, *, unit: str, on: date) -> PatternFault | None:
    """Return what stands against a pattern; the longest identifier in use must still fit."""
    if f"{{{NUMBER}" not in text:
        return PatternFault.NO_NUMBER
    if not text.isascii() or "/" in text:
        return PatternFault.NO_ADDRESS  # codes stand in addresses of pages
    try:
        pattern = parsed(text)
    except ImpossiblePatternError:
        return PatternFault.UNREADABLE
    return _fault_of_fields(pattern) or _fault_of_code(pattern, unit, on)


def _fault_of_fields(pattern: Pattern) -> PatternFault | None:
    fields = {piece.name for piece in pattern.pieces if isinstance(piece, Field)}
    if UNIT not in fields:
        return PatternFault.NO_UNIT
    if not any(day <= fields & DATE_FORMATS.keys() for day in _DAYS):
        return PatternFault.NO_DAY
    return None


def _fault_of_code(pattern: Pattern, unit: str, on: date) -> PatternFault | None:
    widths = [piece.width for piece in pattern.pieces if isinstance(piece, Field)]
    if 0 < max(widths) < FEWEST_DIGITS:
        return PatternFault.TOO_FEW
    last_of_a_day = 10 ** (max(widths) or USUAL_WIDTH) - 1
    try:
        pattern.render(last_of_a_day, on, unit=unit)
    except ImpossibleCodeError:
        return PatternFault.TOO_LONG
    return None


def example_of(text: str, *, unit: str, on: date) -> str:
    """Return the seventh code of a day, to see what the pattern makes."""
    return parsed(text).render(7, on, unit=unit)
