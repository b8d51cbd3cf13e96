"""Taking values out of JSON from outside: of the kind asked for, or refused in words."""

import math
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any, Final, TypeVar

from django.utils.translation import gettext as _

DEEPEST: Final = 12
NOT_TEXT: Final = re.compile("[\x00\ud800-\udfff]")
LARGEST: Final = Decimal(100_000)
LARGEST_INTEGER: Final = 10**18
W = TypeVar("W", bound=StrEnum)


class UnfitRecordError(ValueError):
    """A record does not fit; the message is a sentence fit to be shown."""


@dataclass(frozen=True, slots=True)
class Part:
    """An object within a record, and where it stands there."""

    raw: Mapping[str, Any]
    place: str = ""

    def at(self, name: str) -> str:
        """Return where a field of this part stands, for the sentence that refuses it."""
        return f"{self.place}.{name}" if self.place else name

    def text(self, name: str, *, longest: int, required: bool = False) -> str:
        """Return a text without blanks around it; nothing where it is null or absent."""
        value = self.raw.get(name)
        if not isinstance(value, str | None):
            raise UnfitRecordError(_("%(place)s must be text.") % {"place": self.at(name)})
        said = (value or "").strip()
        if required and not said:
            raise UnfitRecordError(_("%(place)s is missing.") % {"place": self.at(name)})
        if len(said) > longest:
            message = _("%(place)s is longer than %(longest)s characters.")
            raise UnfitRecordError(message % {"place": self.at(name), "longest": longest})
        return said

    def number(self, name: str) -> Decimal | None:
        """Return a number from zero up, or none."""
        value = self.raw.get(name)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise UnfitRecordError(_("%(place)s must be a number.") % {"place": self.at(name)})
        exact = Decimal(str(value))
        if not 0 <= exact < LARGEST:
            message = _("%(place)s must lie between 0 and %(largest)s.")
            raise UnfitRecordError(message % {"place": self.at(name), "largest": LARGEST})
        return exact

    def count(self, name: str) -> int:
        """Return a whole number from zero up; zero where it is null or absent."""
        exact = self.number(name) or Decimal(0)
        if exact != int(exact):
            message = _("%(place)s must be a whole number.")
            raise UnfitRecordError(message % {"place": self.at(name)})
        return int(exact)

    def word(self, name: str, words: type[W]) -> W | None:
        """Return one of the words that the catalogue knows, or none."""
        said = self.text(name, longest=100)
        return self._known(said, name, words) if said else None

    def words(self, name: str, words: type[W]) -> list[W]:
        """Return a list of words that the catalogue knows."""
        return [self._known(said, name, words) for said in self.texts(name)]

    def texts(self, name: str) -> list[str]:
        """Return a list of texts; empty where it is null or absent."""
        return [
            Part({name: said}, self.place).text(name, longest=2000) for said in self._list(name)
        ]

    def part(self, name: str) -> "Part | None":
        """Return an object within this one, or none."""
        value = self.raw.get(name)
        if value is None:
            return None
        return self._part(value, self.at(name))

    def parts(self, name: str) -> list["Part"]:
        """Return a list of objects; empty where it is null or absent."""
        return [
            self._part(value, f"{self.at(name)}[{place}]")
            for place, value in enumerate(self._list(name), start=1)
        ]

    def _list(self, name: str) -> list[Any]:
        value = self.raw.get(name)
        if not isinstance(value, list | None):
            raise UnfitRecordError(_("%(place)s must be a list.") % {"place": self.at(name)})
        return value or []

    def _part(self, value: object, place: str) -> "Part":
        if not isinstance(value, Mapping):
            message = _("%(place)s must be an object with named fields.")
            raise UnfitRecordError(message % {"place": place})
        return Part(value, place)

    def _known(self, said: str, name: str, words: type[W]) -> W:
        if said not in set(words):
            message = _("%(place)s: “%(said)s” is not one of %(words)s.")
            known = ", ".join(word for word in words if word)
            raise UnfitRecordError(
                message % {"place": self.at(name), "said": said[:60], "words": known}
            )
        return words(said)


def cleaned(value: Any, depth: int = 0) -> Any:  # noqa: ANN401 - whatever JSON holds
    """Return JSON with every text composed (NFC), or refuse what a database cannot keep."""
    if depth > DEEPEST:
        raise UnfitRecordError(_("The record is nested too deeply."))
    match value:
        case str():
            return _clean_text(value)
        case float() if not math.isfinite(value):
            raise UnfitRecordError(_("The record holds a number that is not finite."))
        case Mapping():
            return {_clean_text(str(k)): cleaned(v, depth + 1) for k, v in value.items()}
        case list():
            return [cleaned(part, depth + 1) for part in value]
        case int() if abs(value) >= LARGEST_INTEGER:
            raise UnfitRecordError(_("The record holds a number that is too large."))
        case None | int() | float():
            return value
    raise UnfitRecordError(_("The record holds a value of an unknown kind."))


def _clean_text(text: str) -> str:
    if NOT_TEXT.search(text):
        raise UnfitRecordError(_("The record holds characters that are not text."))
    return unicodedata.normalize("NFC", text)
