"""The parts of a pattern: signs that stand as they are, and fields to be filled."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from string import Formatter
from typing import Final

NUMBER: Final = "number"
DATE_FORMATS: Final[Mapping[str, str]] = {
    "yyyymmdd": "%Y%m%d",
    "yymmdd": "%y%m%d",
    "yyyy": "%Y",
    "yy": "%y",
    "mm": "%m",
    "dd": "%d",
}
WIDTH: Final = re.compile(r"0[1-9]")
SIGNS: Final = re.compile(r"(?:[^\W_]|[-._/])*")


class ImpossiblePatternError(ValueError):
    """A pattern that cannot make codes: unknown fields, no number, or no way to read it back."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a pattern: its name, and the digits that a number is padded to."""

    name: str
    width: int = 0

    @property
    def is_word(self) -> bool:
        """Tell whether the value is given by the caller, such as a unit's code."""
        return self.name != NUMBER and not self.is_date

    @property
    def is_date(self) -> bool:
        return self.name in DATE_FORMATS

    @property
    def shortest(self) -> int:
        return len(self.name) if self.is_date else self.width or 1

    @property
    def ends_by_itself(self) -> bool:
        """Tell whether a reader knows where the value ends without a sign after it."""
        return self.is_date or bool(self.width)

    @property
    def expression(self) -> str:
        """The regular expression of the field's values, under its name."""
        if self.is_date:
            values = rf"[0-9]{{{len(self.name)}}}"
        elif self.name == NUMBER:
            values = rf"[0-9]{{{self.width}}}" if self.width else "[1-9][0-9]*"
        else:
            values = r"[\w./]+?"
        return f"(?P<{self.name}>{values})"

    def value(self, number: str, on: date, words: Mapping[str, str]) -> str:
        """Return what stands in a code for this field."""
        if self.is_date:
            return on.strftime(DATE_FORMATS[self.name])
        return number if self.name == NUMBER else words[self.name]


Piece = str | Field


def pieces_of(text: str, words: Collection[str], longest: int) -> tuple[Piece, ...]:
    """Return the pieces of a pattern written as `{unit}-{yymmdd}-{number:04}`.

    :raises ImpossiblePatternError: when it could not make codes of at most `longest` signs.
    """
    try:
        parsed = list(Formatter().parse(text))
    except ValueError as unbalanced:
        raise ImpossiblePatternError(f"{text}: {unbalanced}.") from unbalanced  # noqa: EM102
    pieces = tuple(_pieces(parsed, words))
    _check_fields([piece for piece in pieces if isinstance(piece, Field)])
    _check_ends(pieces)
    if (
        sum(piece.shortest if isinstance(piece, Field) else len(piece) for piece in pieces)
        > longest
    ):
        message = f"{text} makes codes of more than {longest} signs."
        raise ImpossiblePatternError(message)
    return pieces


def _pieces(
    parsed: list[tuple[str, str | None, str | None, str | None]], words: Collection[str]
) -> Iterator[Piece]:
    for signs, name, form, conversion in parsed:
        if not SIGNS.fullmatch(signs):
            message = f"{signs!r}: a code has letters, digits and - . _ / only."
            raise ImpossiblePatternError(message)
        if signs:
            yield signs
        if name is not None:
            if conversion:
                message = f"{{{name}!{conversion}}} is not a field."
                raise ImpossiblePatternError(message)
            yield _field(name, form or "", words)


def _field(name: str, form: str, words: Collection[str]) -> Field:
    if name == NUMBER and (not form or WIDTH.fullmatch(form)):
        return Field(name, int(form or 0))
    if form or (name not in DATE_FORMATS and (name not in words or not name.isidentifier())):
        message = f"{{{name}{':' * bool(form)}{form}}} is not a field."
        raise ImpossiblePatternError(message)
    return Field(name)


def _check_fields(fields: list[Field]) -> None:
    names = [field.name for field in fields]
    if NUMBER not in names:
        raise ImpossiblePatternError("A pattern without {number} would use a code twice.")
    if len(set(names)) != len(names):
        raise ImpossiblePatternError("A field stands in a pattern once.")


def _check_ends(pieces: tuple[Piece, ...]) -> None:
    for one, other in pairwise(pieces):
        if isinstance(one, Field) and isinstance(other, Field) and not one.ends_by_itself:
            message = f"Nothing parts {{{one.name}}} from {{{other.name}}}."
            raise ImpossiblePatternError(message)
