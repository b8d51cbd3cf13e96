"""Letting records go: proposed as a list, decided by a leader, ended with minutes (R19)."""

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from nep.agencies.actors import Actor
from nep.agencies.queries import local_day
from nep.foundation.verdicts import Unfit
from nep.platform.journal.services import record as write_down
from nep.support.retention import acts
from nep.support.retention.models import Disposal
from nep.support.retention.permissions import (
    may_carry_out,
    may_decide,
    may_end,
    may_keep_records,
    may_propose,
)
from nep.support.retention.queries import (
    disposal_locked,
    records_locked,
    records_of_disposal,
)
from nep.support.retention.rules import Decision


@transaction.atomic
def propose_disposal(keys: Collection[int], reason: str, *, actor: Actor, at: datetime) -> Disposal:
    """Propose to destroy records of the actor's agency, all of them or none.

    :raises Refused: when one of them may not be destroyed; the sentence says which and why.
    """
    may_keep_records(actor, agency_id=actor.agency_id).enforce()
    records = records_locked(keys, agency_id=actor.agency_id)
    if not records or len(records) != len(set(keys)):
        raise Unfit(_("Choose the records to be destroyed."))
    if not reason.strip():
        raise Unfit(_("Say why the records are no longer needed."))
    for record in records:
        may_propose(actor, record, on=local_day(at)).enforce()

    disposal = Disposal.objects.create(
        agency_id=actor.agency_id,
        reason=reason.strip(),
        proposed_by_id=actor.staff_id,
        proposed_at=at,
    )
    for record in records:
        record.disposal = disposal
        record.save(update_fields=["disposal"])

    count, why = len(records), disposal.reason
    write_down(acts.DISPOSAL_PROPOSED, disposal, actor=actor, at=at, count=count, reason=why)
    return disposal


@transaction.atomic
def approve_disposal(disposal: Disposal, *, actor: Actor, at: datetime) -> None:
    """Approve a disposal; every term is looked at again.

    :raises Refused: when the actor, or one of the records, does not allow it.
    """
    disposal = disposal_locked(disposal.pk)
    may_decide(actor, disposal).enforce()
    records = records_of_disposal(disposal)
    for record in records:
        may_end(record, on=local_day(at)).enforce()

    _decide(disposal, Decision.APPROVED, "", actor=actor, at=at)

    write_down(acts.DISPOSAL_APPROVED, disposal, actor=actor, at=at, count=len(records))


@transaction.atomic
def refuse_disposal(disposal: Disposal, remark: str, *, actor: Actor, at: datetime) -> None:
    """Refuse a disposal; its records stay as they were before it was proposed.

    :raises Refused: when the actor may not, or says no reason.
    """
    disposal = disposal_locked(disposal.pk)
    may_decide(actor, disposal).enforce()
    if not remark.strip():
        raise Unfit(_("Say why the disposal is not approved."))
    records = list(records_of_disposal(disposal))

    for record in records:
        record.disposal = None
        record.save(update_fields=["disposal"])
    _decide(disposal, Decision.REFUSED, remark.strip(), actor=actor, at=at)

    numbers = ", ".join(record.number for record in records)
    write_down(
        acts.DISPOSAL_REFUSED,
        disposal,
        actor=actor,
        at=at,
        count=len(records),
        numbers=numbers,
        remark=disposal.remark,
    )


@transaction.atomic
def carry_out_disposal(
    disposal: Disposal, on: date, present: str, *, actor: Actor, at: datetime
) -> None:
    """Record that the records of an approved disposal were destroyed, when and before whom.

    :raises Refused: when the actor or the disposal does not allow it, or nobody was present.
    """
    disposal = disposal_locked(disposal.pk)
    may_carry_out(actor, disposal).enforce()
    if not present.strip():
        raise Unfit(_("Name those who were present, one a line."))
    if disposal.decided_at is None or not local_day(disposal.decided_at) <= on <= local_day(at):
        raise Unfit(_("Records are destroyed after the approval, and the day is not to come."))

    disposal.decision = Decision.CARRIED_OUT
    disposal.carried_out_by_id = actor.staff_id
    disposal.carried_out_at = at
    disposal.carried_out_on = on
    disposal.present = present.strip()
    disposal.save(
        update_fields=["decision", "carried_out_by", "carried_out_at", "carried_out_on", "present"]
    )

    count = records_of_disposal(disposal).count()
    day = f"{on:%d/%m/%Y}"
    write_down(acts.DISPOSAL_CARRIED_OUT, disposal, actor=actor, at=at, count=count, day=day)


def _decide(
    disposal: Disposal, decision: Decision, remark: str, *, actor: Actor, at: datetime
) -> None:
    disposal.decision = decision
    disposal.decided_by_id = actor.staff_id
    disposal.decided_at = at
    disposal.remark = remark
    disposal.save(update_fields=["decision", "decided_by", "decided_at", "remark"])
