"""The lives of a revision and of a dossier, from the rules that move them."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime

from nep.config.reference.markdown import code, page, table
from nep.config.reference.words import english, vietnamese
from nep.operation.dossiers.models import STATE_NAMES
from nep.operation.dossiers.rules.folding import Folded, Happened, apply
from nep.operation.dossiers.rules.states import ENDED, Kind, State
from nep.support.documents.models import (
    REQUEST_STAGE_NAMES,
    STAGE_NAMES,
    STANDING_NAMES,
    ChangeRequest,
    Revision,
)
from nep.support.documents.rules.requests import NEXT_REQUEST_STAGES, RequestStage
from nep.support.documents.rules.revisions import NEXT_STAGES, Stage

_FINISHING = Kind.COMPLETED  # the one kind whose events can say that the work is done
_ANY_TIME = datetime(2023, 11, 27, tzinfo=UTC)


def stages_page() -> str:
    """Return the page of the stages of a revision."""
    stages = [
        [
            code(stage),
            vietnamese(STAGE_NAMES[stage]),
            english(STAGE_NAMES[stage]),
            ", ".join(code(following) for following in sorted(NEXT_STAGES[stage])) or "no other",
        ]
        for stage in Stage
    ]
    standings = [
        [code(standing), vietnamese(name), english(name)]
        for standing, name in STANDING_NAMES.items()
    ]
    return page(
        "Stages of a revision",
        "How far the work on a text has come is stored. Whether it is in force is never stored, but"
        " computed for a moment from stage and validity"
        " ([4](../adr/0004-approved-revisions-never-change.md)).",
        f"```mermaid\n{_diagram()}\n```",
        table(["Stage", "Tiếng Việt", "English", "May pass to"], stages),
        "## What a revision is to its readers at a moment",
        table(["Standing", "Tiếng Việt", "English"], standings),
        "## Stages of a change request",
        "What staff ask of a document. *Closed* comes with the approval or the end that meets it.",
        f"```mermaid\n{_diagram_of_requests()}\n```",
        table(["Stage", "Tiếng Việt", "English", "May pass to"], _stages_of_requests()),
    )


def _stages_of_requests() -> list[list[str]]:
    return [
        [
            code(stage),
            vietnamese(REQUEST_STAGE_NAMES[stage]),
            english(REQUEST_STAGE_NAMES[stage]),
            ", ".join(code(following) for following in sorted(NEXT_REQUEST_STAGES[stage]))
            or "no other",
        ]
        for stage in RequestStage
    ]


def _diagram_of_requests() -> str:
    names = [f"    {stage}: {english(REQUEST_STAGE_NAMES[stage])}" for stage in RequestStage]
    moves = [
        f"    {stage} --> {following}"
        for stage in RequestStage
        for following in sorted(NEXT_REQUEST_STAGES[stage])
    ]
    ends = [f"    {stage} --> [*]" for stage in RequestStage if not NEXT_REQUEST_STAGES[stage]]
    first = ChangeRequest._meta.get_field("stage").default
    return "\n".join(["stateDiagram-v2", *names, f"    [*] --> {first}", *moves, *ends])


def _diagram() -> str:
    first = Revision._meta.get_field("stage").default
    names = [f"    {stage}: {english(STAGE_NAMES[stage])}" for stage in Stage]
    moves = [
        f"    {stage} --> {following}"
        for stage in Stage
        for following in sorted(NEXT_STAGES[stage])
    ]
    ends = [f"    {stage} --> [*]" for stage in Stage if not NEXT_STAGES[stage]]
    return "\n".join(["stateDiagram-v2", *names, f"    [*] --> {first}", *moves, *ends])


def states_page() -> str:
    """Return the page of the states of a dossier."""
    leading = list(_events_and_states())
    states = [
        [
            str(state.value),
            vietnamese(STATE_NAMES[state]),
            english(STATE_NAMES[state]),
            ", ".join(name for name, led_to in leading if led_to is state) or "none yet",
            "yes" if state in ENDED else "",
        ]
        for state in State
    ]
    staying = ", ".join(name for name, led_to in leading if led_to is None)
    return page(
        "States of a dossier",
        "The ten states that provincial systems synchronise to the national portal (R38). A state"
        " is what the events of the dossier add up to"
        " ([2](../adr/0002-a-dossiers-truth-is-its-events.md)).",
        table(["No.", "Tiếng Việt", "English", "Reached by the event", "Work is over"], states),
        f"Leave the state as it is: {staying}.",
    )


def _events_and_states() -> Iterator[tuple[str, State | None]]:
    """Yield each kind of event, and the state that it always leads to, by trying it on all."""
    for kind in Kind:
        yield code(kind), _led_to(kind, finishes=False)
    yield (
        f"{code(_FINISHING)} of the last step before handing over",
        _led_to(_FINISHING, finishes=True),
    )


def _led_to(kind: Kind, *, finishes: bool) -> State | None:
    # Whatever else an event carries does not move the state.
    data = defaultdict(str, due_at=_ANY_TIME.isoformat(), finishes=finishes)
    event = Happened(kind, _ANY_TIME, None, data)
    after = {apply(Folded(state=before), event).state for before in State}
    return after.pop() if len(after) == 1 else None
