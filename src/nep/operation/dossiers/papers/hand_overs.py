"""How a dossier passed from hand to hand, folded from its events (R47; TT 01/2018 Điều 17.1b)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from nep.agencies.queries import local_day
from nep.operation.dossiers.models import Event
from nep.operation.dossiers.rules.states import Kind


class Passing(StrEnum):
    """How a dossier leaves a hand."""

    ON = "on"
    BACK = "back"
    REASSIGNED = "reassigned"
    TO_CITIZEN = "to_citizen"


class Punctuality(StrEnum):
    """How the end of a step or of a dossier stands to its due moment (R52)."""

    EARLY = "early"
    ON_TIME = "on_time"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class Hand:
    """Who gives or takes, in keys: the staff, and the order by which they stand in."""

    staff_id: int | None
    delegation_id: int | None = None


@dataclass(frozen=True, slots=True)
class HandOver:
    """One passing of the dossier. Nobody takes it while the step that opened waits unclaimed.

    `step` is the one that ended, `opened` the one that opened and for the how-manieth time;
    nothing opens while branches beside it are still worked on, nor at the end.
    """

    passing: Passing
    at: datetime
    step: str
    giver: Hand
    due_at: datetime | None = None
    opened: tuple[str, int] | None = None
    taker: Hand | None = None
    taken_at: datetime | None = None
    assigner: Hand | None = None
    details: Mapping[str, Any] | None = None


def punctuality(at: datetime, due_at: datetime) -> Punctuality:
    """Tell how an end stands to its due moment; early is on a day before it."""
    if at > due_at:
        return Punctuality.LATE
    return Punctuality.EARLY if local_day(at) < local_day(due_at) else Punctuality.ON_TIME


def hand_overs(events: Iterable[Event]) -> tuple[HandOver, ...]:
    """Return every passing of a dossier between officials and to the citizen, oldest first."""
    sheet = _Sheet()
    for event in events:
        match Kind(event.kind):
            case Kind.CLAIMED | Kind.ASSIGNED:
                sheet.taken(event)
            case Kind.COMPLETED | Kind.RETURNED | Kind.HANDED_OVER:
                sheet.passed(event)
        sheet.note_due(event)
    return tuple(sheet.rows)


_PASSING = {
    Kind.COMPLETED: Passing.ON,
    Kind.RETURNED: Passing.BACK,
    Kind.HANDED_OVER: Passing.TO_CITIZEN,
}


class _Sheet:
    """The rows so far, and by when each step that was opened is due."""

    def __init__(self) -> None:
        self.rows: list[HandOver] = []
        self._due: dict[tuple[str, int], datetime | None] = {}

    def note_due(self, event: Event) -> None:
        for item in event.data.get("opened", ()):
            due_at = item["due_at"]
            place = (item["step"], item["occurrence"])
            self._due[place] = datetime.fromisoformat(due_at) if due_at else None

    def taken(self, event: Event) -> None:
        """Write down who took an open step, or that it went from one to another."""
        place, taker = _place(event), _taker(event)
        index = self._row_that_opened(place)
        before = self.rows[index].taker if index is not None else Hand(event.data.get("previous"))
        if index is not None and before is None:
            self.rows[index] = replace(
                self.rows[index], taker=taker, taken_at=event.at, assigner=_assigner(event)
            )
        elif before is not None:
            self.rows.append(
                HandOver(
                    Passing.REASSIGNED,
                    event.at,
                    step=place[0],
                    giver=before,
                    opened=place,
                    taker=taker,
                    taken_at=event.at,
                    assigner=_assigner(event),
                )
            )

    def passed(self, event: Event) -> None:
        """Write down that a step ended, once for each step that opens by it."""
        place, giver = _place(event), Hand(event.staff_id, event.delegation_id)
        index = self._row_that_opened(place)
        if index is not None and self.rows[index].taker is None:
            self.rows[index] = replace(self.rows[index], taker=giver)
        row = HandOver(
            _PASSING[Kind(event.kind)],
            event.at,
            step=place[0],
            giver=giver,
            due_at=self._due.get(place),
            details=event.data,
        )
        opened = event.data.get("opened", ())
        self.rows.extend(replace(row, **_opening(item)) for item in opened)
        if not opened:
            self.rows.append(row)

    def _row_that_opened(self, place: tuple[str, int]) -> int | None:
        found = (index for index, row in enumerate(self.rows) if row.opened == place)
        return max(found, default=None)


def _place(event: Event) -> tuple[str, int]:
    return (event.data["step"], event.data["occurrence"])


def _taker(event: Event) -> Hand:
    holder = event.data["holder"]
    return Hand(holder, event.delegation_id if holder == event.staff_id else None)


def _assigner(event: Event) -> Hand | None:
    if event.kind != Kind.ASSIGNED:
        return None
    return Hand(event.staff_id, event.delegation_id)


def _opening(item: Mapping[str, Any]) -> dict[str, Any]:
    holder = item.get("holder")
    return {
        "opened": (item["step"], item["occurrence"]),
        "taker": Hand(holder) if holder else None,
    }
