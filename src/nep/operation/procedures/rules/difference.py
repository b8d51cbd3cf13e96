"""What became of the steps between two tables, though every step may have a new number."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from nep.operation.procedures.rules.steps import StepRow, StepTable

_Pair = tuple[StepRow | None, StepRow | None]


class Aspect(StrEnum):
    """What can differ in a step that was kept."""

    NAME = "name"
    ROLE = "role"
    RESPONSIBLE = "responsible"
    AGENCY = "agency"
    UNIT = "unit"
    DURATION = "duration"
    RESULT = "result"
    PARALLEL_GROUP = "parallel_group"
    GOES_TO = "goes_to"
    RETURNS_TO = "returns_to"
    CHOICES = "choices"


@dataclass(frozen=True, slots=True)
class StepDifference:
    """One step that was removed, added, or kept with these aspects changed."""

    before: StepRow | None
    after: StepRow | None
    aspects: tuple[Aspect, ...] = ()


def differences(before: StepTable, after: StepTable) -> tuple[StepDifference, ...]:
    """Return the steps that are not as they were, in the order in which they are read."""
    pairs = list(_pairs(before.rows, after.rows))
    now = {old.key: new.key for old, new in pairs if old and new}
    found = (_difference(old, new, now) for old, new in pairs)
    return tuple(difference for difference in found if difference is not None)


def _difference(
    old: StepRow | None, new: StepRow | None, now: Mapping[str, str]
) -> StepDifference | None:
    if old is None or new is None:
        return StepDifference(old, new)
    aspects = tuple(
        aspect for aspect in Aspect if _value(old, aspect, now) != _value(new, aspect, {})
    )
    return StepDifference(old, new, aspects) if aspects else None


def _value(row: StepRow, aspect: Aspect, now: Mapping[str, str]) -> object:
    """Return an aspect of a step, its ways by the numbers that the steps have now."""
    if aspect is Aspect.GOES_TO:
        return now.get(row.goes_to, row.goes_to)
    if aspect is Aspect.RETURNS_TO:
        return {now.get(key, key) for key in row.returns_to}
    if aspect is Aspect.CHOICES:
        return {(choice.label, now.get(choice.to_key, choice.to_key)) for choice in row.choices}
    return getattr(row, aspect.value)


def _pairs(old: Sequence[StepRow], new: Sequence[StepRow]) -> Iterator[_Pair]:
    """Pair the steps of the same name in order, then those between them by who does them."""
    names = [_name(row) for row in old], [_name(row) for row in new]
    for same, i1, i2, j1, j2 in SequenceMatcher(None, *names).get_opcodes():
        if same == "equal":
            yield from zip(old[i1:i2], new[j1:j2], strict=True)
        else:
            yield from _by_role(old[i1:i2], new[j1:j2])


def _by_role(old: Sequence[StepRow], new: Sequence[StepRow]) -> Iterator[_Pair]:
    roles = [row.role for row in old], [row.role for row in new]
    for same, i1, i2, j1, j2 in SequenceMatcher(None, *roles).get_opcodes():
        if same == "equal":
            yield from zip(old[i1:i2], new[j1:j2], strict=True)
        else:
            yield from ((row, None) for row in old[i1:i2])
            yield from ((None, row) for row in new[j1:j2])


def _name(row: StepRow) -> str:
    return " ".join(row.name.split()).casefold()
