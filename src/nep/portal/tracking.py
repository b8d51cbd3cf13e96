"""What a citizen learns of a dossier: a little with its code, more with the second factor."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hmac import compare_digest

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from nep.agencies.queries import local_day
from nep.foundation.ui import Text, Tone
from nep.operation.dossiers.models import STATE_NAMES, Dossier
from nep.operation.dossiers.queries import dossier_coded, events_of
from nep.operation.dossiers.rules.states import State
from nep.operation.procedures.models import Step
from nep.operation.procedures.queries import steps_that_run
from nep.portal.queries import Opening, opening_of
from nep.portal.rules import Milestone, Stand, path_of

PROVING_DIGITS = 4
_NOTHING_FITS = "-" * PROVING_DIGITS

_WAITING = frozenset({State.SUPPLEMENT_ASKED, State.PAYMENT_ASKED})
_CLOSED = frozenset({State.NOT_RECEIVED, State.WITHDRAWN, State.STOPPED})

MEANINGS = {
    State.REGISTERED: gettext_lazy(
        "The dossier was sent; the agency is looking whether it can be taken."
    ),
    State.RECEIVED: gettext_lazy("The agency has taken the dossier; work on it begins."),
    State.NOT_RECEIVED: gettext_lazy(
        "The dossier was not taken; the reason stands on the slip you were given."
    ),
    State.PROCESSING: gettext_lazy(
        "The agency is working on the dossier. You need not do anything."
    ),
    State.SUPPLEMENT_ASKED: gettext_lazy(
        "The agency waits for papers from you; the slip you were given says which."
    ),
    State.PAYMENT_ASKED: gettext_lazy("The agency waits for the fee to be paid."),
    State.WITHDRAWN: gettext_lazy("The dossier was withdrawn at the applicant's wish."),
    State.STOPPED: gettext_lazy(
        "Work on the dossier was stopped; the notice you were given says why."
    ),
    State.DONE: gettext_lazy("The result is ready. Bring the receipt to fetch it."),
    State.RETURNED: gettext_lazy("The result was handed over. The dossier is closed."),
}


@dataclass(frozen=True, slots=True)
class Tracking:
    """How far a dossier is, and nothing that says whose it is or what it is about (R51)."""

    code: str
    state: Text
    meaning: Text
    tone: Tone
    words: str
    path: tuple[Milestone, ...]
    received_at: datetime
    promised_at: datetime
    due_at: datetime
    finished_at: datetime | None
    handed_over_at: datetime | None

    @property
    def steps(self) -> int:
        """How many steps the path has."""
        return len(self.path)

    @property
    def steps_done(self) -> int:
        """How many steps of the path are done."""
        return sum(1 for step in self.path if step.stand is Stand.DONE)

    @property
    def was_moved(self) -> bool:
        """Whether the date first promised was replaced by another."""
        return self.due_at != self.promised_at


@dataclass(frozen=True, slots=True)
class Particulars:
    """What the second factor adds: the matter, its steps by name, and where the result lies."""

    procedure: str
    agency: str
    steps: Mapping[str, Step]
    opening: Opening


@dataclass(frozen=True, slots=True)
class PathStep:
    """A step as it is shown; nameless to those who know the code alone."""

    milestone: Milestone
    name: str = ""
    agency: str = ""


def known_by_code(code: str, *, at: datetime) -> Tracking:
    """Return how far the dossier with this code is.

    :raises Dossier.DoesNotExist: when there is none.
    """
    return _tracking(dossier_coded(code), at=at)


def known_by_proof(code: str, digits: str, *, at: datetime) -> tuple[Tracking, Particulars]:
    """Return how far the dossier is and what it is about, to those who prove that it is theirs.

    An absent code and wrong digits cost the same one query and the same comparison.

    :raises Dossier.DoesNotExist: when the code or the digits are wrong; nobody learns which.
    """
    try:
        dossier = dossier_coded(code)
        expected = _proof_of(dossier)
    except Dossier.DoesNotExist:
        dossier, expected = None, _NOTHING_FITS
    if not compare_digest(expected, digits) or dossier is None:
        raise Dossier.DoesNotExist
    return _tracking(dossier, at=at), _particulars(dossier, at=at)


def path_shown(tracking: Tracking, particulars: Particulars | None = None) -> list[PathStep]:
    """Return the path, with the names of its steps only where the particulars are known."""
    if particulars is None:
        return [PathStep(milestone) for milestone in tracking.path]
    steps = particulars.steps
    return [
        PathStep(one, steps[one.key].name, _other_agency(steps[one.key])) for one in tracking.path
    ]


def _other_agency(step: Step) -> str:
    return step.agency.name if step.agency else ""


def _proof_of(dossier: Dossier) -> str:
    """Return the digits that prove; without a telephone number, or once erased, none do."""
    applicant = getattr(dossier, "applicant", None)
    number = "".join(sign for sign in applicant.phone if sign.isdigit()) if applicant else ""
    return number[-PROVING_DIGITS:] if len(number) >= PROVING_DIGITS else _NOTHING_FITS


def _tracking(dossier: Dossier, *, at: datetime) -> Tracking:
    state = State(dossier.state)
    events = (event.as_happened() for event in events_of(dossier))
    tone, words = _in_time(dossier, state, at=at)
    return Tracking(
        code=dossier.code,
        state=STATE_NAMES[state],
        meaning=MEANINGS[state],
        tone=tone,
        words=words,
        path=path_of(events, [*steps_that_run(dossier.revision_id)]),
        received_at=dossier.received_at,
        promised_at=dossier.promised_at,
        due_at=dossier.due_at,
        finished_at=dossier.finished_at,
        handed_over_at=dossier.handed_over_at,
    )


def _particulars(dossier: Dossier, *, at: datetime) -> Particulars:
    fetched_from = at if dossier.finished_at else max(at, dossier.due_at)
    return Particulars(
        procedure=dossier.procedure.name,
        agency=dossier.agency.name,
        steps=steps_that_run(dossier.revision_id),
        opening=opening_of(dossier.agency, on=local_day(fetched_from)),
    )


def _in_time(dossier: Dossier, state: State, *, at: datetime) -> tuple[Tone, str]:
    if state in _CLOSED:
        return Tone.DONE, ""
    if dossier.finished_at is not None:
        if dossier.finished_at <= dossier.promised_at:
            return Tone.DONE, _("Finished in time")
        return Tone.LATE, _("Finished late")
    if at > dossier.due_at:
        return Tone.LATE, _late(dossier.due_at, at=at)
    return Tone.WAITING if state in _WAITING else Tone.ON_TIME, _left(dossier.due_at, at=at)


def _left(due_at: datetime, *, at: datetime) -> str:
    days = (local_day(due_at) - local_day(at)).days
    if days == 0:
        return _("In time: the result is due today")
    return ngettext("In time: %(count)s day left", "In time: %(count)s days left", days) % {
        "count": days
    }


def _late(due_at: datetime, *, at: datetime) -> str:
    days = (local_day(at) - local_day(due_at)).days
    if days == 0:
        return _("Late: the result was due earlier today")
    return ngettext("Late by %(count)s day", "Late by %(count)s days", days) % {"count": days}
