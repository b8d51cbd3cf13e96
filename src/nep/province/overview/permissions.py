"""Who may see the figures."""

from django.utils.translation import gettext as _

from nep.agencies.actors import Actor
from nep.agencies.rules import Permission, Role
from nep.foundation.verdicts import ALLOWED, Verdict, refuse

_OF_THEIR_OWN = frozenset({Role.LEADER, Role.ISO_SECRETARY})


def may_see_overview(actor: Actor) -> Verdict:
    """Decide whether the actor sees figures: of all agencies, or of their own."""
    if actor.holds(Permission.READ_ALL_AGENCIES) or actor.roles & _OF_THEIR_OWN:
        return ALLOWED
    return refuse(
        _("The figures are for those who watch over the province, leaders and ISO secretaries.")
    )


def may_open_dossiers(actor: Actor) -> bool:
    """Tell whether the figures lead the actor on to the dossiers behind them."""
    return actor.holds(Permission.READ_ALL_AGENCIES) or actor.holds(Permission.HANDLE_DOSSIERS)
