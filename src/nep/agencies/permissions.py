"""Who administers whom: an agency's administrator their own, the focal agency's all (ADR 39)."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from nep.agencies.actors import Actor
from nep.agencies.models import ROLE_NAMES, Staff
from nep.agencies.queries import agencies_of, is_focal, local_day, roles_held_by
from nep.agencies.rules import WATCHING, Permission, Role, in_conflict
from nep.foundation.actors import SYSTEM, HasRef
from nep.foundation.verdicts import ALLOWED, Verdict, refuse
from nep.platform.accounts.models import User


def may_administer_province(actor: HasRef, *, at: datetime) -> Verdict:
    """Decide whether the actor sets up agencies and administers the accounts of all.

    The house itself may: it acts in commands at the server, where whoever types owns the data.
    """
    if actor.ref == SYSTEM:
        return ALLOWED
    if not _administers(actor) or not is_focal(actor.ref.agency_id or 0, on=local_day(at)):
        return refuse(_("Only an administrator of the focal agency does this."))
    return ALLOWED


def may_administer(actor: HasRef, agency_id: int, *, at: datetime) -> Verdict:
    """Decide whether the actor administers the people of an agency."""
    if _administers(actor) and actor.ref.agency_id == agency_id:
        return ALLOWED
    if may_administer_province(actor, at=at):
        return ALLOWED
    return refuse(_("Only an administrator of the agency, or of the focal agency, does this."))


def may_give_role(actor: HasRef, staff: Staff, role: Role, *, since: date, at: datetime) -> Verdict:
    """Decide whether the actor can let staff exercise a role: never their own (R65)."""
    if not (administers := may_administer(actor, staff.post.unit.agency_id, at=at)):
        return administers
    return _may_be_given(actor, staff, role, since=since, at=at)


def may_delegate(
    actor: HasRef, giver: Staff, receiver: Staff, role: Role, *, since: date, at: datetime
) -> Verdict:
    """Decide whether the actor can let one stand in for another: for themselves, or for all."""
    own = actor.ref.staff_id == giver.pk
    administers = may_administer(actor, giver.post.unit.agency_id, at=at)
    if not own and not administers:
        return administers
    return _may_be_given(actor, receiver, role, since=since, at=at)


def _may_be_given(actor: HasRef, staff: Staff, role: Role, *, since: date, at: datetime) -> Verdict:
    if actor.ref.person_id == staff.person_id:
        return refuse(_("Nobody gives themselves a role."))
    if role in WATCHING and not may_administer_province(actor, at=at):
        return refuse(_("Only the focal agency gives a role that looks into every agency."))
    return may_hold_together(staff.person_id, role, since=since)


def may_keep_account(actor: HasRef, person: User, *, at: datetime) -> Verdict:
    """Decide whether the actor keeps somebody's account: wherever it opens doors, they keep it."""
    if actor.ref.person_id == person.pk:
        return refuse(_("Your own account you keep on your own page."))
    province = may_administer_province(actor, at=at)
    agencies = agencies_of(person.pk, on=local_day(at))
    if province or not agencies:  # who never held a post is no agency's to keep
        return province
    for agency in agencies:
        if not may_administer(actor, agency.pk, at=at):
            return refuse(
                _("%(person)s also works at %(agency)s: only the focal agency does this.")
                % {"person": person.full_name, "agency": agency.name}
            )
    return ALLOWED


def may_end(actor: HasRef, staff: Staff, *, at: datetime) -> Verdict:
    """Decide whether the actor can end what staff hold: a post, or one of its roles."""
    if actor.ref.person_id == staff.person_id:
        return refuse(_("Nobody ends their own post or roles; ask another administrator."))
    return may_administer(actor, staff.post.unit.agency_id, at=at)


def may_hold_together(person_id: int, role: Role, *, since: date) -> Verdict:
    """Decide whether a person can hold a role besides those they hold (R65)."""
    for other in roles_held_by(person_id, since=since):
        if in_conflict((role, other)):
            return refuse(
                _("One person does not hold both the role “%(one)s” and the role “%(other)s”.")
                % {"one": ROLE_NAMES[role], "other": ROLE_NAMES[other]}
            )
    return ALLOWED


def _administers(actor: HasRef) -> bool:
    return isinstance(actor, Actor) and actor.holds(Permission.ADMINISTER)
