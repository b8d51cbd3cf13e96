"""Who keeps records, who lets them go, and when each is possible at all."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from nep.agencies.actors import Actor
from nep.agencies.rules import Permission
from nep.foundation.verdicts import ALLOWED, Verdict, refuse
from nep.support.retention.models import Disposal, KeptRecord
from nep.support.retention.rules import Decision, State


def may_see_records(actor: Actor) -> bool:
    """Tell whether the actor reads registers of records at all."""
    return actor.holds(Permission.READ_DOCUMENTS)


def may_keep_records(actor: Actor, *, agency_id: int) -> Verdict:
    """Decide whether the actor enters records of an agency and sets their terms."""
    if not actor.holds(Permission.KEEP_RECORDS, at_agency=agency_id):
        return refuse(_("Only the clerk or the ISO secretary of the agency keeps its records."))
    return ALLOWED


def may_close(actor: Actor, record: KeptRecord) -> Verdict:
    """Decide whether the actor can say that the work of a record ended."""
    allowed = may_keep_records(actor, agency_id=record.agency_id)
    if allowed and record.closed_on:
        return refuse(_("The work of this record has already ended."))
    return allowed


def may_archive(actor: Actor, record: KeptRecord) -> Verdict:
    """Decide whether the actor can hand a record to the archive."""
    allowed = may_keep_records(actor, agency_id=record.agency_id)
    if not allowed:
        return allowed
    if record.life.state is State.OPEN:
        return refuse(_("A record goes to the archive after its work ended."))
    if record.life.state is not State.AT_UNIT:
        return refuse(_("The unit no longer holds this record."))
    return ALLOWED


def may_propose(actor: Actor, record: KeptRecord, *, on: date) -> Verdict:
    """Decide whether the actor can propose to destroy a record."""
    allowed = may_keep_records(actor, agency_id=record.agency_id)
    if not allowed:
        return allowed
    life = record.life
    if life.state in (State.PROPOSED, State.DESTROYED):
        return refuse(_("%(record)s already stands in a disposal.") % {"record": record.number})
    return may_end(record, on=on)


def may_end(record: KeptRecord, *, on: date) -> Verdict:
    """Decide whether the term of a record lets it be destroyed on a day."""
    life = record.life
    if life.years is None:
        return refuse(
            _("%(record)s is kept for ever and is never destroyed.") % {"record": record.number}
        )
    if life.closed_on is None:
        return refuse(_("The work of %(record)s has not ended.") % {"record": record.number})
    if not life.may_end(on=on):
        return refuse(
            _("%(record)s is kept until %(day)s; it cannot be destroyed before.")
            % {"record": record.number, "day": f"{life.kept_until:%d/%m/%Y}"}
        )
    return ALLOWED


def may_decide(actor: Actor, disposal: Disposal) -> Verdict:
    """Decide whether the actor approves a disposal or not: a leader who did not propose it."""
    if not actor.holds(Permission.DECIDE_DISPOSAL, at_agency=disposal.agency_id):
        return refuse(_("Only a leader of the agency decides on a disposal."))
    if actor.person_id == disposal.proposed_by.person_id:
        return refuse(_("Somebody other than its proposer decides on a disposal."))
    if disposal.decision != Decision.PROPOSED:
        return refuse(_("This disposal has already been decided."))
    return ALLOWED


def may_carry_out(actor: Actor, disposal: Disposal) -> Verdict:
    """Decide whether the actor can record that a disposal was carried out."""
    allowed = may_keep_records(actor, agency_id=disposal.agency_id)
    if allowed and disposal.decision != Decision.APPROVED:
        return refuse(_("A disposal is carried out once, after the leader approved it."))
    return allowed
