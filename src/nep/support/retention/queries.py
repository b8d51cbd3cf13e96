"""Every read of records kept that crosses the module's door."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import QuerySet

from nep.agencies.actors import Actor
from nep.agencies.queries import local_day
from nep.agencies.rules import Permission
from nep.foundation import parameters
from nep.foundation.records import Shown
from nep.foundation.search import matching
from nep.support.documents.queries.revisions import revisions_in_force
from nep.support.retention.models import Disposal, KeptRecord, Term
from nep.support.retention.rules import MONTHS_OF_A_YEAR, Decision, State, lines_named

ARCHIVE_MONTHS = "retention.archive_months"
ARCHIVE_FROM_MONTHS = "retention.archive_from_months"
MOST_SUGGESTED = 100


def records_visible_to(actor: Actor) -> QuerySet[KeptRecord]:
    """Return the records of the actor's agency, or of all for those who watch the province."""
    records = KeptRecord.objects.select_related("term", "disposal", "agency")
    if actor.holds(Permission.READ_ALL_AGENCIES):
        return records
    if actor.holds(Permission.READ_DOCUMENTS):
        return records.filter(agency_id=actor.agency_id)
    return records.none()


def record_visible_to(actor: Actor, *, key: int) -> KeptRecord:
    """Return one record.

    :raises KeptRecord.DoesNotExist: alike for what is absent and what is not theirs.
    """
    return records_visible_to(actor).get(pk=key)


def disposals_visible_to(actor: Actor) -> QuerySet[Disposal]:
    """Return the disposals whose records the actor may see, the latest first."""
    people = [f"{who}__{part}" for who in _PEOPLE for part in ("person", "post")]
    disposals = Disposal.objects.select_related("agency", *people).order_by("-pk")
    if actor.holds(Permission.READ_ALL_AGENCIES):
        return disposals
    if actor.holds(Permission.READ_DOCUMENTS):
        return disposals.filter(agency_id=actor.agency_id)
    return disposals.none()


_PEOPLE = ("proposed_by", "decided_by", "carried_out_by")


def disposal_visible_to(actor: Actor, *, key: int) -> Disposal:
    """Return one disposal.

    :raises Disposal.DoesNotExist: alike for what is absent and what is not theirs.
    """
    return disposals_visible_to(actor).get(pk=key)


def records_of_disposal(disposal: Disposal) -> QuerySet[KeptRecord]:
    """Return the records on the list of a disposal, by number."""
    records = KeptRecord.objects.filter(disposal=disposal)
    return records.select_related("term", "disposal").order_by("number")


def disposal_locked(key: int) -> Disposal:
    """Return a disposal as it now is, locked until the transaction ends."""
    locked = Disposal.objects.select_related("proposed_by").select_for_update(of=("self",))
    return locked.get(pk=key)


def records_locked(keys: Iterable[int], *, agency_id: int) -> list[KeptRecord]:
    """Return records of an agency as they now are, locked in one order against each other."""
    records = KeptRecord.objects.filter(pk__in=set(keys), agency_id=agency_id)
    locked = records.select_related("term", "disposal").select_for_update(of=("self",))
    return list(locked.order_by("pk"))


def records_listed(
    actor: Actor, agency_id: int, *, words: str = "", state: State | None = None, kind: str = ""
) -> QuerySet[KeptRecord]:
    """Return the records of an agency that the actor looks for, by number."""
    records = records_visible_to(actor).filter(agency_id=agency_id)
    query = matching(words)
    if query is not None:
        records = records.filter(search=query)
    if kind:
        records = records.filter(term__kind=kind)
    if state:
        records = records.filter(**_IN_STATE[state])
    return records.order_by("number")


_UNLISTED: Mapping[str, Any] = {"disposal": None}
_IN_STATE: Mapping[State, Mapping[str, Any]] = {
    State.OPEN: {"closed_on": None},
    State.AT_UNIT: {**_UNLISTED, "closed_on__isnull": False, "archived_on": None},
    State.ARCHIVED: {**_UNLISTED, "archived_on__isnull": False},
    State.PROPOSED: {"disposal__decision__in": [Decision.PROPOSED, Decision.APPROVED]},
    State.DESTROYED: {"disposal__decision": Decision.CARRIED_OUT},
}


def terms_of(agency_id: int) -> QuerySet[Term]:
    """Return every term an agency set, by kind, the latest first."""
    terms = Term.objects.filter(agency_id=agency_id)
    return terms.select_related("set_by__person").order_by("kind", "-since")


def terms_in_force(agency_id: int, *, on: date) -> QuerySet[Term]:
    """Return the term of each kind of record that applies at an agency on a day, by kind."""
    begun = Term.objects.filter(agency_id=agency_id, since__lte=on)
    return begun.order_by("kind", "-since").distinct("kind")


@dataclass(frozen=True, slots=True)
class Due:
    """A record, by when the archive takes it, and whether that day has passed."""

    record: KeptRecord
    due_on: date
    late: bool


def due_for_archive(actor: Actor, agency_id: int, *, at: datetime) -> list[Due]:
    """Return the closed records of an agency that its archive has not taken yet, soonest first."""
    months = int(parameters.number(ARCHIVE_MONTHS, at=at))
    from_years = int(parameters.number(ARCHIVE_FROM_MONTHS, at=at)) // MONTHS_OF_A_YEAR
    today = local_day(at)
    waiting = []
    for record in records_listed(actor, agency_id, state=State.AT_UNIT):
        due_on = record.life.archive_due_on(months=months, from_years=from_years)
        if due_on:
            waiting.append(Due(record, due_on, late=due_on < today))
    return sorted(waiting, key=lambda due: due.due_on)


def term_passed(actor: Actor, agency_id: int, *, on: date) -> list[KeptRecord]:
    """Return the records of an agency that may be proposed for disposal on a day."""
    a_year_ago = date(on.year, 1, 1) - timedelta(days=1)
    records = records_visible_to(actor).filter(agency_id=agency_id, disposal=None)
    closed = records.filter(closed_on__lte=a_year_ago, term__years__isnull=False)
    return [record for record in closed.order_by("number") if record.life.may_end(on=on)]


def records_suggested(agency_id: int, *, at: datetime) -> list[str]:
    """Return the records that section 7 of the agency's documents in force names."""
    sections = revisions_in_force(at=at).filter(document__agency_id=agency_id).exclude(records="")
    texts = sections.values_list("records", flat=True)[:MOST_SUGGESTED]
    named = (line[:300] for text in texts for line in lines_named(text))
    return sorted(dict.fromkeys(named))[:MOST_SUGGESTED]


def sources_kept(agency_id: int) -> set[str]:
    """Return which finished work of other modules an agency already keeps."""
    kept = KeptRecord.objects.filter(agency_id=agency_id).exclude(source="")
    return set(kept.values_list("source", flat=True))


def number_taken(agency_id: int, number: str) -> bool:
    """Tell whether a record of an agency already has this number."""
    return KeptRecord.objects.filter(agency_id=agency_id, number=number).exists()


def shown_record(key: str) -> Shown:
    """Say how a record is shown wherever something points at it."""
    record = KeptRecord.objects.get(pk=key)
    return Shown(str(record), record.get_absolute_url())


def shown_disposal(key: str) -> Shown:
    """Say how a disposal is shown wherever something points at it."""
    disposal = Disposal.objects.get(pk=key)
    return Shown(str(disposal), disposal.get_absolute_url())


def shown_term(key: str) -> Shown:
    """Say how a term is shown wherever something points at it."""
    return Shown(str(Term.objects.get(pk=key)))
