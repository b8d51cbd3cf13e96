"""Who may connect other systems."""

from django.utils.translation import gettext as _

from nep.agencies.actors import Actor
from nep.agencies.rules import Permission
from nep.foundation.verdicts import ALLOWED, Verdict, refuse


def may_manage_connections(actor: Actor) -> Verdict:
    """Decide whether the actor can open and revoke connections of their agency."""
    if not actor.holds(Permission.MANAGE_CONNECTIONS):
        return refuse(_("Only an administrator connects other systems."))
    return ALLOWED


def may_open_for_all_agencies(actor: Actor) -> Verdict:
    """Decide whether the actor can let a system read all agencies: who sees them themself."""
    if not actor.holds(Permission.READ_ALL_AGENCIES):
        return refuse(_("Only who watches over the province connects a system to all agencies."))
    return may_manage_connections(actor)
