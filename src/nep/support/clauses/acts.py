"""The act on citations, as the journal tells it."""

from django.utils.translation import gettext_lazy as _

from nep.platform.journal.rules import act

CLAUSES_CHOSEN = act(
    "clauses.chosen",
    _("%(actor)s let revision %(number)s of %(code)s cite the clauses %(clauses)s"),
    "code",
    "number",
    "clauses",
)
