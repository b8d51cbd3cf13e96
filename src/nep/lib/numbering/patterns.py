"""Patterns of codes: parsed once, then rendered and read back."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, Self

from nep.lib.numbering.fields import NUMBER, Field, Piece, pieces_of

WORD: Final = re.compile(r"[^\W_]+(?:[._/][^\W_]+)*")
ANY_NUMBER: Final = "*"


class ImpossibleCodeError(ValueError):
    """Values for which the pattern has no code, or a code that does not follow the pattern."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A parsed pattern of codes, such as `{unit}-{yymmdd}-{number:04}`."""

    text: str
    longest: int
    pieces: tuple[Piece, ...]

    @classmethod
    def parse(cls, text: str, *, words: Collection[str], longest: int) -> Self:
        """Return the pattern written in a text, whose fields besides date and number are `words`.

        :raises ImpossiblePatternError: when it could not make codes of at most `longest` signs.
        """
        return cls(text, longest, pieces_of(text, words, longest))

    @property
    def words(self) -> frozenset[str]:
        """The fields whose values the caller gives to render a code."""
        return frozenset(field.name for field in self._fields() if field.is_word)

    def render(self, number: int, on: date, **words: str) -> str:
        """Return the code of a number, a day and the words that the pattern names.

        :raises ImpossibleCodeError: when they do not fit, or would read back as something else.
        """
        self._check_words(words)
        code = self._filled(str(number).zfill(self._width()), on, words)
        if len(code) > self.longest:
            message = f"{code} has more than {self.longest} signs."
            raise ImpossibleCodeError(message)
        if self.read(code) != self._values(str(number), on, words):
            message = f"{code} would not read back to the values it was made of."
            raise ImpossibleCodeError(message)
        return code

    def series(self, on: date, **words: str) -> str:
        """Return the name of the series in which numbers run: the code with any number.

        :raises ImpossibleCodeError: when the words are not those of the pattern.
        """
        self._check_words(words)
        return self._filled(ANY_NUMBER, on, words)

    def read(self, code: str) -> dict[str, str]:
        """Return the values that a code was made of, the number without padding.

        :raises ImpossibleCodeError: when the code does not follow the pattern.
        """
        found = self._expression().fullmatch(code) if len(code) <= self.longest else None
        if found is None or not int(found[NUMBER]):
            message = f"{code} does not follow {self.text}."
            raise ImpossibleCodeError(message)
        return {**found.groupdict(), NUMBER: str(int(found[NUMBER]))}

    def _check_words(self, words: Mapping[str, str]) -> None:
        if words.keys() != self.words:
            message = f"{self.text} takes {sorted(self.words)}, not {sorted(words)}."
            raise ImpossibleCodeError(message)
        for value in words.values():
            if not WORD.fullmatch(value):
                message = f"{value!r} cannot stand in a code: letters, digits, and . _ / between."
                raise ImpossibleCodeError(message)

    def _filled(self, number: str, on: date, words: Mapping[str, str]) -> str:
        return "".join(
            piece.value(number, on, words) if isinstance(piece, Field) else piece
            for piece in self.pieces
        )

    def _values(self, number: str, on: date, words: Mapping[str, str]) -> dict[str, str]:
        return {field.name: field.value(number, on, words) for field in self._fields()}

    def _fields(self) -> Iterator[Field]:
        return (piece for piece in self.pieces if isinstance(piece, Field))

    def _width(self) -> int:
        return next(field.width for field in self._fields() if field.name == NUMBER)

    def _expression(self) -> re.Pattern[str]:
        return re.compile(
            "".join(
                piece.expression if isinstance(piece, Field) else re.escape(piece)
                for piece in self.pieces
            )
        )
