"""Many people at once: each row is checked and told what it will do, then all are added or none."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from nep.agencies.models import ROLE_NAMES, Agency
from nep.agencies.permissions import may_administer, may_administer_province
from nep.agencies.queries import units_of
from nep.agencies.rules import WATCHING, Role, in_conflict
from nep.agencies.services.people import Newcomer, Seat, Welcomed, add_newcomer
from nep.foundation.actors import HasRef
from nep.foundation.verdicts import Unfit
from nep.lib.vietnamese.text import fold, tidy
from nep.platform.accounts.queries import usernames_taken
from nep.platform.accounts.rules import PHONE, is_username
from nep.platform.accounts.services import Profile

MOST = 200  # each password costs a twentieth of a second to encode


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the table as it was written; plain values, so that it can be sealed."""

    number: int
    full_name: str
    username: str
    title: str
    since: str  # an ISO date
    unit: str = ""
    roles: tuple[str, ...] = ()
    phone: str = ""
    email: str = ""
    faults: tuple[str, ...] = ()

    @property
    def role_names(self) -> list[str]:
        """The roles in the reader's language."""
        return [str(ROLE_NAMES[Role(role)]) for role in self.roles]

    @property
    def first_day(self) -> date:
        """From which day on the person holds the post."""
        return date.fromisoformat(self.since)


def roles_written(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the roles that a cell names, parted by semicolons or commas, and what is none."""
    known = {fold(str(name)): role.value for role, name in ROLE_NAMES.items()}
    known |= {role.value: role.value for role in Role}
    written = [tidy(part) for part in re.split(r"[;,]", text) if part.strip()]
    found = dict.fromkeys(known[fold(part)] for part in written if fold(part) in known)
    return tuple(found), tuple(part for part in written if fold(part) not in known)


def check_lines(
    lines: Sequence[Line], agency: Agency, *, actor: HasRef, at: datetime
) -> list[Line]:
    """Return the lines, each with all that stands in its way.

    :raises Refused: when the actor does not administer the agency, or there are too many lines.
    """
    may_administer(actor, agency.pk, at=at).enforce()
    if len(lines) > MOST:
        raise Unfit(_("At most %(most)s people are added at once.") % {"most": MOST})
    names = Counter(line.username.lower() for line in lines)
    taken = usernames_taken(names)
    units = {fold(unit.name) for unit in units_of(agency)}
    watches = bool(may_administer_province(actor, at=at))
    return [
        replace(
            line,
            faults=(
                *line.faults,
                *_faults_of_name(line, names, taken),
                *_faults_of_contact(line),
                *_faults_of_seat(line, units, watches=watches),
            ),
        )
        for line in lines
    ]


@transaction.atomic
def add_newcomers(
    lines: Sequence[Line], agency: Agency, *, actor: HasRef, at: datetime
) -> list[Welcomed]:
    """Add everybody on the lines, or nobody.

    :raises Refused: when any line has a fault by now, or the actor may not.
    """
    checked = check_lines(lines, agency, actor=actor, at=at)
    if any(line.faults for line in checked):
        raise Unfit(_("Something has changed since the table was checked. Nobody was added."))
    units = {fold(unit.name): unit for unit in units_of(agency)}
    lead = next(iter(units.values()))
    return [
        add_newcomer(
            Newcomer(
                line.username.lower(),
                Profile(line.full_name, line.email, line.phone),
                Seat(
                    units.get(fold(line.unit), lead),
                    line.title,
                    [Role(role) for role in line.roles],
                ),
            ),
            since=line.first_day,
            actor=actor,
            at=at,
        )
        for line in checked
    ]


def _faults_of_name(line: Line, names: Counter[str], taken: set[str]) -> Iterable[str]:
    name = line.username.lower()
    told = {"username": line.username}
    if not is_username(name):
        yield (
            _("“%(username)s” is no username: use small letters a–z, digits, points and dashes.")
            % told
        )
    elif name in taken:
        yield _("The username “%(username)s” is taken.") % told
    elif names[name] > 1:
        yield _("The username “%(username)s” stands in several rows.") % told


def _faults_of_contact(line: Line) -> Iterable[str]:
    if line.phone and not re.match(PHONE, line.phone):
        yield _("The telephone number is not one: write digits only, such as 0912345678.")
    if line.email:
        try:
            validate_email(line.email)
        except ValidationError:
            yield _("“%(email)s” is no e-mail address.") % {"email": line.email}


def _faults_of_seat(line: Line, units: set[str], *, watches: bool) -> Iterable[str]:
    if line.unit and fold(line.unit) not in units:
        yield _("The agency has no unit “%(unit)s”.") % {"unit": line.unit}
    roles = {Role(role) for role in line.roles}
    for pair in in_conflict(roles):
        one, other = sorted(pair)
        yield (
            _("One person does not hold both the role “%(one)s” and the role “%(other)s”.")
            % {"one": ROLE_NAMES[one], "other": ROLE_NAMES[other]}
        )
    if roles & WATCHING and not watches:
        yield _("Only the focal agency gives a role that looks into every agency.")
