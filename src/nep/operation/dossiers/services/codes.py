"""Codes of dossiers: unique, by the pattern of the day, never used twice (R37)."""

from datetime import date

from django.db import connection
from django.utils.translation import gettext as _

from nep.agencies.models import Agency
from nep.foundation.verdicts import Refused
from nep.lib.numbering.patterns import Pattern
from nep.norms.parameters.models import STANDS
from nep.operation.dossiers.models import CodePattern
from nep.operation.dossiers.rules.patterns import parsed

_NEXT = """
INSERT INTO dossiers_codecounter (agency_id, "on", last) VALUES (%s, %s, 1)
ON CONFLICT (agency_id, "on") DO UPDATE SET last = dossiers_codecounter.last + 1
RETURNING last
"""


def next_code(agency: Agency, on: date) -> str:
    """Return the next dossier code of the receiving agency on a day.

    The counter's row stays locked until the caller's transaction ends, so numbers have no
    gaps and no twins.

    :raises Refused: when the agency has no identifier.
    """
    if not agency.identifier:
        raise Refused(
            _("%(agency)s has no code of its own yet, so its dossiers cannot be numbered.")
            % {"agency": agency.name}
        )
    with connection.cursor() as cursor:
        cursor.execute(_NEXT, [agency.pk, on])
        number = cursor.fetchone()[0]
    return _pattern(agency, on).render(number, on, unit=agency.identifier)


def _pattern(agency: Agency, on: date) -> Pattern:
    rows = CodePattern.objects.filter(STANDS, validity__contains=on)
    row = rows.filter(agency=agency).first() or rows.get(agency=None)
    return parsed(row.pattern)
