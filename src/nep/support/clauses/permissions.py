"""Who may let a revision cite clauses, and whose map they may see."""

from django.utils.translation import gettext_lazy as _

from nep.agencies.actors import Actor
from nep.agencies.rules import Permission
from nep.foundation.verdicts import ALLOWED, Verdict, refuse


def may_see_map(actor: Actor, *, agency_id: int) -> Verdict:
    """Decide whether the actor sees which clauses an agency answers: their own, or the province."""
    if actor.holds(Permission.READ_ALL_AGENCIES):
        return ALLOWED
    if actor.holds(Permission.READ_DOCUMENTS, at_agency=agency_id):
        return ALLOWED
    return refuse(_("Only people of the agency, and of the province, read its documents."))
