"""A record of the catalogue read as answers: what it needs, takes, costs, and who does it.

What the source says is shown as it says it. Only a bare number gets its unit beside it, and a
number whose unit the source left out is said to lack one.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from nep.norms.catalogue.models import CHANNEL_NAMES, LIMIT_UNIT_NAMES, AdministrativeProcedure
from nep.norms.catalogue.rules.terms import Channel, LimitUnit

_BARE = re.compile(r"0*([\d.,]+)\s*(ngày làm việc|ngày|giờ)?", re.IGNORECASE)
_STEP_BEGINS = re.compile(r"(?<=\S)\s+(?=(?:- )?Bước \d+\s*[:.])")


@dataclass(frozen=True, slots=True)
class Way:
    """Ways of filing that take and cost the same."""

    channels: tuple[str, ...]
    limit: str
    fee: str
    detail: str


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper to bring, in how many originals and copies."""

    name: str
    originals: int
    copies: int
    note: str


@dataclass(frozen=True, slots=True)
class PaperGroup:
    """Papers that the source puts under one heading."""

    title: str
    papers: tuple[Paper, ...]


@dataclass(frozen=True, slots=True)
class Ground:
    """A legal text the procedure rests on."""

    number: str
    title: str


@dataclass(frozen=True, slots=True)
class Answers:
    """What a record answers, in the order in which people ask."""

    subjects: tuple[str, ...]
    conditions: tuple[str, ...]
    result: tuple[str, ...]
    papers: tuple[PaperGroup, ...]
    papers_counted: int
    ways: tuple[Way, ...]
    performing: str
    steps: tuple[str, ...]
    grounds: tuple[Ground, ...]

    @property
    def fee(self) -> str:
        """The fee that the source states first."""
        return next((way.fee for way in self.ways if way.fee), "")


def answers_of(procedure: AdministrativeProcedure) -> Answers:
    """Return what the record of a procedure answers; the empty answers are left empty."""
    record = procedure.record
    return Answers(
        subjects=tuple(record.get("subjects") or ()),
        conditions=_paragraphs(record.get("conditions_text")),
        result=_paragraphs(procedure.result),
        papers=_papers(record.get("documents") or ()),
        papers_counted=int(record.get("documents_count") or 0),
        ways=_ways(record.get("channels") or record.get("limits") or ()),
        performing=(record.get("agencies") or {}).get("performing") or "",
        steps=_paragraphs(_STEP_BEGINS.sub("\n", record.get("steps_text") or "")),
        grounds=_grounds(record.get("legal_basis") or ()),
    )


def limit_of(procedure: AdministrativeProcedure) -> str:
    """Return the limit that stands beside a procedure in a list."""
    return _limit(procedure.limit_text, procedure.limit_value, procedure.limit_unit)


def _ways(channels: Iterable[Mapping[str, Any]]) -> tuple[Way, ...]:
    """Join the channels with the same answers; the source often has a row for each case."""
    joined: dict[tuple[str, str, str], dict[str, None]] = {}
    for row in channels:
        value = row.get("limit_value")
        amount = None if value is None else Decimal(str(value))
        limit = _limit(row.get("limit_text") or "", amount, row.get("limit_unit") or "")
        answer = (limit, _said(row.get("fee_text")), _said(row.get("detail_text")))
        channel = row.get("channel")
        name = str(CHANNEL_NAMES[Channel(channel)]) if channel else ""
        joined.setdefault(answer, {})[name] = None
    return tuple(Way(tuple(filter(None, names)), *answer) for answer, names in joined.items())


def _limit(text: str, value: Decimal | None, unit: str) -> str:
    said = _said(text)
    if value is None or not (said == "" or _BARE.fullmatch(said)):
        return said
    number = number_format(Decimal(format(value.normalize(), "f")), use_l10n=True)
    if not unit:
        return _("%(number)s (the source gives no unit)") % {"number": number}
    return f"{number} {LIMIT_UNIT_NAMES[LimitUnit(unit)]}"


def _papers(documents: Iterable[Mapping[str, Any]]) -> tuple[PaperGroup, ...]:
    groups: dict[str, list[Paper]] = {}
    for row in documents:
        paper = Paper(
            name=_said(row["name"]),
            originals=int(row.get("originals") or 0),
            copies=int(row.get("copies") or 0),
            note=_said(row.get("note")),
        )
        groups.setdefault(_said(row.get("group")), []).append(paper)
    return tuple(PaperGroup(title, tuple(papers)) for title, papers in groups.items())


def _grounds(rows: Iterable[Mapping[str, Any]]) -> tuple[Ground, ...]:
    return tuple(Ground(_said(row.get("number")), _said(row.get("title"))) for row in rows)


def _paragraphs(text: str | None) -> tuple[str, ...]:
    return tuple(line.strip() for line in (text or "").splitlines() if line.strip())


def _said(text: str | None) -> str:
    return (text or "").strip()
