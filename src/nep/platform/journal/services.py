"""Writing the journal: one line in every act."""

from datetime import datetime

from django.db.models import Model

from nep.foundation.actors import HasRef
from nep.foundation.records import RecordRef
from nep.platform.journal.models import Entry
from nep.platform.journal.rules import Act


def record(
    act: Act, subject: Model | None, *, actor: HasRef, at: datetime, **details: str | int | None
) -> None:
    """Write the act into the journal, inside the caller's transaction.

    :raises ValueError: when a detail is not declared by the act, or a declared one is missing.
    """
    if set(details) != set(act.details):
        message = f"{act.name} declares {sorted(act.details)}, got {sorted(details)}"
        raise ValueError(message)
    who = actor.ref
    ref = RecordRef.to(subject) if subject is not None else RecordRef("", "")
    Entry.objects.create(
        act=act.name,
        at=at,
        agency_id=who.agency_id or 0,
        subject_kind=ref.kind,
        subject_key=ref.key,
        actor=who.as_json(),
        details=details,
    )
