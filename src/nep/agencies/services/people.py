"""The acts of an administrator: people come, move, and their accounts are kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from nep.agencies import acts
from nep.agencies.actors import Actor
from nep.agencies.models import Post, Staff, Unit
from nep.agencies.permissions import may_administer, may_keep_account
from nep.agencies.queries import local_day
from nep.agencies.rules import Role
from nep.agencies.services.appointments import appoint, give_role
from nep.agencies.services.leaving import end_post
from nep.foundation.actors import HasRef
from nep.platform.accounts import services as accounts
from nep.platform.accounts.models import User
from nep.platform.accounts.services import Profile
from nep.platform.journal.services import record


@dataclass(frozen=True, slots=True)
class Seat:
    """Where somebody is to work: the unit, what the post is called, and its roles."""

    unit: Unit
    title: str
    roles: Sequence[Role] = ()


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Somebody who gets an account and a post."""

    username: str
    profile: Profile
    seat: Seat


@dataclass(frozen=True, slots=True)
class Welcomed:
    """Somebody who got an account, and the password that is shown once."""

    staff: Staff
    password: str


@transaction.atomic
def add_newcomer(new: Newcomer, *, since: date, actor: HasRef, at: datetime) -> Welcomed:
    """Open an account with a one-time password and put its person into a post.

    :raises Refused: when the actor does not administer the agency, may not give one of the roles,
        or the username is taken.
    """
    may_administer(actor, new.seat.unit.agency_id, at=at).enforce()
    person, password = accounts.open_account(new.username, new.profile, actor=actor, at=at)
    staff = take_up_post(person, new.seat, since=since, actor=actor, at=at)
    return Welcomed(staff, password)


@transaction.atomic
def take_up_post(person: User, seat: Seat, *, since: date, actor: HasRef, at: datetime) -> Staff:
    """Put a person into a post, a vacant one of that name or a new one, with its roles.

    :raises Refused: when the actor does not administer the agency or may not give one of the roles.
    """
    may_administer(actor, seat.unit.agency_id, at=at).enforce()
    # One at a time in a unit: two people never get the same vacant post.
    Unit.objects.select_for_update().get(pk=seat.unit.pk)
    vacant = _vacant_post(seat, since)
    if vacant is None:
        staff = appoint(person, seat.unit, seat.title, since=since, actor=actor, at=at)
    else:
        staff = Staff.objects.create(person=person, post=vacant, validity=DateRange(since, None))
        told = {"person": person.full_name, "post": vacant.title}
        record(acts.STAFF_APPOINTED, staff, actor=actor, at=at, **told)
    for role in seat.roles:
        give_role(staff, role, since=since, actor=actor, at=at)
    return staff


@transaction.atomic
def move_to_post(
    staff: Staff, seat: Seat, *, receiver: Staff | None, actor: Actor, at: datetime
) -> Staff:
    """End a post and take up another today; the work of the old one passes to the receiver.

    :raises Refused: when the actor does not administer both agencies, or work would stay behind.
    """
    end_post(staff, receiver=receiver, actor=actor, at=at)
    return take_up_post(staff.person, seat, since=local_day(at), actor=actor, at=at)


def reset_password(person: User, *, actor: HasRef, at: datetime) -> str:
    """Give somebody a one-time password; return it to be shown.

    :raises Refused: when the account is not the actor's to keep.
    """
    may_keep_account(actor, person, at=at).enforce()
    return accounts.reset_password(person, actor=actor, at=at)


def lock_account(person: User, reason: str, *, actor: HasRef, at: datetime) -> None:
    """Lock somebody's account, saying why.

    :raises Refused: when it is not the actor's to keep, or is closed already.
    """
    may_keep_account(actor, person, at=at).enforce()
    accounts.lock_account(person, reason, actor=actor, at=at)


def open_account_again(person: User, *, actor: HasRef, at: datetime) -> None:
    """Open somebody's closed account again.

    :raises Refused: when it is not the actor's to keep, or is open.
    """
    may_keep_account(actor, person, at=at).enforce()
    accounts.open_account_again(person, actor=actor, at=at)


def correct_profile(person: User, profile: Profile, *, actor: HasRef, at: datetime) -> None:
    """Correct what somebody is called and where they are reached.

    :raises Refused: when the account is not the actor's to keep.
    """
    may_keep_account(actor, person, at=at).enforce()
    accounts.change_profile(person, profile, actor=actor, at=at)


def remove_second_factors(person: User, *, actor: HasRef, at: datetime) -> None:
    """Remove the second factors of somebody who lost theirs.

    :raises Refused: when the account is not the actor's to keep, or has none.
    """
    may_keep_account(actor, person, at=at).enforce()
    accounts.remove_second_factors(person, actor=actor, at=at)


def _vacant_post(seat: Seat, since: date) -> Post | None:
    taken = Staff.objects.filter(validity__overlap=DateRange(since, None)).values("post")
    posts = Post.objects.filter(
        unit=seat.unit, title__iexact=seat.title, validity__contains=since, validity__upper_inf=True
    )
    return posts.exclude(pk__in=taken).order_by("pk").first()
