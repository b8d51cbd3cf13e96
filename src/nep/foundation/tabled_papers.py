"""Papers that are mostly a table: registers, minutes; in the layout of NĐ 30/2020 Phụ lục I.

A paper is a frozen value in Vietnamese, whatever the language of the interface; equal values
made at one moment give equal bytes. Signatures stay blank above the name: a person signs.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Final

from nep.foundation import clock
from nep.foundation.typesetting import pdf

TEMPLATE: Final = Path(__file__).parent / "typst" / "tabled.typ"


class Align(StrEnum):
    """Where the cells of a column stand."""

    LEFT = "left"
    CENTRE = "center"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The upper left of a paper and its place: the superior regular, the issuer bold."""

    superior: str
    issuer: str
    place: str


@dataclass(frozen=True, slots=True)
class PaperColumn:
    """A column: its heading, its share of the width, and where its cells stand."""

    heading: str
    width: int
    align: Align = Align.LEFT


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs below: in which role, and the name when it is known."""

    role: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class TabledPaper:
    """All that such a paper says; paragraphs stand before the table and after it."""

    letterhead: Letterhead
    title: str
    columns: tuple[PaperColumn, ...]
    rows: tuple[tuple[str, ...], ...]
    signers: tuple[Signer, ...]
    on: date
    number: str = ""
    about: str = ""
    form: str = ""
    opening: tuple[str, ...] = ()
    closing: tuple[str, ...] = ()
    across: bool = True  # A4 lying; minutes stand


def tabled_pdf(paper: TabledPaper, *, at: datetime) -> bytes:
    """Set a paper on A4; `at` is the moment the PDF says it was made."""
    return pdf(TEMPLATE, paper, at=at, demo="true" if clock.is_shifted() else "")
