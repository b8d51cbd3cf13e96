"""The head of what an agency issues (NĐ 30/2020 Phụ lục I, Phần I, Mục II)."""

import re
from collections.abc import Iterator
from typing import Final

from nep.agencies.models import Agency, Unit
from nep.agencies.queries.agencies import leading_unit
from nep.foundation.tabled_papers import Letterhead

# The place is the name of the area, without its kind; a number or a numbered ward keeps it.
_COMMITTEE: Final = re.compile(
    r"^(?:UBND|Ủy ban nhân dân) "
    r"(?P<kind>tỉnh|thành phố|huyện|thị xã|quận|xã|phường|thị trấn|đặc khu) (?P<name>.+?)"
    r"(?: và Văn phòng .+)?$",
    re.IGNORECASE,
)


def letterhead_of_agency(agency: Agency) -> Letterhead:
    """Return the head of what the agency itself issues."""
    return letterhead_of_unit(leading_unit(agency))


def letterhead_of_unit(lead: Unit) -> Letterhead:
    """Return the head of what a unit that has a seal issues."""
    return Letterhead(lead.parent.name if lead.parent else "", lead.name, place_of_unit(lead))


def place_of_unit(unit: Unit) -> str:
    """Return the place from which a unit writes: the area of the committee that it is below."""
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
