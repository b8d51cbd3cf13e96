"""Which clauses dossiers answer: they are the record of every service that was given."""

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from nep.norms.standard.answers import Answer
from nep.operation.dossiers.queries.visibility import has_dossiers

# What ISO 9001:2015 asks to retain of a service: its requirements and their review, its control,
# where it is in its course, its release and who released it.
CLAUSES = ("8.2.3", "8.5.1", "8.5.2", "8.6")


def answered(agency_id: int, _at: datetime) -> Iterator[Answer]:
    """Tell of an agency's dossiers, once it has one."""
    if has_dossiers(agency_id):
        note = _("with receipt, every step and result")
        address = reverse("dossiers:list")
        yield Answer(CLAUSES, _("Dossiers of administrative procedures"), address, note)
