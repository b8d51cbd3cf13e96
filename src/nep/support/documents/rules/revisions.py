"""The life of a revision: stages that are stored, and standing that is computed."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum


class Stage(StrEnum):
    """How far the work on a revision has come; *in force* is not among them on purpose."""

    DRAFT = "draft"
    UNDER_REVIEW = "under_review"
    APPROVED = "approved"
    WITHDRAWN = "withdrawn"


NEXT_STAGES: Mapping[Stage, frozenset[Stage]] = {
    Stage.DRAFT: frozenset({Stage.UNDER_REVIEW}),
    Stage.UNDER_REVIEW: frozenset({Stage.DRAFT, Stage.APPROVED}),
    Stage.APPROVED: frozenset({Stage.WITHDRAWN}),
    Stage.WITHDRAWN: frozenset(),
}
IN_PREPARATION = frozenset({Stage.DRAFT, Stage.UNDER_REVIEW})
ONCE_APPROVED = frozenset({Stage.APPROVED, Stage.WITHDRAWN})


def can_move(stage: Stage, following: Stage) -> bool:
    """Tell whether a revision at one stage can pass to another."""
    return following in NEXT_STAGES[stage]


def was_never_sent(stage: Stage, return_remark: str) -> bool:
    """Tell whether nobody but its writers has had a draft before them: it came back from no one."""
    return stage is Stage.DRAFT and not return_remark


class Standing(StrEnum):
    """What a revision is to its readers at a moment."""

    IN_FORCE = "in_force"
    COMING = "coming"
    UNDER_REVIEW = "under_review"
    DRAFT = "draft"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"


def standing(
    stage: Stage, begins: datetime | None, ends: datetime | None, *, at: datetime
) -> Standing:
    """Return what a revision is at a moment: valid from its beginning until before its end.

    A revision that is withdrawn later than the moment was in force at the moment: the
    question can be asked of the past, and the answer does not change.
    """
    if stage in IN_PREPARATION:
        return Standing(stage.value)
    if begins is None:
        return Standing.WITHDRAWN  # before it began: it never applied
    if at < begins:
        return Standing.COMING
    if ends is None or at < ends:
        return Standing.IN_FORCE
    return Standing.WITHDRAWN if stage is Stage.WITHDRAWN else Standing.SUPERSEDED
