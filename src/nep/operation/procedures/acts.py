"""The acts of procedures, as the journal tells them."""

from django.utils.translation import gettext_lazy as _

from nep.platform.journal.rules import act

PROCEDURE_WRITTEN = act(
    "procedures.procedure_written",
    _("%(actor)s wrote revision %(number)s of %(code)s with %(steps)s steps"),
    "number",
    "code",
    "steps",
)
