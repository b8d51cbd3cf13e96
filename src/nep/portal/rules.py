"""How far a dossier is, as a citizen reads it: from its events alone, in plain Python."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from nep.operation.dossiers.rules.folding import Happened
from nep.operation.dossiers.rules.states import Kind

_FORWARD = frozenset({Kind.COMPLETED, Kind.HANDED_OVER})


class Stand(StrEnum):
    """How a step of the path stands; the style sheet draws each differently."""

    DONE = "done"
    NOW = "now"
    AHEAD = "ahead"


@dataclass(frozen=True, slots=True)
class Milestone:
    """One step of the path: by when it was promised, and when it was really done."""

    key: str
    stand: Stand
    promised_at: datetime | None = None
    done_at: datetime | None = None

    @property
    def was_late(self) -> bool:
        """Whether the step was done after the time promised for it."""
        return bool(self.promised_at and self.done_at and self.done_at > self.promised_at)


@dataclass(slots=True)
class _Progress:
    order: Sequence[str]
    done: dict[str, datetime] = field(default_factory=dict)
    promised: dict[str, datetime | None] = field(default_factory=dict)
    waiting: set[str] = field(default_factory=set)

    def follow(self, event: Happened) -> None:
        step = event.data.get("step", "")
        if event.kind in _FORWARD:
            self.done[step] = event.at
            self.waiting.discard(step)
        elif event.kind is Kind.RETURNED:
            self._go_back(event.data["target"])
        for item in event.data.get("opened", ()):
            due = item["due_at"]
            self.promised[item["step"]] = datetime.fromisoformat(due) if due else None
            self.waiting.add(item["step"])

    def _go_back(self, target: str) -> None:
        for key in self.order[self.order.index(target) :]:
            self.done.pop(key, None)
            self.promised.pop(key, None)
            self.waiting.discard(key)

    def milestone(self, key: str) -> Milestone:
        stand = Stand.NOW if key in self.waiting else Stand.AHEAD
        if key in self.done:
            stand = Stand.DONE
        return Milestone(key, stand, self.promised.get(key), self.done.get(key))


def path_of(events: Iterable[Happened], order: Sequence[str]) -> tuple[Milestone, ...]:
    """Return the steps that the dossier went through and those it still has before it.

    What was done before a return counts only up to the step returned to. A step that a choice
    left out lies on no citizen's path.
    """
    progress = _Progress(order)
    for event in events:
        progress.follow(event)
    path = [progress.milestone(key) for key in order]
    reached = [place for place, step in enumerate(path) if step.stand is not Stand.AHEAD]
    furthest = reached[-1] if reached else -1
    return tuple(
        step for place, step in enumerate(path) if step.stand is not Stand.AHEAD or place > furthest
    )
