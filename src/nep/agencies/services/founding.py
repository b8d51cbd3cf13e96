"""The acts by which a real province begins: founding it, and establishing its agencies."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from nep.agencies import acts
from nep.agencies.importing import AgencyRow, checked, in_order
from nep.agencies.models import Agency
from nep.agencies.permissions import may_administer_province
from nep.agencies.queries import agencies_by_code, leading_unit, local_day
from nep.agencies.rules import Duty, Kind, Role, is_agency_code
from nep.agencies.services.establishing import NewAgency, establish_agency, name_focal_agency
from nep.agencies.services.people import Newcomer, Seat, Welcomed, add_newcomer
from nep.foundation.actors import HasRef
from nep.foundation.verdicts import Overtaken, Refused, Unfit
from nep.lib.vietnamese.slugs import slug
from nep.lib.vietnamese.text import fold, tidy
from nep.platform.accounts.services import Profile, change_own_password
from nep.platform.journal.services import record

BASIS = "QĐ 19/2014/QĐ-TTg Điều 2"
ADMINISTRATOR = "Quản trị hệ thống"  # the post, as papers call it
LONGEST = 120  # characters of a name
FOCAL_BASIS = "QĐ 19/2014/QĐ-TTg Điều 12"


@dataclass(frozen=True, slots=True)
class NewProvince:
    """What must be known to begin: the province, its focal agency, its first administrator.

    Without a password of their own the administrator gets one that is good for one sign-in.
    """

    name: str
    focal_name: str
    focal_code: str
    username: str
    full_name: str
    password: str = ""
    focal_kind: Kind = Kind.SUB_DEPARTMENT


@transaction.atomic
def found_province(new: NewProvince, *, since: date, actor: HasRef, at: datetime) -> Welcomed:
    """Establish the committee and the focal agency, and let one administrator in.

    Nothing stays of it when anything is refused. Once an agency exists it can never be done again.

    :raises Refused: when agencies exist already, or something cannot be taken as it is.
    """
    if Agency.objects.exists():
        raise Refused(
            _("This installation has agencies already; only an empty one can be founded.")
        )
    _check(new, since, at=at)
    try:
        committee = establish_agency(_committee(new), since=since, actor=actor, at=at)
        focal = establish_agency(_focal(new, committee), since=since, actor=actor, at=at)
        name_focal_agency(focal, since=since, source=FOCAL_BASIS, actor=actor, at=at)
    except IntegrityError as clash:
        raise Overtaken(_("Somebody else is founding this province right now.")) from clash
    seat = Seat(leading_unit(focal), ADMINISTRATOR, [Role.ADMINISTRATOR])
    newcomer = Newcomer(new.username, Profile(tidy(new.full_name)), seat)
    welcomed = add_newcomer(newcomer, since=since, actor=actor, at=at)
    if new.password:
        change_own_password(welcomed.staff.person, new.password, at=at)

    record(acts.PROVINCE_FOUNDED, focal, actor=actor, at=at, province=province_called(new.name))
    return welcomed


@transaction.atomic
def establish_agencies(
    rows: Sequence[AgencyRow], file: str, *, actor: HasRef, at: datetime
) -> list[Agency]:
    """Establish every agency of a table, or none of them.

    :raises Refused: when the actor may not, or a row can no longer be taken as it was shown.
    """
    may_administer_province(actor, at=at).enforce()
    faulty = [row for row in checked(rows, today=local_day(at)) if row.faults]
    if faulty or not rows:
        first = faulty[0] if faulty else None
        said = f"{first.number}: {first.faults[0]}" if first else _("The table is empty.")
        raise Overtaken(_("Nothing was taken. Row %(said)s") % {"said": said})

    standing = agencies_by_code(row.superior for row in rows)
    try:
        for row in in_order(rows):
            standing[row.code] = establish_agency(
                _described(row, standing), since=row.established_on, actor=actor, at=at
            )
    except IntegrityError as clash:
        raise Overtaken(_("Somebody established one of these agencies a moment ago.")) from clash

    record(acts.AGENCIES_IMPORTED, None, actor=actor, at=at, count=len(rows), file=file)
    return [standing[row.code] for row in rows]


def _described(row: AgencyRow, standing: Mapping[str, Agency]) -> NewAgency:
    return NewAgency(
        code=row.code,
        name=row.name,
        kind=Kind(row.kind),
        duty=Duty(row.duty),
        duty_source=row.duty_source,
        area_code=row.area_code,
        identifier=row.identifier,
        superior=standing.get(row.superior),
    )


def province_called(name: str) -> str:
    """Return the name of a province as papers write it: “tỉnh Khánh Hòa”, “thành phố Huế”."""
    called = tidy(name)
    kinds = ("tinh ", "thanh pho ")
    known = next((kind for kind in kinds if fold(called).startswith(kind)), None)
    if known is None:
        return f"tỉnh {called}"
    return f"{'tỉnh' if known == kinds[0] else 'thành phố'} {called[len(known) :].strip()}"


def _check(new: NewProvince, since: date, *, at: datetime) -> None:
    for given, what in (
        (new.name, _("the province")),
        (new.focal_name, _("the focal agency")),
        (new.full_name, _("the administrator")),
    ):
        if not 0 < len(tidy(given)) <= LONGEST:
            raise Unfit(_("Name %(what)s, in at most 120 characters.") % {"what": what})
    if not is_agency_code(new.focal_code) or new.focal_code == _committee(new).code:
        raise Unfit(
            _("“%(code)s” is no code of an agency: use small letters a–z, digits and dashes.")
            % {"code": new.focal_code}
        )
    if since > local_day(at):
        raise Unfit(_("Records cannot begin on a day to come."))
    if new.password:
        try:
            validate_password(new.password)
        except ValidationError as weak:
            raise Unfit(" ".join(weak.messages)) from weak


def _committee(new: NewProvince) -> NewAgency:
    name = f"UBND {province_called(new.name)}"
    return NewAgency(slug(name), name, Kind.PROVINCE_COMMITTEE, Duty.MANDATORY, BASIS)


def _focal(new: NewProvince, committee: Agency) -> NewAgency:
    return NewAgency(
        code=new.focal_code,
        name=tidy(new.focal_name),
        kind=new.focal_kind,
        duty=Duty.MANDATORY,
        duty_source=BASIS,
        superior=committee,
    )
