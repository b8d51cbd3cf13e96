"""Setting terms, entering records, and handing them to the archive."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from nep.agencies.actors import Actor
from nep.agencies.queries import local_day
from nep.foundation.keeping import FinishedWork, finished_work
from nep.foundation.verdicts import Refused, Unfit
from nep.platform.journal.services import record as write_down
from nep.support.retention import acts
from nep.support.retention.models import KeptRecord, Term
from nep.support.retention.permissions import may_archive, may_close, may_keep_records
from nep.support.retention.queries import (
    number_taken,
    records_locked,
    sources_kept,
    terms_in_force,
)
from nep.support.retention.rules import Method


@dataclass(frozen=True, slots=True)
class NewTerm:
    """A kind of record, for how many years it is kept (None: for ever), since when, by what."""

    kind: str
    years: int | None
    since: date
    source: str


@dataclass(frozen=True, slots=True)
class Place:
    """Which unit keeps a record, where, who answers for it, and how it will be destroyed."""

    unit: str
    place: str
    keeper: str
    method: Method = Method.SHREDDED


@dataclass(frozen=True, slots=True)
class NewRecord:
    """A record to enter; `closed_on` when its work has already ended."""

    number: str
    title: str
    kind: str
    held: Place
    closed_on: date | None = None
    note: str = ""


@transaction.atomic
def set_term(term: NewTerm, *, actor: Actor, at: datetime) -> Term:
    """Set for how long the agency keeps a kind of record; what was entered before keeps its term.

    :raises Refused: when the actor may not, or the day already has a term.
    """
    may_keep_records(actor, agency_id=actor.agency_id).enforce()
    try:
        with transaction.atomic():
            row = Term.objects.create(
                agency_id=actor.agency_id,
                kind=term.kind,
                years=term.years,
                since=term.since,
                source=term.source,
                set_by_id=actor.staff_id,
                set_at=at,
            )
    except IntegrityError as error:
        raise Unfit(_("This kind already has a term from that day.")) from error
    years = _("%(years)s years") % {"years": term.years} if term.years else _("for ever")
    write_down(
        acts.TERM_SET,
        row,
        actor=actor,
        at=at,
        kind=term.kind,
        term=years,
        since=f"{term.since:%d/%m/%Y}",
        source=term.source,
    )
    return row


@transaction.atomic
def enter_record(new: NewRecord, *, actor: Actor, at: datetime) -> KeptRecord:
    """Enter a record under the term that its kind now has.

    :raises Refused: when the actor may not, the number is taken, or the kind has no term.
    """
    may_keep_records(actor, agency_id=actor.agency_id).enforce()
    return _entered(new, source="", actor=actor, at=at)


@transaction.atomic
def close_record(record: KeptRecord, closed_on: date, *, actor: Actor, at: datetime) -> None:
    """Record that the work of a record ended; its term and the archive's year run from there.

    :raises Refused: when the actor or the record does not allow it.
    """
    record = _locked(record)
    may_close(actor, record).enforce()
    _not_to_come(closed_on, at)

    record.closed_on = closed_on
    record.save(update_fields=["closed_on"])

    day = f"{closed_on:%d/%m/%Y}"
    write_down(acts.WORK_ENDED, record, actor=actor, at=at, number=record.number, day=day)


@transaction.atomic
def archive_record(record: KeptRecord, archived_on: date, *, actor: Actor, at: datetime) -> None:
    """Record that the agency's archive took a record (NĐ 30/2020 Điều 30).

    :raises Refused: when the actor, the record or the day does not allow it.
    """
    record = _locked(record)
    may_archive(actor, record).enforce()
    _not_to_come(archived_on, at)
    if record.closed_on and archived_on < record.closed_on:
        raise Unfit(_("The archive takes a record after its work ended, not before."))

    record.archived_on = archived_on
    record.save(update_fields=["archived_on"])

    day = f"{archived_on:%d/%m/%Y}"
    write_down(acts.RECORD_ARCHIVED, record, actor=actor, at=at, number=record.number, day=day)


@transaction.atomic
def keep_finished_work(
    year: int, kind: str, held: Place, *, actor: Actor, at: datetime
) -> list[KeptRecord]:
    """Enter the work that ended in a past year and is not kept yet: closed dossiers, and so on.

    :raises Refused: when the actor may not, or the year is not over.
    """
    may_keep_records(actor, agency_id=actor.agency_id).enforce()
    if year >= local_day(at).year:
        raise Unfit(_("Work of a year is entered when the year is over."))
    kept = sources_kept(actor.agency_id)
    new = [w for w in finished_work(actor.agency_id, year) if w.source not in kept]
    return [
        _entered(_as_record(work, number, kind, held), source=work.source, actor=actor, at=at)
        for work, number in zip(new, _numbers(actor.agency_id, year), strict=False)
    ]


def _as_record(work: FinishedWork, number: str, kind: str, held: Place) -> NewRecord:
    return NewRecord(number, work.title[:300], kind, held, work.closed_on, work.note[:300])


def _numbers(agency_id: int, year: int) -> Iterable[str]:
    running = 0
    while True:
        running += 1
        number = f"{year}-{running:03}"
        if not number_taken(agency_id, number):
            yield number


def _entered(new: NewRecord, *, source: str, actor: Actor, at: datetime) -> KeptRecord:
    if new.closed_on:
        _not_to_come(new.closed_on, at)
    term = terms_in_force(actor.agency_id, on=local_day(at)).filter(kind=new.kind).first()
    if term is None:
        raise Unfit(_("First set for how long records of this kind are kept."))
    try:
        with transaction.atomic():
            record = KeptRecord.objects.create(
                agency_id=actor.agency_id,
                number=new.number,
                title=new.title,
                term=term,
                unit=new.held.unit,
                place=new.held.place,
                keeper=new.held.keeper,
                method=new.held.method,
                closed_on=new.closed_on,
                note=new.note,
                source=source,
                entered_by_id=actor.staff_id,
                entered_at=at,
            )
    except IntegrityError as error:
        sentence = _("Another record of the agency already has the number %(number)s.")
        raise Unfit(sentence % {"number": new.number}) from error
    said = {"number": new.number, "title": new.title}
    write_down(acts.RECORD_ENTERED, record, actor=actor, at=at, **said)
    return record


def _locked(record: KeptRecord) -> KeptRecord:
    return records_locked([record.pk], agency_id=record.agency_id)[0]


def _not_to_come(day: date, at: datetime) -> None:
    if day > local_day(at):
        raise Refused(_("That day has not come yet."))
