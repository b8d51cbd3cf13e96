"""What a paper says, in the order in which it is read; how it looks is for the writers."""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading with its number: 5. NỘI DUNG, or 5.7. Quy trình xử lý công việc."""

    level: int
    text: str
    block: str = field(default="heading", init=False)


@dataclass(frozen=True, slots=True)
class Prose:
    """Text as it was typed: every line is a paragraph."""

    text: str
    block: str = field(default="prose", init=False)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its head, its share of the width, and whether it is centred."""

    head: str
    share: int
    centred: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose head is repeated on every page that it reaches."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    block: str = field(default="table", init=False)


Block = Heading | Prose | Table


@dataclass(frozen=True, slots=True)
class Cover:
    """The first page: who lays the document down, what it is, and who signed it.

    The row of signatures is left high, for hands and seals.
    """

    superior: str
    kind: str
    facts: tuple[tuple[str, str], ...]
    signatures: Table
    signed_in: int  # which row of the table is for signing
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """Everything that a paper says, on every page, on its cover and in its body."""

    agency: str
    title: str
    code: str
    marks: tuple[tuple[str, str], ...]  # the right of the running header
    page_word: str
    stamp: str  # across every page; empty for what is in force
    cover: Cover | None
    sheet: tuple[Block, ...]  # of amendments; stands on pages of its own
    body: tuple[Block, ...]
    at: datetime
    across: bool = False  # landscape
