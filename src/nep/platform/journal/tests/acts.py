"""An act and its actors for tests: the journal knows nobody above it."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from nep.foundation.actors import SYSTEM, ActorRef
from nep.platform.journal.rules import Act

OPENED = Act("tests.opened", _("%(actor)s opened the account %(username)s"), ("username",))


@dataclass(frozen=True, slots=True)
class Somebody:
    """Whoever acts, as the record knows them."""

    ref: ActorRef


HOUSE = Somebody(SYSTEM)


def somebody_at(agency_id: int) -> Somebody:
    """Return a person in a post of an agency."""
    return Somebody(
        ActorRef(
            staff_id=21, person_id=7, agency_id=agency_id, name="Trần Ngọc Hải", post="Quản trị"
        )
    )
