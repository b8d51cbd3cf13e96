"""The path of a dossier: its steps done, open and ahead, planned against real time."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from nep.agencies.models import Agency
from nep.lib.worktime.counting import working_time_between
from nep.norms.parameters.queries import calendar_for
from nep.operation.dossiers.models import Event, OpenTask
from nep.operation.dossiers.presentation import office_time
from nep.operation.dossiers.rules.states import Kind
from nep.operation.procedures.models import Step
from nep.operation.procedures.queries import step_limit
from nep.operation.procedures.rules.words import limit_in_words

_ENDS = frozenset({Kind.COMPLETED, Kind.RETURNED, Kind.HANDED_OVER})
_NO_TIME = timedelta()


@dataclass(frozen=True, slots=True)
class Milestone:
    """One step on the rail: how it stands, what was planned for it, what it took so far."""

    step: Step
    state: str  # done, now or ahead, as the style sheet calls them
    planned: str
    spent: str
    over: bool
    times: int
    holders: tuple[str, ...] = ()


def path_of(
    steps: Mapping[str, Step],
    events: Iterable[Event],
    tasks: Iterable[OpenTask],
    owner: Agency,
    *,
    at: datetime,
) -> list[Milestone]:
    """Return the rail of a dossier in the order of its step table."""
    told, waiting = list(events), {task.step.key: task for task in tasks}
    spent = _spent(told, steps, owner, at=at)
    done = {event.data["step"] for event in told if event.kind in _ENDS}
    milestones = []
    for key, step in steps.items():
        task = waiting.get(key)
        limit = step_limit(step)
        used = spent.get(key, _NO_TIME)
        milestones.append(
            Milestone(
                step=step,
                state="now" if task else "done" if key in done else "ahead",
                planned=limit_in_words(limit) if limit else "",
                spent=office_time(used) if key in spent else "",
                over=bool(task and task.due_at and at > task.due_at),
                times=sum(1 for event in told if event.kind in _ENDS and event.data["step"] == key),
                holders=_holders(task),
            )
        )
    return milestones


def _holders(task: OpenTask | None) -> tuple[str, ...]:
    return (task.holder.person.full_name,) if task and task.holder else ()


def _spent(
    events: Iterable[Event], steps: Mapping[str, Step], owner: Agency, *, at: datetime
) -> dict[str, timedelta]:
    """Add up the office time for which each step was open; open ones count until now.

    Each step is counted on the calendar of the agency that does it.
    """
    since: dict[tuple[str, int], datetime] = {}
    spent: dict[str, timedelta] = {}

    def count(key: str, begun: datetime, ended: datetime) -> None:
        calendar = calendar_for(steps[key].agency or owner)
        spent[key] = spent.get(key, _NO_TIME) + working_time_between(calendar, begun, ended)

    for event in events:
        if event.kind in _ENDS:
            place = (event.data["step"], event.data["occurrence"])
            count(place[0], since.pop(place), event.at)
        for opened in event.data.get("opened", ()):
            since[(opened["step"], opened["occurrence"])] = event.at
    for (key, _occurrence), begun in since.items():
        count(key, begun, at)
    return spent
