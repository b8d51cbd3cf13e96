"""Change requests: lists, one request, and those that an act meets."""

from django.db import connection
from django.db.models import Max, QuerySet

from nep.agencies.actors import Actor
from nep.agencies.rules import Permission
from nep.foundation.records import Shown
from nep.support.documents.models import ChangeRequest, Document, Revision
from nep.support.documents.rules.requests import UNDER_WAY, RequestKind, RequestStage

_PEOPLE = ("asked_by__person", "asked_by__post", "answered_by__person", "answered_by__post")
_LOCK = "SELECT pg_advisory_xact_lock(hashtextextended('documents_changerequest:' || %s, 0))"


def requests_visible_to(actor: Actor) -> QuerySet[ChangeRequest]:
    """Return the requests that the actor may read: those of their agency, for all its staff."""
    requests = ChangeRequest.objects.select_related(
        "agency", "document__agency", "revision__document__agency", *_PEOPLE
    )
    if not actor.holds(Permission.READ_DOCUMENTS):
        return requests.none()
    return requests.filter(agency_id=actor.agency_id)


def request_visible_to(actor: Actor, *, agency_code: str, year: int, number: int) -> ChangeRequest:
    """Return one request.

    :raises ChangeRequest.DoesNotExist: alike for what is absent and what is not theirs.
    """
    seen = requests_visible_to(actor)
    return seen.get(agency__code=agency_code, year=year, number=number)


def requests_listed(actor: Actor, stage: RequestStage | None = None) -> QuerySet[ChangeRequest]:
    """Return the requests of the actor's agency at a stage, or all: the newest first."""
    found = requests_visible_to(actor)
    if stage is not None:
        found = found.filter(stage=stage)
    return found.order_by("-year", "-number")


def requests_about(actor: Actor, document: Document) -> QuerySet[ChangeRequest]:
    """Return the requests about a document that are under way, the oldest first."""
    under_way = [stage.value for stage in UNDER_WAY]
    found = requests_visible_to(actor).filter(document=document, stage__in=under_way)
    return found.order_by("year", "number")


def requests_answerable_by(actor: Actor) -> QuerySet[ChangeRequest]:
    """Return what waits for the actor's answer; the same rule as `may_answer`."""
    if not actor.holds(Permission.ANSWER_REQUESTS):
        return ChangeRequest.objects.none()
    waiting = requests_visible_to(actor).filter(stage=RequestStage.OPEN)
    return waiting.exclude(asked_by__person_id=actor.person_id).order_by("year", "number")


def requests_named_by(revision: Revision) -> QuerySet[ChangeRequest]:
    """Return the requests that a revision answers, for its page and its amendment sheet."""
    found = ChangeRequest.objects.filter(revision=revision.pk).select_related("agency", *_PEOPLE)
    return found.order_by("year", "number")


def requests_met_by(revision: Revision) -> QuerySet[ChangeRequest]:
    """Return the accepted requests that the approval of a revision meets."""
    return ChangeRequest.objects.filter(revision=revision.pk, stage=RequestStage.ACCEPTED)


def requests_to_stop(document: Document) -> QuerySet[ChangeRequest]:
    """Return the accepted requests that the end of a document meets."""
    return ChangeRequest.objects.filter(
        document=document, kind=RequestKind.STOP, stage=RequestStage.ACCEPTED
    )


def request_with_key(key: int) -> ChangeRequest:
    """Return the request that a stored row names, whoever asks."""
    return ChangeRequest.objects.select_related("agency", "document__agency", *_PEOPLE).get(pk=key)


def request_locked(key: int) -> ChangeRequest:
    """Return a request as it now is; nobody else acts on it until the transaction ends."""
    locked = ChangeRequest.objects.select_for_update(of=("self",))
    return locked.select_related("agency", "document__agency", "asked_by").get(pk=key)


def next_request_number(agency_id: int, year: int) -> int:
    """Return the number after the last of an agency's year; nobody else gets it meanwhile."""
    with connection.cursor() as cursor:
        cursor.execute(_LOCK, [str(agency_id)])
    given = ChangeRequest.objects.filter(agency=agency_id, year=year)
    return (given.aggregate(last=Max("number"))["last"] or 0) + 1


def shown_request(key: str) -> Shown:
    """Say how a request is shown wherever a record points at it."""
    request = request_with_key(int(key))
    return Shown(f"{request.label} – {request.about}", request.get_absolute_url())
