"""The acts by which agencies say how their dossier codes are written, from a day to come (R37)."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from nep.agencies.models import Agency
from nep.agencies.queries import agencies_on, local_day
from nep.foundation.actors import HasRef
from nep.foundation.templatetags.nep import day
from nep.foundation.verdicts import Unfit
from nep.norms.parameters.dated import end, plan, take_back
from nep.norms.parameters.permissions import may_set_times
from nep.norms.parameters.services.deciding import place_of
from nep.operation.dossiers import acts
from nep.operation.dossiers.models import FAULT_NAMES, CodePattern
from nep.operation.dossiers.queries.patterns import patterns_of
from nep.operation.dossiers.rules.patterns import fault_of
from nep.platform.journal.services import record

SAMPLE = "000.00.00.H00"  # as long as the identifiers of QĐ 20/2020/QĐ-TTg are


@dataclass(frozen=True, slots=True)
class NewPattern:
    """How codes will be written, from which day, by which decision."""

    text: str
    since: date
    source: str


@transaction.atomic
def set_pattern(
    agency: Agency | None, new: NewPattern, *, actor: HasRef, at: datetime
) -> CodePattern:
    """Let an agency, or (none named) all without a pattern of their own, write codes otherwise.

    :raises Refused: when the actor may not, codes would not be unique or readable, or the day is
        not to come.
    """
    may_set_times(actor, agency, at=at).enforce()
    fault = fault_of(new.text, unit=longest_identifier(agency, at=at), on=new.since)
    if fault:
        raise Unfit(str(FAULT_NAMES[fault]))

    rows = patterns_of(agency)
    row = plan(rows, new.since, new.source, at=at, agency=agency, pattern=new.text)

    told = {"place": place_of(agency), "since": day(new.since), "source": new.source}
    record(acts.PATTERN_SET, row, actor=actor, at=at, pattern=new.text, **told)
    return row


@transaction.atomic
def end_pattern(agency: Agency, since: date, source: str, *, actor: HasRef, at: datetime) -> None:
    """Let an agency write its codes as the province does again, from a day on.

    :raises Refused: when the actor may not, the day is not to come, or it has none of its own.
    """
    may_set_times(actor, agency, at=at).enforce()

    row = end(patterns_of(agency), since, source, at=at)

    told = {"place": agency.name, "since": day(since), "source": source}
    record(acts.PATTERN_ENDED, row, actor=actor, at=at, **told)


@transaction.atomic
def withdraw_pattern(row: CodePattern, reason: str, *, actor: HasRef, at: datetime) -> None:
    """Take back a pattern before its day has come.

    :raises Refused: when the actor may not, or it is too late.
    """
    may_set_times(actor, row.agency, at=at).enforce()

    row = take_back(patterns_of(row.agency), row.pk, reason, at=at)

    told = {"place": place_of(row.agency), "since": day(row.validity.lower)}
    record(acts.PATTERN_WITHDRAWN, row, actor=actor, at=at, reason=row.withdrawn, **told)


def longest_identifier(agency: Agency | None, *, at: datetime) -> str:
    """Return the identifier that a pattern must leave room for."""
    if agency is not None:
        return agency.identifier or SAMPLE
    known = agencies_on(local_day(at)).values_list("identifier", flat=True)
    return max([SAMPLE, *known], key=len)
