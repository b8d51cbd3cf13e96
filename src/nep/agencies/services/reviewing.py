"""The act by which somebody answers for having looked at every right of an agency."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from nep.agencies import acts
from nep.agencies.models import Agency
from nep.agencies.permissions import may_administer
from nep.agencies.queries import staff_of
from nep.foundation.actors import HasRef
from nep.foundation.verdicts import Unfit
from nep.platform.journal.services import record


@transaction.atomic
def record_review(agency: Agency, remark: str, *, actor: HasRef, at: datetime) -> None:
    """Record that the rights of everybody at an agency were reviewed, and what came of it.

    :raises Refused: when the actor does not administer the agency, or says nothing of it.
    """
    may_administer(actor, agency.pk, at=at).enforce()
    if not remark.strip():
        raise Unfit(_("Write what was found and done."))
    people = staff_of(agency, at=at).values("person").distinct().count()

    record(
        acts.RIGHTS_REVIEWED,
        agency,
        actor=actor,
        at=at,
        agency=agency.name,
        people=people,
        remark=remark.strip(),
    )
