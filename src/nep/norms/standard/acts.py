"""The act of the standard, as the journal tells it."""

from django.utils.translation import gettext_lazy as _

from nep.platform.journal.rules import act

CLAUSES_LOADED = act(
    "standard.clauses_loaded",
    _("%(actor)s loaded clauses of the standard: %(added)s added, %(changed)s changed"),
    "added",
    "changed",
)
