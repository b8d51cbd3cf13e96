"""The control sheet: phiếu kiểm soát quá trình giải quyết hồ sơ (TT 01/2018; Mẫu số 05; R47).

It goes with the dossier from desk to desk, so it names officials and never the citizen.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from nep.agencies.models import Agency, Staff
from nep.agencies.queries import local_day, staff_named
from nep.foundation import clock
from nep.foundation.tabled_papers import Letterhead
from nep.foundation.typesetting import pdf
from nep.operation.dossiers.models import Dossier, Event
from nep.operation.dossiers.papers.forms import TEMPLATES, Form, Paper, form_of
from nep.operation.dossiers.papers.hand_overs import (
    Hand,
    HandOver,
    Passing,
    Punctuality,
    hand_overs,
    punctuality,
)
from nep.operation.dossiers.papers.letterhead import letterhead_of, number_of
from nep.operation.dossiers.queries import events_of
from nep.operation.procedures.models import Step
from nep.operation.procedures.queries import steps_that_run


@dataclass(frozen=True, slots=True)
class Party:
    """An official as the sheet names one; `stands_in_for` is whose signature it replaces."""

    name: str
    post: str
    office: str
    stands_in_for: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One hand-over; without a taker, `awaited` says whose turn it is."""

    passing: Passing
    step: str
    giver: Party
    given_at: datetime
    taker: Party | None = None
    taken_at: datetime | None = None
    awaited: str = ""
    assigner: Party | None = None
    punctuality: Punctuality | None = None
    opened: str = ""
    reason: str = ""
    paper: str = ""
    collector: str = ""


@dataclass(frozen=True, slots=True)
class ControlSheetData:
    """Everything that a control sheet says."""

    form: Form
    letterhead: Letterhead
    code: str
    number: str
    request: str
    handled_by: str
    together_with: tuple[str, ...]
    received_at: datetime
    due_at: datetime
    rows: tuple[Row, ...]
    finished_at: datetime | None
    punctuality: Punctuality | None
    at: datetime
    demo: bool = False


def control_sheet_data(dossier: Dossier, *, at: datetime) -> ControlSheetData:
    """Return what the control sheet of a dossier says; `at` is when it is printed."""
    day = local_day(dossier.received_at)
    events = events_of(dossier)
    steps = steps_that_run(dossier.revision_id)
    writer = _Writer(dossier.agency, steps, events)
    return ControlSheetData(
        form=form_of(Paper.CONTROL_SHEET, day),
        letterhead=letterhead_of(dossier.agency, on=day),
        code=dossier.code,
        number=number_of(dossier.code, on=day),
        request=dossier.procedure.name,
        handled_by=dossier.agency.name,
        together_with=_other_agencies(dossier.agency, steps.values()),
        received_at=dossier.received_at,
        due_at=dossier.due_at,
        rows=tuple(writer.row(hand_over) for hand_over in hand_overs(events)),
        finished_at=dossier.finished_at,
        punctuality=_outcome(dossier),
        at=at,
        demo=clock.is_shifted(),
    )


def control_sheet_pdf(sheet: ControlSheetData) -> bytes:
    """Set a control sheet on A5 across; equal sheets give equal bytes."""
    return pdf(TEMPLATES / "control_sheet.typ", sheet, at=sheet.at)


def _other_agencies(owner: Agency, steps: Iterable[Step]) -> tuple[str, ...]:
    names = (step.agency.name for step in steps if step.agency and step.agency != owner)
    return tuple(dict.fromkeys(names))


def _outcome(dossier: Dossier) -> Punctuality | None:
    return punctuality(dossier.finished_at, dossier.due_at) if dossier.finished_at else None


class _Writer:
    """Turns keys into names: who the staff are, what the steps are called."""

    def __init__(self, owner: Agency, steps: Mapping[str, Step], events: Sequence[Event]) -> None:
        self._owner = owner
        self._steps = steps
        self._givers = {
            event.delegation_id: event.delegation.giver_id for event in events if event.delegation
        }
        self._staff = staff_named([*_staff_ids(events), *self._givers.values()])

    def row(self, passed: HandOver) -> Row:
        opened = self._steps[passed.opened[0]] if passed.opened else None
        details = passed.details or {}
        return Row(
            passing=passed.passing,
            step=str(self._steps[passed.step]),
            giver=self._party(passed.giver),
            given_at=passed.at,
            taker=self._party(passed.taker) if passed.taker else None,
            taken_at=passed.taken_at,
            awaited=opened.responsible if opened else "",
            assigner=self._assigner(passed),
            punctuality=punctuality(passed.at, passed.due_at) if passed.due_at else None,
            opened=str(opened) if opened else "",
            reason=details.get("reason", ""),
            paper=details.get("result", {}).get("number", ""),
            collector=details.get("collector", ""),
        )

    def _assigner(self, passed: HandOver) -> Party | None:
        """Name who assigned the step, unless it is who gave it."""
        if passed.assigner is None or passed.assigner.staff_id == passed.giver.staff_id:
            return None
        return self._party(passed.assigner)

    def _party(self, hand: Hand) -> Party:
        staff = self._staff[hand.staff_id] if hand.staff_id else None
        if staff is None:
            return Party("", "", self._owner.name)
        absent = self._staff.get(self._givers.get(hand.delegation_id, 0))
        return Party(
            name=staff.person.full_name,
            post=staff.post.title,
            office=self._office(staff),
            stands_in_for=f"{absent.person.full_name} ({absent.post.title})" if absent else "",
        )

    def _office(self, staff: Staff) -> str:
        unit = staff.post.unit
        if unit.leads or unit.agency_id == self._owner.pk:
            return unit.name
        return f"{unit.name} - {unit.agency.name}"


def _staff_ids(events: Iterable[Event]) -> Iterable[int | None]:
    for event in events:
        data: Mapping[str, Any] = event.data
        yield event.staff_id
        yield data.get("holder")
        yield data.get("previous")
        yield from (item.get("holder") for item in data.get("opened", ()))
