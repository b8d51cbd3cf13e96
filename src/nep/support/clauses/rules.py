"""What a document of a kind usually answers, and what a map of clauses shows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from nep.foundation.search import has_words


@dataclass(frozen=True, slots=True)
class Usual:
    """That documents of a kind, with these words in their titles if any, usually cite a clause."""

    kind: str
    words: str
    clause: str
    source: str


def suggested(kind: str, title: str, usual: Iterable[Usual]) -> list[str]:
    """Return the clauses that a document usually cites; what its title says goes first."""
    of_kind = [one for one in usual if one.kind == kind]
    by_title = [one.clause for one in of_kind if one.words and has_words(title, one.words)]
    return by_title or [one.clause for one in of_kind if not one.words]


@dataclass(frozen=True, slots=True)
class Shown:
    """A document or a record in the map: its name, where it is, and what it is."""

    title: str
    address: str
    note: str = ""


@dataclass
class Line:
    """One clause, and what answers it at an agency."""

    number: str
    title: str
    asks: str = ""
    documents: list[Shown] = field(default_factory=list)
    procedures: list[Shown] = field(default_factory=list)
    records: list[Shown] = field(default_factory=list)
    above: str = ""  # the nearest clause above that is answered, where this one is not
    has_parts: bool = False

    @property
    def depth(self) -> int:
        """1 for a chapter, 2 for 7.5, 3 for 7.5.3."""
        return self.number.count(".") + 1

    @property
    def answered(self) -> bool:
        """Whether something answers this very clause."""
        return bool(self.documents or self.procedures or self.records)

    @property
    def lacking(self) -> bool:
        """Whether nothing answers the clause, neither itself nor as part of one above.

        A clause with parts is answered by its parts; a chapter is no requirement.
        """
        return not (self.answered or self.above or self.has_parts)


def settled(lines: Sequence[Line]) -> list[Line]:
    """Return the lines, told which of them have parts, and which are answered from above."""
    by_number = {line.number: line for line in lines}
    for line in lines:
        parent = by_number.get(line.number.rpartition(".")[0])
        if parent is None:
            continue
        parent.has_parts = True
        if not line.answered:
            line.above = parent.number if parent.answered else parent.above
    return list(lines)
