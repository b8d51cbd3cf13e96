"""Words as they are stored and asked for; filters are words too.

`@a17`, `@kform`, `@c7.5` stand among the words of a revision for its agency, its kind and a
clause that it cites: no text has such a word, and an index that finds rare words first finds
the few documents of one agency among a hundred thousand at once (ADR 67).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from nep.lib.vietnamese.snippets import words_in

LAST_POSITION = 16_383  # PostgreSQL keeps no place beyond it
LONGEST_WORD = 100  # signs; what is longer is no word
MOST_WORDS = 24  # of what is asked for
BEGUN = ":*"  # ends the last word of a query that is only begun


@dataclass(frozen=True, slots=True)
class Weighed:
    """Some text, and its weight when found: A the title, C the steps, D the sections."""

    text: str
    weight: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody searches for; no words means everything that the filters let through."""

    words: tuple[str, ...] = ()
    agency_id: int | None = None
    kind: str = ""
    clause: str = ""

    def __bool__(self) -> bool:
        return bool(self.words or self.agency_id or self.kind or self.clause)

    @property
    def marks(self) -> tuple[str, ...]:
        """The filters as words."""
        agency = mark_of_agency(self.agency_id) if self.agency_id else ""
        kind = mark_of_kind(self.kind) if self.kind else ""
        clause = mark_of_clause(self.clause) if self.clause else ""
        return tuple(mark for mark in (agency, kind, clause) if mark)


def asked_words(typed: str) -> tuple[str, ...]:
    """Return the words of what was typed, each once, in their order."""
    words = (word for word in words_in(typed) if len(word) <= LONGEST_WORD)
    return tuple(dict.fromkeys(words))[:MOST_WORDS]


def mark_of_agency(agency_id: int) -> str:
    """Return the word that stands for an agency."""
    return f"@a{agency_id}"


def mark_of_kind(kind: str) -> str:
    """Return the word that stands for a kind of document."""
    return f"@k{kind}"


def mark_of_clause(number: str) -> str:
    """Return the word that stands for a clause."""
    return f"@c{number}"


def with_clauses_above(numbers: Iterable[str]) -> Iterator[str]:
    """Return clause numbers with those above them: who looks for 7.5 finds what cites 7.5.3."""
    for number in numbers:
        parts = number.split(".")
        for length in range(1, len(parts) + 1):
            yield ".".join(parts[:length])


def vector(texts: Iterable[Weighed], marks: Iterable[str]) -> str:
    """Write a tsvector: words by their places, as the database reads it."""
    places: dict[str, list[str]] = defaultdict(list)
    position = 0
    for weighed in texts:
        for word in words_in(weighed.text):
            position = min(position + 1, LAST_POSITION)
            if len(word) <= LONGEST_WORD:
                places[word].append(f"{position}{weighed.weight}")
    told = [f"'{word}':{','.join(where)}" for word, where in places.items()]
    return " ".join([*told, *sorted(f"'{mark}'" for mark in set(marks))])


def query(words: Sequence[str], marks: Iterable[str], *, ending: str = "") -> str:
    """Write a tsquery for all these words and marks; the last word may be only begun."""
    told = [f"'{word}'" for word in words]
    if told:
        told[-1] += ending
    return " & ".join([*told, *(f"'{mark}'" for mark in marks)])
