"""The acts of the catalogue, as the journal tells them."""

from django.utils.translation import gettext_lazy as _

from nep.platform.journal.rules import act

PROCEDURES_IMPORTED = act(
    "catalogue.procedures_imported",
    _(
        "%(actor)s imported administrative procedures: %(added)s added, %(changed)s changed,"
        " %(unchanged)s unchanged, %(refused)s refused"
    ),
    "added",
    "changed",
    "unchanged",
    "refused",
)
PROCEDURES_GIVEN = act(
    "catalogue.procedures_given",
    _(
        "%(actor)s gave %(agency)s administrative procedures from a file: %(added)s added,"
        " %(changed)s changed, %(unchanged)s unchanged, %(refused)s refused"
    ),
    "agency",
    "added",
    "changed",
    "unchanged",
    "refused",
)
COMPETENCE_LOADED = act(
    "catalogue.competence_loaded",
    _("%(actor)s loaded the table of competence: %(added)s added, %(changed)s changed"),
    "added",
    "changed",
)
