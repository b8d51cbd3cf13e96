"""Who decides numbers, hours and days (ADR 42).

Numbers of law hold for the whole province, so the focal agency's administrator sets them. Hours
and days of one agency are its own administrator's; those for all, again the focal agency's.
"""

from datetime import datetime

from django.utils.translation import gettext as _

from nep.agencies.actors import Actor
from nep.agencies.models import Agency
from nep.agencies.permissions import may_administer, may_administer_province
from nep.agencies.rules import Permission
from nep.foundation.actors import HasRef
from nep.foundation.verdicts import ALLOWED, Verdict, refuse


def may_open_settings(actor: Actor) -> Verdict:
    """Decide whether the actor sees what is set."""
    if not actor.holds(Permission.ADMINISTER):
        return refuse(_("Only administrators open the settings."))
    return ALLOWED


def may_set_numbers(actor: HasRef, *, at: datetime) -> Verdict:
    """Decide whether the actor gives a parameter a new value."""
    return may_administer_province(actor, at=at)


def may_set_times(actor: HasRef, agency: Agency | None, *, at: datetime) -> Verdict:
    """Decide whether the actor sets hours and days of an agency, or (none named) of all."""
    if agency is None:
        return may_administer_province(actor, at=at)
    return may_administer(actor, agency.pk, at=at)
