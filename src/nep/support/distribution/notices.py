"""What people are told of distribution."""

from django.utils.translation import gettext_lazy as _

from nep.foundation.ui import Tone
from nep.platform.notices.rules import notice_kind

REMINDED = notice_kind(
    "distribution.reminded",
    _("Please read and confirm revision %(number)s of %(code)s"),
    "code",
    "number",
    tone=Tone.SOON,
)
