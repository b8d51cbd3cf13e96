"""The REST endpoints of dossiers: their state, their steps and their events, never their people.

An applicant is masked whoever asks: who needs more opens the page, where a look is journaled.
"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Annotated, Any, Literal

from django.db.models import QuerySet
from django.http import Http404
from ninja import Query, Router, Schema
from pydantic import Field, WithJsonSchema

from nep.agencies.requests import StaffRequest
from nep.agencies.rules import Role
from nep.foundation.rest import Answer, Day, Line, Listing, Moment, PageAsked, beginning_of, cut
from nep.operation.dossiers.models import Dossier, Event, OpenTask
from nep.operation.dossiers.queries.story import events_of, open_tasks_of
from nep.operation.dossiers.queries.visibility import (
    dossier_visible_to,
    dossiers_changed_since,
    dossiers_visible_to,
)
from nep.operation.dossiers.rules.masking import masked_name
from nep.operation.dossiers.rules.states import Channel, Kind, Source, State

router = Router(tags=["dossiers"])

StateKey = Literal[
    "registered",
    "received",
    "not_received",
    "processing",
    "supplement_asked",
    "payment_asked",
    "withdrawn",
    "stopped",
    "done",
    "returned",
]
ChannelKey = Literal["counter", "online", "post"]
# Written out where it stands: another module describes a Kind of its own under that name.
EventKind = Annotated[
    Kind, WithJsonSchema({"type": "string", "enum": [kind.value for kind in Kind]})
]


class DossierLine(Answer):
    """A dossier and how far it is."""

    code: str = Field(examples=["H43.06-231127-0001"])
    agency: str = Field(description="Code of the agency that received it.")
    procedure: str = Field(description="Key of the procedure in the catalogue.")
    state: StateKey
    state_code: int = Field(ge=1, le=10, description="The state as the national portal numbers it.")
    channel: ChannelKey
    received_at: datetime
    promised_at: datetime = Field(description="The original promise; it never changes.")
    due_at: datetime = Field(description="The promise as amended.")
    finished_at: datetime | None
    handed_over_at: datetime | None
    turn: int = Field(description="How many events there are so far: it grows with every change.")


class DossierList(Listing):
    """One page of dossiers, the newest first."""

    items: list[DossierLine]


class Opened(Answer):
    """A step that an event opened."""

    step: str
    occurrence: int
    due_at: datetime | None


class EventLine(Answer):
    """One thing that happened, as keys: the events are the truth of a dossier."""

    position: int = Field(ge=1, description="Its place in the story, the first 1.")
    kind: EventKind
    at: datetime = Field(description="The legal moment.")
    recorded_at: datetime = Field(description="When it was written down, by the database's clock.")
    source: Source
    agency: str = Field(description="Code of the agency that acted.")
    delegated: bool = Field(description="Whether somebody stood in for another.")
    step: str | None = Field(description="Key of the step that was acted on.")
    occurrence: int | None = Field(description="Which time the step was open.")
    way: str | None = Field(description="The way that was chosen: `on`, `return:B2`, `choose:B5`.")
    opened: list[Opened]
    result_number: str | None
    hash: str = Field(description="Seal of the event, over the seal of the one before.")


class EventList(Answer):
    """All events of a dossier after a position, the oldest first."""

    items: list[EventLine]


class OpenStep(Answer):
    """A step that waits for somebody."""

    step: str
    occurrence: int
    name: str
    role: Role
    agency: str
    held: bool = Field(description="Whether somebody has taken it up.")
    opened_at: datetime
    due_at: datetime | None


class RevisionNamed(Answer):
    """By which revision a dossier runs."""

    agency: str
    code: str
    number: int


class DossierDetail(DossierLine):
    """A dossier with the steps that wait, and its story."""

    procedure_name: str
    revision: RevisionNamed
    applicant: str | None = Field(
        description="Always masked; null when the data were erased.", examples=["Nguyễn V. A."]
    )
    open_steps: list[OpenStep]
    events: list[EventLine]


class Wanted(PageAsked):
    """Which dossiers are asked for; nothing given means all that the reader may see."""

    state: StateKey | None = Field(None, description="Only those in this state.")
    agency: Line = Field("", description="Only those received by the agency with this code.")
    procedure: Line = Field("", description="Only those about this key of the catalogue.")
    received_from: Day | None = Field(None, description="Received on this day or later.")
    received_before: Day | None = Field(None, description="Received before this day.")
    finished_from: Day | None = Field(None, description="Finished on this day or later.")
    finished_before: Day | None = Field(None, description="Finished before this day.")
    changed_since: Moment | None = Field(
        None, description="Something was recorded at this moment or later (`recorded_at`)."
    )


@router.get("", response=DossierList, url_name="dossiers", operation_id="list_dossiers")
def dossiers(request: StaffRequest, wanted: Query[Wanted]) -> DossierList:
    """List the dossiers that the reader may see."""
    found = _found(dossiers_visible_to(request.actor), wanted)
    found = found.select_related("agency", "procedure").only(*_COLUMNS)
    page, following = cut(found, wanted, by="-pk", of="dossiers")
    return DossierList(items=[DossierLine(**_line(row)) for row in page], next=following)


@router.get("/{code}", response=DossierDetail, url_name="dossier", operation_id="get_dossier")
def dossier(request: StaffRequest, code: Line) -> DossierDetail:
    """Read one dossier: the steps that wait, and everything that happened."""
    found = _dossier(request, code)
    applicant = getattr(found, "applicant", None)
    revision = found.revision.revision
    return DossierDetail(
        **_line(found),
        procedure_name=found.procedure.name,
        revision=RevisionNamed(
            agency=found.agency.code, code=revision.document.code, number=revision.number
        ),
        applicant=masked_name(applicant.full_name) if applicant else None,
        open_steps=[_open_step(task) for task in open_tasks_of(found)],
        events=_events(events_of(found)),
    )


class EventsAsked(Schema):
    """From where on the events are asked."""

    after: int = Field(0, ge=0, le=1_000_000, description="Only those after this position.")


@router.get(
    "/{code}/events",
    response=EventList,
    url_name="dossier_events",
    operation_id="list_dossier_events",
)
def events(request: StaffRequest, code: Line, asked: Query[EventsAsked]) -> EventList:
    """List what happened to a dossier, all of it or what is new."""
    found = _dossier(request, code)
    return EventList(items=_events(one for one in events_of(found) if one.position > asked.after))


_COLUMNS = (
    "code",
    "agency__code",
    "procedure__key",
    "state",
    "channel",
    "received_at",
    "promised_at",
    "due_at",
    "finished_at",
    "handed_over_at",
    "turn",
)


def _dossier(request: StaffRequest, code: str) -> Dossier:
    try:
        return dossier_visible_to(request.actor, code=code)
    except Dossier.DoesNotExist:
        raise Http404 from None


def _found(dossiers: QuerySet[Dossier], wanted: Wanted) -> QuerySet[Dossier]:
    if wanted.changed_since:
        dossiers = dossiers_changed_since(dossiers, wanted.changed_since)
    asked = {
        "state": State[wanted.state.upper()] if wanted.state else None,
        "agency__code": wanted.agency or None,
        "procedure__key": wanted.procedure or None,
        **_between("received_at", wanted.received_from, wanted.received_before),
        **_between("finished_at", wanted.finished_from, wanted.finished_before),
    }
    return dossiers.filter(**{name: value for name, value in asked.items() if value is not None})


def _between(column: str, first: date | None, end: date | None) -> dict[str, datetime | None]:
    return {
        f"{column}__gte": beginning_of(first) if first else None,
        f"{column}__lt": beginning_of(end) if end else None,
    }


def _line(row: Dossier) -> dict[str, Any]:
    return {
        "code": row.code,
        "agency": row.agency.code,
        "procedure": row.procedure.key,
        "state": State(row.state).name.lower(),
        "state_code": row.state,
        "channel": Channel(row.channel).name.lower(),
        "received_at": row.received_at,
        "promised_at": row.promised_at,
        "due_at": row.due_at,
        "finished_at": row.finished_at,
        "handed_over_at": row.handed_over_at,
        "turn": row.turn,
    }


def _events(told: Iterable[Event]) -> list[EventLine]:
    return [_event(event) for event in told]


def _event(event: Event) -> EventLine:
    data = event.data
    return EventLine(
        position=event.position,
        kind=Kind(event.kind),
        at=event.at,
        recorded_at=event.recorded_at,
        source=Source(event.source),
        agency=event.agency.code,
        delegated=event.delegation_id is not None,
        step=data.get("step"),
        occurrence=data.get("occurrence"),
        way=data.get("way"),
        opened=[_opened(item) for item in data.get("opened", ())],
        result_number=data.get("result", {}).get("number"),
        hash=event.hash,
    )


def _opened(item: dict[str, Any]) -> Opened:
    due_at = item["due_at"]
    return Opened(
        step=item["step"],
        occurrence=item["occurrence"],
        due_at=datetime.fromisoformat(due_at) if due_at else None,
    )


def _open_step(task: OpenTask) -> OpenStep:
    return OpenStep(
        step=task.step.key,
        occurrence=task.occurrence,
        name=task.step.name,
        role=Role(task.role),
        agency=task.agency.code,
        held=task.holder_id is not None,
        opened_at=task.opened_at,
        due_at=task.due_at,
    )
