"""The province: its agencies, units, posts, people and roles, made through the services."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from random import Random

from django.contrib.auth.hashers import make_password
from django.db import transaction

from nep.agencies.models import Agency, Unit
from nep.agencies.queries import agencies_by_code, agencies_on, leading_unit
from nep.agencies.rules import Duty, Kind, Role
from nep.agencies.services import (
    Fate,
    NewAgency,
    add_unit,
    appoint,
    establish_agency,
    give_role,
    name_focal_agency,
    record_succession,
)
from nep.demo import tables
from nep.demo.people import a_name
from nep.demo.tables import AgencyRow, PostRow
from nep.foundation.actors import SYSTEM, ActorRef
from nep.lib.vietnamese.slugs import slug
from nep.platform.accounts.services import add_person

PASSWORD = "Trinh-dien-2023"  # noqa: S105 - of the demo, printed for everyone to use
FOCAL = "chi-cuc-tieu-chuan-do-luong-chat-luong"
SINCE = date(2021, 7, 1)  # the term of office of 2021–2026
DUTY_SOURCES: Mapping[Duty, str] = {
    Duty.MANDATORY: "QĐ 19/2014/QĐ-TTg Điều 2",
    Duty.ENCOURAGED: "QĐ 19/2014/QĐ-TTg Điều 2",
    Duty.BY_MINISTRY: "TT 26/2014/TT-BKHCN Điều 4.1",
}
SHORT_ROLES: Mapping[Role, str] = {
    Role.ONE_STOP_OFFICER: "motcua",
    Role.OFFICIAL: "congchuc",
    Role.HEAD: "truongphong",
    Role.LEADER: "lanhdao",
    Role.CLERK: "vanthu",
    Role.ISO_SECRETARY: "iso",
    Role.AUDITOR: "danhgia",
    Role.PROVINCIAL_OFFICER: "tinh",
    Role.INSPECTOR: "kiemtra",
    Role.ADMINISTRATOR: "quantri",
}


@dataclass(frozen=True, slots=True)
class Builder:
    """Whoever builds the demo: the house itself."""

    ref: ActorRef = field(default=SYSTEM)


BUILDER = Builder()


def build_agencies(at: datetime) -> Iterator[str]:
    """Establish every agency that does not stand yet, with its people; yield each name."""
    encoded = make_password(PASSWORD)
    standing = agencies_by_code(row.code for row in tables.agencies())
    numbers = _identifiers()
    for row in tables.agencies():
        if row.code not in standing:
            with transaction.atomic():
                agency = _establish(row, numbers[row.code], standing.get(row.parent), at=at)
                _fill_posts(agency, row, encoded, at=at)
                if row.code == FOCAL:
                    _name_focal(agency, at=at)
            standing[row.code] = agency
        yield row.name


def _establish(row: AgencyRow, identifier: str, superior: Agency | None, *, at: datetime) -> Agency:
    new = NewAgency(
        code=row.code,
        name=row.name,
        kind=row.kind,
        duty=row.duty,
        duty_source=DUTY_SOURCES[row.duty],
        area_code=row.area_code,
        identifier=identifier,
        basis=row.basis,
        superior=superior,
    )
    return establish_agency(new, since=SINCE, actor=BUILDER, at=at)


def _name_focal(agency: Agency, *, at: datetime) -> None:
    source = "Kế hoạch 646/KH-UBND (giả định cho bản trình diễn)"
    name_focal_agency(agency, since=SINCE, source=source, actor=BUILDER, at=at)


def _identifiers() -> dict[str, str]:
    """Invent codes of units in the layout of TT 01/2018; the real ones are not known here."""
    codes: dict[str, str] = {}
    below: Counter[str] = Counter()
    for number, row in enumerate(tables.agencies(), start=1):
        if row.kind == Kind.COMMUNE_COMMITTEE:
            below[row.parent] += 1
            codes[row.code] = f"000.{below[row.parent]:02}.{codes[row.parent].split('.')[2]}.H43"
        else:
            codes[row.code] = f"000.00.{number:02}.H43"
    return codes


def _fill_posts(agency: Agency, row: AgencyRow, encoded: str, *, at: datetime) -> None:
    chance = Random(f"people of {row.code}")  # noqa: S311 - the same people at every load
    units = {"": leading_unit(agency)}
    taken: Counter[str] = Counter()
    for post in tables.posts():
        if post.stands_in(row):
            unit = units.get(post.unit) or units.setdefault(
                post.unit, add_unit(agency, post.unit, since=SINCE, actor=BUILDER, at=at)
            )
            _fill_post(post, unit, _username(post, row, taken), a_name(chance), encoded, at=at)


def _fill_post(
    post: PostRow, unit: Unit, username: str, name: str, encoded: str, *, at: datetime
) -> None:
    person = add_person(username, name, encoded_password=encoded, actor=BUILDER, at=at)
    staff = appoint(person, unit, post.title, since=SINCE, actor=BUILDER, at=at)
    for role in post.roles:
        give_role(staff, role, since=SINCE, actor=BUILDER, at=at)


def _username(post: PostRow, row: AgencyRow, taken: Counter[str]) -> str:
    """Name accounts by what they are for: `motcua.huyen-ninh-hai`, `motcua2.…`."""
    role = SHORT_ROLES[post.roles[0]]
    taken[role] += 1
    number = str(taken[role]) if taken[role] > 1 else ""
    return f"{role}{number}.{row.code.removeprefix('ubnd-')}"


def record_successions(at: datetime) -> None:
    """Record what will become of communes and districts, and the agencies that will follow."""
    known = {agency.name: agency for agency in agencies_on(SINCE)}
    followers: dict[str, Agency] = {}
    with transaction.atomic():
        for row in tables.successions():
            predecessor = known[row.predecessor]
            successor = None
            if row.successor:
                newly = row.on.year == 2025  # noqa: PLR2004 - the two-level order began then
                successor = (
                    _follower(row.successor, row.on, followers, at=at)
                    if newly
                    else known[row.successor]
                )
            fate = Fate(successor, row.on, row.extent, row.basis)
            record_succession(predecessor, fate, actor=BUILDER, at=at)


def _follower(name: str, on: date, known: dict[str, Agency], *, at: datetime) -> Agency:
    if name not in known:
        new = NewAgency(
            code=f"{slug(name)}-{on.year}",
            name=name,
            kind=Kind.COMMUNE_COMMITTEE,
            duty=Duty.ENCOURAGED,
            duty_source=DUTY_SOURCES[Duty.ENCOURAGED],
            basis="published list of 2025 units",
        )
        known[name] = establish_agency(new, since=on, actor=BUILDER, at=at)
    return known[name]
