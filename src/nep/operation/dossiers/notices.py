"""What people are told of dossiers: never who the applicant is, nor what anybody typed."""

from django.utils.translation import gettext_lazy as _

from nep.agencies.models import ROLE_NAMES
from nep.foundation.ui import Tone
from nep.platform.notices.rules import notice_kind

ARRIVED = notice_kind(
    "dossiers.arrived",
    _("Dossier %(code)s came into your hands: %(step)s, due at %(due)s"),
    "code",
    "step",
    "due",
    many=_("%(count)s dossiers came into your hands"),
)
WAITS = notice_kind(
    "dossiers.waits",
    _("Dossier %(code)s waits for the role “%(role)s”: %(step)s, due at %(due)s"),
    "code",
    "step",
    "due",
    "role",
    many=_("%(count)s new dossiers wait for the role “%(role)s”"),
    names={"role": ROLE_NAMES},
)
RETURNED = notice_kind(
    "dossiers.returned",
    _("Dossier %(code)s was returned to you: %(step)s, due at %(due)s"),
    "code",
    "step",
    "due",
    tone=Tone.SOON,
)
DUE_SOON = notice_kind(
    "dossiers.due_soon",
    _("Dossier %(code)s is due soon, at %(due)s"),
    "code",
    "due",
    many=_("%(count)s dossiers that you handle are due soon"),
    tone=Tone.SOON,
)
LATE = notice_kind(
    "dossiers.late",
    _("Dossier %(code)s is late: it was due at %(due)s"),
    "code",
    "due",
    many=_("%(count)s dossiers that you handle are late"),
    tone=Tone.LATE,
)
CHECK_ENDS = notice_kind(
    "dossiers.check_ends",
    _("Today is the last day to ask for a supplement to dossier %(code)s"),
    "code",
    many=_("Today is the last day to ask for supplements to %(count)s dossiers"),
    tone=Tone.SOON,
)
