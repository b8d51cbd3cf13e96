"""Who may do what to a dossier."""

from django.utils.translation import gettext as _

from nep.agencies.actors import Actor
from nep.agencies.models import ROLE_NAMES
from nep.agencies.rules import Permission, Role
from nep.foundation.verdicts import ALLOWED, Verdict, refuse
from nep.operation.dossiers.models import Dossier, OpenTask

_READERS = frozenset({Permission.READ_ALL_AGENCIES, Permission.HANDLE_DOSSIERS})


def may_receive(actor: Actor) -> Verdict:
    """Decide whether the actor can receive dossiers at their agency's counter."""
    if not actor.holds(Permission.RECEIVE_DOSSIERS):
        return refuse(_("Only a one-stop officer receives dossiers."))
    return ALLOWED


def may_claim(actor: Actor, task: OpenTask) -> Verdict:
    """Decide whether the actor can take up a step that nobody holds yet."""
    if not (theirs := _is_in_their_hands(actor, task)):
        return theirs
    if task.holder_id is not None:
        return refuse(_("This step is already in somebody's hands."))
    return ALLOWED


def may_work(actor: Actor, task: OpenTask) -> Verdict:
    """Decide whether the actor can complete the step, or return it."""
    if not (theirs := _is_in_their_hands(actor, task)):
        return theirs
    if task.holder_id not in (None, actor.staff_id):
        return refuse(_("This step is in the hands of somebody else."))
    return ALLOWED


def may_assign(actor: Actor, task: OpenTask) -> Verdict:
    """Decide whether the actor can put the step into somebody's hands."""
    if not actor.holds(Permission.ASSIGN_STEPS, at_agency=task.agency_id):
        return refuse(_("Only a head of office or a leader of the agency assigns steps."))
    leads_all = Role.LEADER in actor.roles
    if task.unit_id not in (None, actor.unit_id) and not leads_all:
        return refuse(_("This step belongs to another office of the agency."))
    return ALLOWED


def may_see_applicant(actor: Actor, dossier: Dossier) -> Verdict:
    """Decide whether the actor can see the applicant's data in full."""
    if not actor.holds(Permission.HANDLE_DOSSIERS):
        return refuse(_("Only those who handle dossiers see the applicant's data."))
    if dossier.agency_id != actor.agency_id and not _works_on(actor, dossier):
        return refuse(_("The dossier belongs to another agency."))
    return ALLOWED


def may_ask_for_applicant(actor: Actor) -> Verdict:
    """Decide whether one outside the handling agency can see the data, saying what for (R65).

    It is asked only of those to whom the dossier is visible.
    """
    if not actor.permissions & _READERS:
        return refuse(_("Only those who watch over dossiers ask for an applicant's data."))
    return ALLOWED


def may_look_for_applicants(actor: Actor) -> Verdict:
    """Decide whether the actor can look for dossiers by who filed them."""
    if not actor.holds(Permission.HANDLE_DOSSIERS):
        return refuse(_("Only those who handle dossiers look for applicants."))
    return ALLOWED


def _works_on(actor: Actor, dossier: Dossier) -> bool:
    return dossier.open_tasks.filter(agency_id=actor.agency_id).exists()


def _is_in_their_hands(actor: Actor, task: OpenTask) -> Verdict:
    if not actor.holds(Permission.HANDLE_DOSSIERS, at_agency=task.agency_id):
        return refuse(_("This step belongs to another agency."))
    if Role(task.role) not in actor.roles:
        role = ROLE_NAMES[Role(task.role)]
        return refuse(_("This step is for the role “%(role)s”.") % {"role": role})
    if task.unit_id not in (None, actor.unit_id) and task.holder_id != actor.staff_id:
        return refuse(_("This step belongs to another office of the agency."))
    return ALLOWED
