"""The acts by which people get an account, and by which it is kept, closed and opened again.

Who may do them is decided above, where posts and roles are known: `nep.agencies.services`.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from nep.foundation.actors import SYSTEM, ActorRef, HasRef
from nep.foundation.verdicts import Unfit
from nep.platform.accounts import acts
from nep.platform.accounts.models import User
from nep.platform.accounts.queries import accounts_unused_since
from nep.platform.accounts.rules import Closed, a_one_time_password, is_username
from nep.platform.accounts.sign_in import in_force
from nep.platform.journal.services import record


@dataclass(frozen=True, slots=True)
class Oneself:
    """A person who acts on their own account, in no post."""

    person: User

    @property
    def ref(self) -> ActorRef:
        """The person as the record keeps them."""
        return ActorRef(None, self.person.pk, None, self.person.full_name)


@dataclass(frozen=True, slots=True)
class House:
    """The installation itself, which acts by the clock."""

    ref: ActorRef = SYSTEM


HOUSE = House()


@dataclass(frozen=True, slots=True)
class Profile:
    """What people are called and where they are reached."""

    full_name: str
    email: str = ""
    phone: str = ""


@transaction.atomic
def add_person(
    username: str, full_name: str, *, encoded_password: str, actor: HasRef, at: datetime
) -> User:
    """Open an account for a person; the password comes encoded, never in the clear.

    :raises IntegrityError: when the username is taken, in any case of letters.
    """
    person = User(username=username, full_name=full_name, password=encoded_password, opened_at=at)
    person.save(force_insert=True)

    record(acts.PERSON_ADDED, person, actor=actor, at=at, username=username)
    return person


def open_account(
    username: str, profile: Profile, *, actor: HasRef, at: datetime
) -> tuple[User, str]:
    """Open an account with a one-time password, which is returned to be shown and kept nowhere.

    :raises Refused: when the username cannot be typed by everybody, or is taken.
    """
    if not is_username(username):
        raise Unfit(
            _("“%(username)s” is no username: use small letters a–z, digits, points and dashes.")
            % {"username": username}
        )
    password = a_one_time_password()
    person = User(
        username=username,
        full_name=profile.full_name,
        email=profile.email,
        phone=profile.phone,
        opened_at=at,
        password_is_temporary=True,
    )
    person.set_password(password)
    try:
        with transaction.atomic():
            person.save(force_insert=True)
            record(acts.PERSON_ADDED, person, actor=actor, at=at, username=username)
    except IntegrityError as taken:
        raise Unfit(_("The username “%(username)s” is taken.") % {"username": username}) from taken
    return person, password


@transaction.atomic
def reset_password(person: User, *, actor: HasRef, at: datetime) -> str:
    """Give an account a one-time password, which ends its sessions; return it to be shown."""
    password = a_one_time_password()
    person.set_password(password)
    person.password_is_temporary = True
    person.save(update_fields=["password", "password_is_temporary"])

    record(acts.PASSWORD_RESET, person, actor=actor, at=at, username=person.username)
    return password


@transaction.atomic
def change_own_password(person: User, password: str, *, at: datetime) -> None:
    """Let a person choose their password; a one-time password has then served."""
    person.set_password(password)
    person.password_is_temporary = False
    person.save(update_fields=["password", "password_is_temporary"])

    record(acts.PASSWORD_CHANGED, person, actor=Oneself(person), at=at)


@transaction.atomic
def lock_account(person: User, reason: str, *, actor: HasRef, at: datetime) -> None:
    """Lock an account, which ends its sessions: opened again it has none.

    :raises Refused: without a reason, or when it is closed already.
    """
    if not reason.strip():
        raise Unfit(_("Say why the account is locked."))
    _close(person, Closed.LOCKED)

    told = {"username": person.username, "reason": reason.strip()}
    record(acts.ACCOUNT_LOCKED, person, actor=actor, at=at, **told)


@transaction.atomic
def close_idle_account(person: User, *, days: int, actor: HasRef, at: datetime) -> bool:
    """Close an account that nobody has used for so many days (R63); tell whether it was so still.

    Whoever signed in since it was looked for keeps it; whatever is closed by now stays as it is.
    """
    unused = accounts_unused_since(at - timedelta(days=days)).select_for_update()
    if unused.filter(pk=person.pk).first() is None:
        return False
    _close(person, Closed.IDLE)

    record(acts.ACCOUNT_IDLE, person, actor=actor, at=at, username=person.username, days=days)
    return True


def close_idle_accounts(*, at: datetime) -> int:
    """Close every account unused for as long as the number in force says; return how many.

    On days without such a number nothing is closed.
    """
    days = in_force("accounts.idle_days", at=at)
    if days is None:
        return 0
    unused = list(accounts_unused_since(at - timedelta(days=days)))
    return sum(close_idle_account(one, days=days, actor=HOUSE, at=at) for one in unused)


@transaction.atomic
def close_account_of_leaver(person: User, *, actor: HasRef, at: datetime) -> None:
    """Close the account of a person who holds no post any more; what is closed stays so."""
    if not _locked(person).is_active:
        return
    _close(person, Closed.LEFT)

    record(acts.ACCOUNT_CLOSED, person, actor=actor, at=at, username=person.username)


@transaction.atomic
def open_account_again(person: User, *, actor: HasRef, at: datetime) -> None:
    """Open a closed account again; disuse is counted anew from here.

    :raises Refused: when it is not closed.
    """
    account = _locked(person)
    if account.is_active:
        raise Unfit(_("This account is open."))
    account.is_active, account.closed_for, account.opened_at = True, "", at
    account.save(update_fields=["is_active", "closed_for", "opened_at"])

    record(acts.ACCOUNT_OPENED, person, actor=actor, at=at, username=person.username)


@transaction.atomic
def change_profile(person: User, profile: Profile, *, actor: HasRef, at: datetime) -> None:
    """Change what a person is called and where they are reached.

    :raises Refused: when no name is left.
    """
    if not profile.full_name.strip():
        raise Unfit(_("Write the full name."))
    person.full_name = profile.full_name.strip()
    person.email, person.phone = profile.email, profile.phone
    person.save(update_fields=["full_name", "email", "phone"])

    record(acts.PROFILE_CHANGED, person, actor=actor, at=at, username=person.username)


@transaction.atomic
def remove_second_factors(person: User, *, actor: HasRef, at: datetime) -> None:
    """Remove every second factor of a person who lost theirs, and end what they opened.

    :raises Refused: when there is none.
    """
    factors = Authenticator.objects.filter(user=person)
    if not factors.exists():
        raise Unfit(_("This account has no second factor."))
    factors.delete()
    end_sessions(person)

    record(acts.SECOND_FACTORS_RESET, person, actor=actor, at=at, username=person.username)


def end_sessions(person: User, *, but: str | None = None) -> None:
    """End the sessions of a person at once and for good, but the one with this key."""
    for session in UserSession.objects.filter(user=person).exclude(session_key=but or ""):
        session.end()


def remember_language(person_id: int, language: str) -> None:
    """Remember in which language a person reads the interface."""
    User.objects.filter(pk=person_id).update(language=language)


def remember_sign_in(person: User, *, at: datetime) -> None:
    """Remember when a person last signed in: the legal moment, that of the demo in a demo."""
    person.last_login = at
    person.save(update_fields=["last_login"])


def _close(person: User, why: Closed) -> None:
    account = _locked(person)
    if not account.is_active:
        raise Unfit(_("This account is closed already."))
    account.is_active, account.closed_for = False, why
    account.save(update_fields=["is_active", "closed_for"])
    end_sessions(account)


def _locked(person: User) -> User:
    """Lock the account for one act, and return it as it is now."""
    return User.objects.select_for_update().get(pk=person.pk)
