"""Folding: what a dossier's events add up to. Pure; the projections must equal it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from nep.operation.dossiers.rules.states import Kind, State
from nep.operation.procedures.rules.steps import ON, Choice


@dataclass(frozen=True, slots=True)
class Happened:
    """One event as folding sees it."""

    kind: Kind
    at: datetime
    staff_id: int | None
    data: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class OpenWork:
    """A step that waits for somebody."""

    step: str
    occurrence: int
    opened_at: datetime
    due_at: datetime | None
    holder_id: int | None

    @property
    def place(self) -> tuple[str, int]:
        """The step and which time it is open: what a choice is recorded by."""
        return (self.step, self.occurrence)


@dataclass(frozen=True, slots=True)
class Folded:
    """Everything that follows from the events so far."""

    state: State = State.REGISTERED
    turn: int = 0
    code: str = ""
    procedure_key: str = ""
    revision_id: int | None = None
    channel: int | None = None
    received_at: datetime | None = None
    promised_at: datetime | None = None
    due_at: datetime | None = None
    finished_at: datetime | None = None
    handed_over_at: datetime | None = None
    open_work: tuple[OpenWork, ...] = ()
    choices: tuple[Choice, ...] = ()
    done_by: Mapping[str, int] = field(default_factory=dict)  # step → who did it last


def fold(events: Iterable[Happened]) -> Folded:
    """Return what the events add up to, in their order."""
    folded = Folded()
    for event in events:
        folded = apply(folded, event)
    return folded


def apply(folded: Folded, event: Happened) -> Folded:
    """Return what follows when one more event happens."""
    after = _AFTER[event.kind](folded, event)
    return replace(after, turn=folded.turn + 1)


def _received(folded: Folded, event: Happened) -> Folded:
    promised_at = datetime.fromisoformat(event.data["due_at"])
    return replace(
        folded,
        state=State.RECEIVED,
        code=event.data["code"],
        procedure_key=event.data["procedure"],
        revision_id=event.data["revision"],
        channel=event.data["channel"],
        received_at=event.at,
        promised_at=promised_at,
        due_at=promised_at,
        open_work=_opened(event),
    )


def _held(folded: Folded, event: Happened) -> Folded:
    place = _place(event)
    work = tuple(
        replace(item, holder_id=event.data["holder"]) if item.place == place else item
        for item in folded.open_work
    )
    return replace(folded, open_work=work)


def _moved(folded: Folded, event: Happened) -> Folded:
    place = _place(event)
    left = tuple(item for item in folded.open_work if item.place != place)
    choice = Choice(place[0], place[1], event.data.get("way", ON))
    done_by = {**folded.done_by, place[0]: event.staff_id} if event.staff_id else folded.done_by
    return replace(
        folded,
        state=State.DONE if event.data.get("finishes") else State.PROCESSING,
        finished_at=event.at if event.data.get("finishes") else None,
        open_work=(*left, *_opened(event)),
        choices=(*folded.choices, choice),
        done_by=done_by,
    )


def _handed_over(folded: Folded, event: Happened) -> Folded:
    moved = _moved(folded, event)
    return replace(
        moved,
        state=State.RETURNED,
        finished_at=folded.finished_at or event.at,
        handed_over_at=event.at,
    )


_AFTER = {
    Kind.RECEIVED: _received,
    Kind.CLAIMED: _held,
    Kind.ASSIGNED: _held,
    Kind.COMPLETED: _moved,
    Kind.RETURNED: _moved,
    Kind.HANDED_OVER: _handed_over,
}


def _place(event: Happened) -> tuple[str, int]:
    return (event.data["step"], event.data["occurrence"])


def _opened(event: Happened) -> tuple[OpenWork, ...]:
    opened: Sequence[Mapping[str, Any]] = event.data.get("opened", ())
    return tuple(
        OpenWork(
            step=item["step"],
            occurrence=item["occurrence"],
            opened_at=event.at,
            due_at=datetime.fromisoformat(item["due_at"]) if item["due_at"] else None,
            holder_id=item.get("holder"),
        )
        for item in opened
    )
