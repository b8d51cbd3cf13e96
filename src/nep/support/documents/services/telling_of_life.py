"""Telling people of requests, of drafts taken over, and of reviews that are due soon."""

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse

from nep.agencies.queries import Seat, local_day, seats_with
from nep.agencies.rules import PERMISSIONS, Permission
from nep.foundation.actors import ActorRef
from nep.foundation.templatetags.nep import day
from nep.platform.journal.models import Entry
from nep.platform.notices.rules import NoticeKind
from nep.platform.notices.services.telling import Telling, tell
from nep.support.documents import acts, notices
from nep.support.documents.models import ChangeRequest, Revision
from nep.support.documents.queries.periodic import reviews_due_between, soon
from nep.support.documents.queries.requests import request_with_key
from nep.support.documents.queries.revisions import revision_with_key
from nep.support.documents.rules.requests import RequestStage

_ANSWERS = {
    acts.REQUEST_ACCEPTED.name: notices.REQUEST_ACCEPTED,
    acts.REQUEST_REFUSED.name: notices.REQUEST_REFUSED,
}
TOLD = frozenset({acts.REQUEST_ASKED.name, acts.DRAFT_TAKEN_OVER.name, *_ANSWERS})
"""The acts of which this module tells."""
AT_ONCE = 500


def tellings_of(entry: Entry, *, at: datetime) -> Iterator[Telling]:
    """Yield what one entry of the journal means for whom."""
    if entry.act == acts.DRAFT_TAKEN_OVER.name:
        yield _taken_over(entry)
    elif entry.act == acts.REQUEST_ASKED.name:
        yield from _asked(entry, at=at)
    else:
        yield _answered(entry)


def seats_able_to(permission: Permission, agency_id: int, *, at: datetime) -> list[Seat]:
    """Return who may do something at an agency, each person once."""
    roles = [role for role, granted in PERMISSIONS.items() if permission in granted]
    by_person = {seat.person_id: seat for seat in seats_with(roles, [agency_id], at=at)}
    return list(by_person.values())


def warn_of_reviews(after: datetime, until: datetime) -> None:
    """Tell those who draft of every review that came to be due soon within a span of time."""
    lead = soon(at=until)
    due = reviews_due_between(local_day(after) + lead, local_day(until) + lead, at=until)
    seats: dict[int, list[Seat]] = {}
    tellings = []
    for document in due.iterator(chunk_size=AT_ONCE):
        agency = document.agency_id
        if agency not in seats:
            seats[agency] = seats_able_to(Permission.DRAFT_DOCUMENTS, agency, at=until)
        details = {"code": document.code, "due": day(document.review_due_on)}
        tellings += [
            Telling(
                notices.REVIEW_DUE,
                seat.person_id,
                key=str(seat.staff_id),
                address=document.get_absolute_url(),
                at=until,
                details=details,
                staff_id=seat.staff_id,
                together=reverse("documents:reviews"),
            )
            for seat in seats[agency]
        ]
    tell(tellings)


def _taken_over(entry: Entry) -> Telling:
    revision = revision_with_key(int(entry.subject_key))
    name = ActorRef.from_json(entry.actor).name
    details = {"name": name, "code": revision.document.code, "number": revision.label}
    return _alone(notices.TAKEN_OVER, entry, entry.details["holder_id"], revision, details)


def _asked(entry: Entry, *, at: datetime) -> Iterator[Telling]:
    request = request_with_key(int(entry.subject_key))
    if request.stage != RequestStage.OPEN:
        return
    for seat in seats_able_to(Permission.ANSWER_REQUESTS, request.agency_id, at=at):
        if seat.person_id != request.asked_by.person_id:
            yield Telling(
                notices.REQUEST_WAITS,
                seat.person_id,
                key=str(seat.staff_id),
                address=request.get_absolute_url(),
                at=entry.at,
                details={"label": request.label},
                staff_id=seat.staff_id,
                together=reverse("documents:requests"),
            )


def _answered(entry: Entry) -> Telling:
    request = request_with_key(int(entry.subject_key))
    person_id, details = request.asked_by.person_id, {"label": request.label}
    return _alone(_ANSWERS[entry.act], entry, person_id, request, details)


def _alone(
    kind: NoticeKind,
    entry: Entry,
    person_id: int,
    subject: Revision | ChangeRequest,
    details: dict[str, str],
) -> Telling:
    address = subject.get_absolute_url()
    return Telling(kind, person_id, str(entry.pk), address, entry.at, details)
