"""The acts of parameters, as the journal tells them."""

from django.utils.translation import gettext_lazy as _

from nep.platform.journal.rules import act

REFERENCE_LOADED = act(
    "parameters.reference_loaded",
    _("%(actor)s loaded reference numbers: %(added)s added, %(changed)s changed"),
    "added",
    "changed",
)
CLOCK_SHIFTED = act(
    "parameters.clock_shifted",
    _("%(actor)s shifted the clock from %(before)s to %(after)s weeks"),
    "before",
    "after",
)
