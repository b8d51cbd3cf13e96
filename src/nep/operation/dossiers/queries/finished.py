"""Dossiers that were closed in a year, filed together by procedure (NĐ 30/2020 Điều 28–30; R67)."""

from datetime import datetime

from django.db.models import Count, Max
from django.utils.translation import gettext as _

from nep.agencies.queries import local_day
from nep.foundation.clock import VIETNAM
from nep.foundation.keeping import FinishedWork
from nep.operation.dossiers.models import Dossier


def dossiers_finished_in(agency_id: int, year: int) -> list[FinishedWork]:
    """Return a line for each procedure of which an agency closed dossiers in a year.

    A line is closed on the day of its last dossier.
    """
    begins = datetime(year, 1, 1, tzinfo=VIETNAM)
    ends = datetime(year + 1, 1, 1, tzinfo=VIETNAM)
    closed = Dossier.objects.filter(
        agency_id=agency_id, finished_at__gte=begins, finished_at__lt=ends
    )
    lines = closed.values("procedure__key", "procedure__name").annotate(
        count=Count("pk"), last=Max("finished_at")
    )
    return [
        FinishedWork(
            source=f"dossiers:{line['procedure__key']}:{year}",
            title=_("Dossiers of %(procedure)s closed in %(year)s")
            % {"procedure": line["procedure__name"], "year": year},
            closed_on=local_day(line["last"]),
            note=_("%(count)s dossiers") % {"count": line["count"]},
        )
        for line in lines.order_by("procedure__name")
    ]
