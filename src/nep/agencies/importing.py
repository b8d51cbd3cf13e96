"""Agencies from a table: each row is checked and told about, then all of them or none are taken.

A row may name its superior by the code of an agency that stands here, or of another row. What is
checked here is checked against what stands at that moment; the act checks again.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Self

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nep.agencies.models import DUTY_NAMES, KIND_NAMES
from nep.agencies.queries import agencies_by_code, identifiers_taken
from nep.agencies.rules import (
    LONGEST_IDENTIFIER,
    Duty,
    Kind,
    is_agency_code,
    is_identifier,
)
from nep.foundation.spreadsheets.tables import Column, Holds, Row

COLUMNS = (
    Column("code", gettext_lazy("Code of the agency"), required=True, longest=80,
           hint=gettext_lazy("Letters a–z, digits, dashes: ubnd-xa-phuoc-dai. Never changes.")),
    Column("name", gettext_lazy("Name of the agency"), required=True, longest=200, width=48,
           hint=gettext_lazy("In full, as the seal has it.")),
    Column("kind", gettext_lazy("Kind"), required=True, choices=KIND_NAMES, width=28),
    Column("superior", gettext_lazy("Code of the superior"), longest=80,
           hint=gettext_lazy("Of the agency directly above; empty for none.")),
    Column("duty", gettext_lazy("Duty to run a quality system"), required=True,
           choices=DUTY_NAMES, width=28),
    Column("duty_source", gettext_lazy("Basis of the duty"), required=True, longest=200, width=32,
           hint=gettext_lazy("Such as: QĐ 19/2014/QĐ-TTg Điều 2.")),
    Column("since", gettext_lazy("Established on"), holds=Holds.DATE, required=True, width=16,
           hint=gettext_lazy("The day from which records are kept here will do.")),
    Column("identifier", gettext_lazy("Identifier in dossier codes"), longest=LONGEST_IDENTIFIER,
           hint=gettext_lazy("By QĐ 20/2020/QĐ-TTg, such as H43.12; dossiers need it.")),
    Column("area_code", gettext_lazy("Code of the area"), longest=10, width=16,
           hint=gettext_lazy("Of the territorial list.")),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class AgencyRow:
    """One agency as a row or a form describes it, and what is wrong with it."""

    number: int
    code: str
    name: str
    kind: str
    superior: str
    duty: str
    duty_source: str
    since: str  # as 2026-01-31, so that a row can be signed and sent along with the preview
    identifier: str
    area_code: str
    faults: tuple[str, ...] = ()

    @classmethod
    def read(cls, row: Row) -> Self:
        """Return a row of the table."""
        since = row.day("since")
        texts = {c.key: row.text(c.key) for c in COLUMNS if c.holds is Holds.TEXT}
        return cls(
            number=row.number,
            since=since.isoformat() if since else "",
            faults=row.faults,
            **texts,
        )

    @classmethod
    def signed_back(cls, values: Mapping[str, Any]) -> Self:
        """Return a row that `as_signed` put away."""
        return cls(**{**values, "faults": ()})

    def as_signed(self) -> dict[str, Any]:
        """Return the row as it travels with the preview."""
        return asdict(self)

    @property
    def established_on(self) -> date:
        return date.fromisoformat(self.since)

    @property
    def kind_name(self) -> str:
        return str(KIND_NAMES[Kind(self.kind)]) if self.kind else ""

    @property
    def duty_name(self) -> str:
        return str(DUTY_NAMES[Duty(self.duty)]) if self.duty else ""


def checked(rows: Sequence[AgencyRow], *, today: date) -> list[AgencyRow]:
    """Return the rows, each with everything that stands against it."""
    known = agencies_by_code({row.code for row in rows} | {row.superior for row in rows})
    codes = Counter(row.code for row in rows)
    numbers = Counter(row.identifier for row in rows if row.identifier)
    taken = identifiers_taken(numbers)
    described = _Described(set(known), codes, numbers, taken, _above(rows))
    return [_with_faults(row, described, today) for row in rows]


def in_order(rows: Sequence[AgencyRow]) -> list[AgencyRow]:
    """Return the rows with every superior before those below it."""
    waiting, placed, ordered = list(rows), {""}, []
    own = {row.code for row in rows}
    while waiting:
        ready = [row for row in waiting if row.superior in placed or row.superior not in own]
        ordered += ready
        placed |= {row.code for row in ready}
        waiting = [row for row in waiting if row not in ready] if ready else []
    return ordered


@dataclass(frozen=True, slots=True)
class _Described:
    """What the table as a whole says, and what stands here already."""

    known: set[str]
    codes: Counter[str]
    identifiers: Counter[str]
    taken: set[str]
    above: Mapping[str, str]

    def is_circular(self, code: str) -> bool:
        """Tell whether going up from an agency leads back to it."""
        seen, here = {code}, self.above.get(code, "")
        while here and here not in seen:
            seen.add(here)
            here = self.above.get(here, "")
        return bool(here)


def _above(rows: Sequence[AgencyRow]) -> dict[str, str]:
    return {row.code: row.superior for row in rows}


def _with_faults(row: AgencyRow, table: _Described, today: date) -> AgencyRow:
    faults = [
        *row.faults,
        *_faults_of_code(row, table),
        *_faults_of_superior(row, table),
        *_faults_of_identifier(row, table),
    ]
    if row.since and row.established_on > today:
        faults.append(_("The agency is established on a day to come."))
    return AgencyRow(**{**asdict(row), "faults": tuple(faults)})


def _faults_of_code(row: AgencyRow, table: _Described) -> list[str]:
    if not row.code:
        return []
    faults = []
    if not is_agency_code(row.code):
        sentence = _("“%(code)s” is no code: use small letters a–z, digits and dashes.")
        faults.append(sentence % {"code": row.code})
    if row.code in table.known:
        faults.append(_("An agency with the code “%(code)s” stands already.") % {"code": row.code})
    if table.codes[row.code] > 1:
        faults.append(_("The code “%(code)s” stands in several rows.") % {"code": row.code})
    return faults


def _faults_of_superior(row: AgencyRow, table: _Described) -> list[str]:
    if not row.superior:
        return []
    if row.superior not in table.known and not table.codes[row.superior]:
        sentence = _("No agency has the code “%(code)s” of the superior, nor does any row.")
        return [sentence % {"code": row.superior}]
    if table.is_circular(row.code):
        return [_("Going up from this agency leads back to it.")]
    return []


def _faults_of_identifier(row: AgencyRow, table: _Described) -> list[str]:
    if not row.identifier:
        return []
    if not is_identifier(row.identifier):
        sentence = _("“%(code)s” cannot stand in a code: letters a–z, digits, and . _ between.")
        return [sentence % {"code": row.identifier}]
    if row.identifier in table.taken or table.identifiers[row.identifier] > 1:
        sentence = _("The identifier “%(code)s” belongs to another agency.")
        return [sentence % {"code": row.identifier}]
    return []
