"""The acts on what is kept about an agency: its duty (R2), and its identifier."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.translation import gettext as _

from nep.agencies import acts
from nep.agencies.models import Agency, AgencyDuty
from nep.agencies.permissions import may_administer_province
from nep.agencies.queries import local_day
from nep.agencies.rules import Duty, is_identifier
from nep.foundation.actors import HasRef
from nep.foundation.verdicts import Overtaken, Unfit
from nep.platform.journal.services import record


@dataclass(frozen=True, slots=True)
class NewDuty:
    """What an agency's duty will be, from which day, by which decision."""

    duty: Duty
    since: date
    source: str


@transaction.atomic
def change_duty(agency: Agency, new: NewDuty, *, actor: HasRef, at: datetime) -> AgencyDuty:
    """Change an agency's duty from a day to come; what it was until then stays on record.

    :raises Refused: when the actor may not, the day is not to come or is decided already.
    """
    may_administer_province(actor, at=at).enforce()
    _check(agency, new, at=at)

    duties = AgencyDuty.objects.select_for_update().filter(agency=agency)
    before = duties.filter(validity__contains=new.since).first()
    if before is not None:
        if before.duty == new.duty:
            raise Unfit(_("This is the duty of the agency on that day already."))
        before.validity = DateRange(before.validity.lower, new.since)
        before.save(update_fields=["validity"])
    try:
        changed = AgencyDuty.objects.create(
            agency=agency,
            duty=new.duty,
            validity=DateRange(new.since, None),
            source=new.source.strip(),
        )
    except IntegrityError as clash:
        raise Overtaken(_("Somebody changed the duty of the agency a moment ago.")) from clash

    record(
        acts.DUTY_CHANGED,
        agency,
        actor=actor,
        at=at,
        agency=agency.name,
        duty=str(new.duty),
        since=f"{new.since:%d/%m/%Y}",
        source=new.source,
    )
    return changed


@transaction.atomic
def give_identifier(agency: Agency, identifier: str, *, actor: HasRef, at: datetime) -> None:
    """Give an agency the identifier that stands in its dossier codes; it never changes.

    :raises Refused: when the actor may not, it has one, or another agency has this one.
    """
    may_administer_province(actor, at=at).enforce()
    if not is_identifier(identifier):
        raise Unfit(
            _("“%(code)s” cannot stand in a code: letters a–z, digits, and . _ between.")
            % {"code": identifier}
        )
    try:
        with transaction.atomic():
            given = Agency.objects.filter(pk=agency.pk, identifier="").update(identifier=identifier)
    except IntegrityError as taken:
        raise Unfit(
            _("The identifier “%(code)s” belongs to another agency.") % {"code": identifier}
        ) from taken
    if not given:
        raise Overtaken(_("The agency has its identifier already; codes stand under it."))

    told = {"agency": agency.name, "identifier": identifier}
    record(acts.IDENTIFIER_GIVEN, agency, actor=actor, at=at, **told)


def _check(agency: Agency, new: NewDuty, *, at: datetime) -> None:
    if new.since <= local_day(at):
        raise Unfit(_("What the duty was until today is not changed. Choose a later day."))
    if not new.source.strip():
        raise Unfit(_("Name the decision behind the duty."))
    if AgencyDuty.objects.filter(agency=agency, validity__startswith__gte=new.since).exists():
        raise Unfit(_("Another duty is planned from that day or later."))
