"""The head of a paper: who issues it and where (NĐ 30/2020 Phụ lục I, Phần I, Mục II)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from nep.agencies.models import Agency, Unit
from nep.agencies.queries import leading_unit
from nep.operation.dossiers.papers.forms import OneStopOffice, one_stop_office

# The place is the name of the area, without its kind; a number or a numbered ward keeps it.
_COMMITTEE: Final = re.compile(
    r"^(?:UBND|Ủy ban nhân dân) "
    r"(?P<kind>tỉnh|thành phố|huyện|thị xã|quận|xã|phường|thị trấn|đặc khu) (?P<name>.+?)"
    r"(?: và Văn phòng .+)?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The upper left of a paper and its place: the superior regular, the issuer bold."""

    superior: str
    issuer: str
    place: str


def letterhead_of(agency: Agency, *, on: date) -> Letterhead:
    """Return the head of what the one-stop office of an agency issues on a day."""
    lead = leading_unit(agency)
    office = one_stop_office(on)
    if _is(office, lead):
        return Letterhead(lead.parent.name if lead.parent else "", lead.name, _place(lead))
    return Letterhead(lead.name, office.name, _place(lead))


def returned_at(letterhead: Letterhead) -> str:
    """Return where the citizen takes the result: the office, and whose it is."""
    return f"{letterhead.issuer} - {letterhead.superior}".removesuffix(" - ")


def number_of(code: str, *, on: date) -> str:
    """Return the number of the papers of a dossier: unique at the office that issues them.

    The part of the code before the hyphen names the agency, which the head already does.
    """
    return f"{code.partition('-')[2] or code}/{one_stop_office(on).abbreviation}"


def _is(office: OneStopOffice, lead: Unit) -> bool:
    """Tell whether the agency is itself a one-stop office, as a provincial centre is."""
    return lead.name.casefold().startswith(office.name.casefold())


def _place(unit: Unit) -> str:
    for above in _upwards(unit):
        if committee := _COMMITTEE.match(above.name):
            kind, name = committee["kind"], committee["name"]
            return f"{kind.capitalize()} {name}" if name[0].isdigit() else name
    return ""


def _upwards(unit: Unit) -> Iterator[Unit]:
    here: Unit | None = unit
    while here is not None:
        yield here
        here = here.parent
