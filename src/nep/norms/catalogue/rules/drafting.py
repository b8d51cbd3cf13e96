"""From the step table of a record to the steps of a procedure at one agency.

Records name people and bodies in words ("Văn thư và Công chức Bộ phận Một cửa", "Phòng LĐ-TB&XH").
Committed tables say what each wording means; here the wording meets an agency. Two people in one
row become two steps that share its time; what the one-stop mechanism asks for and a record leaves
out, reception first and handing over last, is added without time. The sum of times never changes.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TypeVar

from nep.agencies.rules import Role

OWN = "own"
DISTRICT = "district"
ADDED = "Bổ sung theo Nghị định 61/2018/NĐ-CP; không tính thời gian"
SPLIT = "Tách từ một dòng có nhiều người thực hiện; tổng thời gian không đổi"
SIDE_BY_SIDE = "Tách từ một dòng của nhiều cơ quan; thực hiện song song"
_PARTS = Decimal("0.001")
V = TypeVar("V")


class UnreadableStepError(LookupError):
    """No committed table says what a wording of a step table means."""


@dataclass(frozen=True, slots=True)
class StepRow:
    """A row of a record's step table, as it was published or composed."""

    order: int
    name: str
    role: str
    agency: str
    duration_value: Decimal | None
    duration_unit: str
    result: str
    parallel_group: str = ""


@dataclass(frozen=True, slots=True)
class RoleReading:
    """What a wording of a role means: roles in order, who they are for people, and where."""

    roles: tuple[Role, ...]
    labels: tuple[str, ...]
    units: tuple[tuple[str, ...], ...]
    shares: tuple[Decimal, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """The agency that a table is drafted for: its code, its district's, and who has which units."""

    code: str
    district_code: str
    has_unit: Callable[[str, str], bool]


@dataclass(frozen=True, slots=True)
class DraftStep:
    """A step ready to be drafted; no agency code means the drafting agency itself."""

    name: str
    role: Role
    responsible: str
    agency_code: str
    unit: str
    duration_value: Decimal | None
    duration_unit: str
    result: str = ""
    parallel_group: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Tables:
    """The committed readings; the more exactly a wording is placed, the earlier it is found."""

    roles: Mapping[tuple[str, str, str], RoleReading]
    agencies: Mapping[tuple[str, str, str], tuple[str, ...]]
    splits: Mapping[tuple[str, str, str], tuple[str, ...]]

    def role(self, text: str, procedure: str, order: int) -> RoleReading:
        """Return what a wording of a role means in one row of one record."""
        return _readable(_most_exact(self.roles, text, procedure, order), text)

    def agency(self, text: str, procedure: str, order: int) -> tuple[str, ...]:
        """Return which agencies a wording means in one row of one record."""
        return _readable(_most_exact(self.agencies, text, procedure, order), text)

    def split(self, name: str, procedure: str, order: int, count: int) -> tuple[str, ...]:
        """Return what the parts of a split row are called: its own name where nobody said."""
        names = _most_exact(self.splits, name, procedure, order) or ()
        return names if len(names) == count else (name,) * count


RECEPTION = DraftStep(
    name="Tiếp nhận hồ sơ",
    role=Role.ONE_STOP_OFFICER,
    responsible="Công chức Bộ phận Một cửa",
    agency_code="",
    unit="",
    duration_value=None,
    duration_unit="",
    result="Giấy tiếp nhận hồ sơ và hẹn trả kết quả",
    note=ADDED,
)
HANDING_OVER = replace(RECEPTION, name="Trả kết quả", result="Sổ theo dõi hồ sơ")


def draft_steps(
    procedure: str, rows: Sequence[StepRow], *, tables: Tables, place: Place
) -> tuple[DraftStep, ...]:
    """Return the steps of a record for one agency, from reception to handing over.

    :raises UnreadableStepError: when a wording stands in no table.
    """
    steps = [
        step
        for row in sorted(rows, key=lambda row: row.order)
        for step in _read_row(row, procedure, tables, place)
    ]
    if not _at_the_counter(steps[0]):
        steps.insert(0, RECEPTION)
    if not _at_the_counter(steps[-1]):
        steps.append(replace(HANDING_OVER, responsible=steps[0].responsible))
    return tuple(steps)


def _at_the_counter(step: DraftStep) -> bool:
    own = not step.agency_code and not step.parallel_group
    return own and step.role is Role.ONE_STOP_OFFICER


def _read_row(row: StepRow, procedure: str, tables: Tables, place: Place) -> Iterator[DraftStep]:
    reading = tables.role(row.role, procedure, row.order)
    agencies = [_code(rule, place) for rule in tables.agency(row.agency, procedure, row.order)]
    if len(reading.roles) == 1 and len(agencies) > 1:
        for agency in agencies:
            step = _step(row, reading, 0, agency, place)
            yield replace(step, parallel_group=f"R{row.order}", note=SIDE_BY_SIDE)
    elif len(reading.roles) == 1 or row.parallel_group:
        yield _step(row, reading, 0, agencies[0], place)
    else:
        names = tables.split(row.name, procedure, row.order, len(reading.roles))
        yield from _split(row, reading, agencies, names, place)


def _split(
    row: StepRow,
    reading: RoleReading,
    agencies: Sequence[str],
    names: Sequence[str],
    place: Place,
) -> Iterator[DraftStep]:
    """Yield one step for each role of a row; only the last one bears its result."""
    count = len(reading.roles)
    placed = agencies if len(agencies) == count else (agencies[0],) * count
    times = _shared(row.duration_value, reading.shares)
    for index in range(count):
        step = _step(row, reading, index, placed[index], place)
        yield replace(
            step,
            name=names[index],
            duration_value=times[index],
            result=row.result if index == count - 1 else "",
            note=SPLIT,
        )


def _step(row: StepRow, reading: RoleReading, index: int, agency: str, place: Place) -> DraftStep:
    at = agency or place.code
    wanted = reading.units[index]
    unit = next((name for name in wanted if place.has_unit(at, name)), wanted[0] if wanted else "")
    return DraftStep(
        name=row.name,
        role=reading.roles[index],
        responsible=reading.labels[index].replace("{unit}", unit),
        agency_code=agency,
        unit=unit,
        duration_value=row.duration_value,
        duration_unit=row.duration_unit,
        result=row.result,
        parallel_group=row.parallel_group,
    )


def _code(rule: str, place: Place) -> str:
    """Return the agency's code, or nothing where it is the drafting agency itself."""
    code = {OWN: place.code, DISTRICT: place.district_code or place.code}.get(rule, rule)
    return "" if code == place.code else code


def _shared(time: Decimal | None, shares: Sequence[Decimal]) -> list[Decimal | None]:
    if time is None:
        return [None] * len(shares)
    parts = [(time * share / sum(shares)).quantize(_PARTS) for share in shares[:-1]]
    return [_plain(part) for part in (*parts, time - sum(parts, Decimal(0)))]


def _plain(number: Decimal) -> Decimal:
    """Return the same number as people write it: 0.5 and 10, not 0.500 and 1E+1."""
    whole = number.to_integral_value()
    return whole if whole == number else number.normalize()


def _most_exact(
    table: Mapping[tuple[str, str, str], V], text: str, procedure: str, order: int
) -> V | None:
    places = ((text, procedure, str(order)), (text, procedure, ""), (text, "", ""))
    return next((table[place] for place in places if place in table), None)


def _readable(reading: V | None, text: str) -> V:
    if reading is None:
        raise UnreadableStepError(text)
    return reading
