"""Pauses: times in which an office waits for someone else and the limit does not run.

The law and the systems in use read them in two ways, kept apart and chosen by the caller (R44):
NĐ 61/2018, Điều 19.4 counts again from the start once everything is supplied; the provincial
systems move the due by the time that was waited.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from operator import attrgetter
from typing import Final, Self

from nep.lib.worktime.moments import local


class ReversedPauseError(ValueError):
    """A pause that ends before it begins."""


class PausePolicy(StrEnum):
    """What a pause does to a limit: move its due by as much, or count it again from the start."""

    SHIFT = "SHIFT"
    RESTART = "RESTART"


@dataclass(frozen=True, slots=True)
class Pause:
    """One stretch of waiting, open while its end is not known, with the paper that caused it."""

    since: datetime
    until: datetime | None = None
    source: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "since", local(self.since))
        if self.until is not None:
            object.__setattr__(self, "until", local(self.until))
            if self.until < self.since:
                message = f"A pause from {self.since} cannot end at {self.until}."
                raise ReversedPauseError(message)

    def reaches(self, other: Self) -> bool:
        """Tell whether a later pause begins before this one is over."""
        return self.until is None or other.since <= self.until

    def joined(self, other: Self) -> Self:
        """Return the one pause that two overlapping pauses are."""
        sources = dict.fromkeys(source for source in (self.source, other.source) if source)
        return type(self)(
            self.since,
            None if self.until is None or other.until is None else max(self.until, other.until),
            "; ".join(sources),
        )


@dataclass(frozen=True, slots=True)
class Pauses:
    """All pauses of one dossier or step and how they count: merged and in order of time."""

    policy: PausePolicy
    stretches: tuple[Pause, ...]

    @classmethod
    def under(cls, policy: PausePolicy, pauses: Iterable[Pause]) -> Self:
        """Return the pauses merged where they overlap or touch."""
        merged: list[Pause] = []
        for pause in sorted(pauses, key=attrgetter("since")):
            if merged and merged[-1].reaches(pause):
                merged[-1] = merged[-1].joined(pause)
            else:
                merged.append(pause)
        return cls(policy, tuple(merged))

    def after(self, since: datetime) -> Self:
        """Return the pauses from a moment on; one under way then begins at that moment."""
        since = local(since)
        going = (pause for pause in self.stretches if pause.until is None or pause.until >= since)
        later = tuple(replace(pause, since=max(pause.since, since)) for pause in going)
        return type(self)(self.policy, later)

    def as_of(self, at: datetime) -> Self:
        """Return the pauses as they stood at a moment, one under way ending at that moment."""
        at = local(at)
        known = (pause for pause in self.stretches if pause.since <= at)
        return type(self)(self.policy, tuple(_cut(pause, at) for pause in known))


NO_PAUSES: Final = Pauses(PausePolicy.SHIFT, ())


def _cut(pause: Pause, at: datetime) -> Pause:
    if pause.until is not None and pause.until <= at:
        return pause
    return replace(pause, until=at)
