"""Reads for the review of rights: everybody of an agency, what they hold, and what is odd."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from nep.agencies import acts
from nep.agencies.models import ODDITY_NAMES, ROLE_NAMES, Agency, Delegation, RoleAssignment, Staff
from nep.agencies.queries.agencies import local_day
from nep.agencies.queries.staff import staff_of
from nep.agencies.rules import Oddity, Role, in_conflict
from nep.platform.accounts.queries import second_factors
from nep.platform.accounts.sign_in import in_force, needs_second_factor
from nep.platform.journal.models import Entry
from nep.platform.journal.queries import entries_about

LONG = 45  # days: what is told as disuse where no dated number closes accounts


@dataclass(frozen=True, slots=True)
class Rights:
    """What one member of staff may do, and what a reviewer should look at."""

    staff: Staff
    roles: tuple[Role, ...]
    stands_in: tuple[Delegation, ...]
    has_second_factor: bool
    oddities: tuple[Oddity, ...]

    @property
    def role_names(self) -> list[str]:
        """The roles of their own, in the reader's language."""
        return [str(ROLE_NAMES[role]) for role in self.roles]

    @property
    def oddity_names(self) -> list[str]:
        """What is odd, in the reader's language."""
        return [str(ODDITY_NAMES[oddity]) for oddity in self.oddities]


def rights_at(agency: Agency, *, at: datetime) -> list[Rights]:
    """Return what everybody in a post of an agency may do, in a constant number of reads."""
    staff = list(staff_of(agency, at=at))
    people = {one.person_id for one in staff}
    secured = set(second_factors().filter(user__in=people).values_list("user", flat=True))
    held = _roles_of_people(people, at=at)
    lent = _delegations_to(staff, at=at)
    return [
        Rights(
            one,
            tuple(Role(given.role) for given in one.roles.all()),
            tuple(lent[one.pk]),
            one.person_id in secured,
            tuple(_odd(one, held[one.person_id], secured=one.person_id in secured, at=at)),
        )
        for one in staff
    ]


def last_review(agency: Agency) -> Entry | None:
    """Return when the rights of an agency were last reviewed, by whom, with what remark."""
    return entries_about(agency).filter(act=acts.RIGHTS_REVIEWED.name).last()


def _roles_of_people(people: Iterable[int], *, at: datetime) -> Mapping[int, set[Role]]:
    """Return the roles of people in all their posts, of whatever agency."""
    on = local_day(at)
    held: dict[int, set[Role]] = defaultdict(set)
    given = RoleAssignment.objects.filter(
        staff__person__in=people, validity__contains=on, staff__validity__contains=on
    )
    for person, role in given.values_list("staff__person", "role"):
        held[person].add(Role(role))
    return held


def _delegations_to(staff: Iterable[Staff], *, at: datetime) -> Mapping[int, list[Delegation]]:
    lent: dict[int, list[Delegation]] = defaultdict(list)
    current = Delegation.objects.filter(receiver__in=staff, validity__contains=local_day(at))
    for delegation in current.select_related("giver__person"):
        lent[delegation.receiver_id].append(delegation)
    return lent


def _odd(staff: Staff, roles: set[Role], *, secured: bool, at: datetime) -> Iterable[Oddity]:
    person = staff.person
    idle = timedelta(days=in_force("accounts.idle_days", at=at) or LONG)
    odd = {
        Oddity.CONFLICT: bool(in_conflict(roles)),
        Oddity.NO_ROLE: not roles,
        Oddity.CLOSED: not person.is_active,
        Oddity.TEMPORARY: person.password_is_temporary,
        Oddity.NEVER: person.last_login is None,
        Oddity.IDLE: person.last_login is not None and at - person.last_login > idle,
        Oddity.NO_SECOND_FACTOR: not secured and needs_second_factor(roles, inside=True, at=at),
    }
    return (oddity for oddity, stands in odd.items() if stands)
