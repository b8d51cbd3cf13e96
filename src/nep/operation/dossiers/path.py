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
    spent = _spent(told, owner, at=at)
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


def _spent(events: Iterable[Event], owner: Agency, *, at: datetime) -> dict[str, timedelta]:
    """Add up the office time for which each step was open; open ones count until now."""
    calendar = calendar_for(owner)
    since: dict[tuple[str, int], datetime] = {}
    spent: dict[str, timedelta] = {}
    for event in events:
        if event.kind in _ENDS:
            begun = since.pop((event.data["step"], event.data["occurrence"]))
            _add(spent, event.data["step"], working_time_between(calendar, begun, event.at))
        for opened in event.data.get("opened", ()):
            since[(opened["step"], opened["occurrence"])] = event.at
    for (step, _occurrence), begun in since.items():
        _add(spent, step, working_time_between(calendar, begun, at))
    return spent


def _add(spent: dict[str, timedelta], step: str, amount: timedelta) -> None:
    spent[step] = spent.get(step, _NO_TIME) + amount
