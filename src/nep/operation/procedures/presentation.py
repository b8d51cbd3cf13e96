"""How procedures are put before people: the step table, its sum, and what became of its steps."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nep.agencies.models import ROLE_NAMES
from nep.agencies.queries import agencies_by_code
from nep.foundation.templatetags.ui import decimal
from nep.foundation.ui import Tone
from nep.lib.worktime.limits import Limit, MixedUnitsError, Unit
from nep.operation.procedures.rules.difference import Aspect, StepDifference, differences
from nep.operation.procedures.rules.faults import Problem
from nep.operation.procedures.rules.graph import Kind, node_id
from nep.operation.procedures.rules.problems import notes, problems
from nep.operation.procedures.rules.reading import Misreading
from nep.operation.procedures.rules.steps import StepRow, StepTable, branches
from nep.operation.procedures.rules.words import limit_in_words

Wrong = Problem | Misreading
BAR = 1000
"""How long the bar of the sum is drawn, in units of its own."""

UNIT_NAMES = {
    Unit.HOUR: gettext_lazy("hours"),
    Unit.WORKING_DAY: gettext_lazy("working days"),
    Unit.DAY: gettext_lazy("days"),
}
ASPECT_NAMES: Mapping[Aspect, str | Promise] = {
    Aspect.NAME: gettext_lazy("Work"),
    Aspect.ROLE: gettext_lazy("Role"),
    Aspect.RESPONSIBLE: gettext_lazy("Responsible"),
    Aspect.AGENCY: gettext_lazy("Agency"),
    Aspect.UNIT: gettext_lazy("Unit"),
    Aspect.DURATION: gettext_lazy("Time allowed"),
    Aspect.RESULT: gettext_lazy("Form or result"),
    Aspect.PARALLEL_GROUP: gettext_lazy("Side by side"),
    Aspect.GOES_TO: gettext_lazy("Goes on to"),
    Aspect.RETURNS_TO: gettext_lazy("Returns to"),
    Aspect.CHOICES: gettext_lazy("Other ways on"),
}


@dataclass(frozen=True, slots=True)
class StepShown:
    """One row of the table as people read it."""

    number: int
    row: StepRow
    agency: str
    side_by_side: bool
    problems: tuple[Wrong, ...] = ()

    @property
    def role(self) -> str:
        """The role whose holders get the step."""
        return role_name(self.row)

    @property
    def time(self) -> str:
        """How long the step may take."""
        return time_of(self.row)

    @property
    def element(self) -> str:
        """The step in the diagram."""
        return node_id(Kind.STEP, self.row.key)


@dataclass(frozen=True, slots=True)
class Segment:
    """One turn of the table as a piece of the bar."""

    start: int
    width: int


@dataclass(frozen=True, slots=True)
class SumShown:
    """The times of the steps beside what is promised: 8 + 16 + 8 + 8 = 40/40 hours."""

    parts: tuple[str, ...]
    total: str
    promised: str
    tone: Tone
    segments: tuple[Segment, ...]
    limit: int  # where on the bar the promise ends


@dataclass(frozen=True, slots=True)
class TableShown:
    """A step table, its sum, what is wrong with it and what is worth knowing."""

    steps: tuple[StepShown, ...]
    total: SumShown | None
    problems: tuple[Wrong, ...]
    notes: tuple[Problem, ...]

    @property
    def has_agencies(self) -> bool:
        """Whether any step is another agency's."""
        return any(step.agency for step in self.steps)

    @property
    def problems_of_all(self) -> tuple[Wrong, ...]:
        """What is wrong with the table rather than with one of its rows."""
        keys = {step.row.key for step in self.steps}
        return tuple(problem for problem in self.problems if problem.step not in keys)


def table_shown(
    table: StepTable, promised: Limit, misreadings: Sequence[Misreading] = ()
) -> TableShown:
    """Return a table as people read it, with everything that is wrong beside its row."""
    wrong: tuple[Wrong, ...] = (*misreadings, *problems(table, promised))
    names = _agency_names(table.rows)
    together = {row.key for turn in table.turns() if len(turn) > 1 for row in turn}
    steps = tuple(
        StepShown(
            number,
            row,
            names.get(row.agency, row.agency),
            row.key in together,
            tuple(problem for problem in wrong if problem.step == row.key),
        )
        for number, row in enumerate(table.rows, start=1)
    )
    return TableShown(steps, sum_shown(table, promised), wrong, notes(table, promised))


def sum_shown(table: StepTable, promised: Limit) -> SumShown | None:
    """Return the sum of a table; None when it has none, or none that can be compared."""
    try:
        total = table.total()
        allowed = promised.to(total.unit) if total else promised
    except MixedUnitsError:
        return None
    if total is None:
        return None
    way = table.longest_way(total.unit)
    lengths = [_longest(turn, total.unit) for turn in way]
    parts = [(turn, length) for turn, length in zip(way, lengths, strict=True) if length]
    return SumShown(
        tuple(_part(length, side_by_side=len(turn) > 1) for turn, length in parts),
        decimal(total.value),
        f"{decimal(allowed.value)} {UNIT_NAMES[total.unit]}",
        Tone.LATE if allowed < total else Tone.ON_TIME,
        tuple(_segments([length for _turn, length in parts], max(total.value, allowed.value))),
        round(allowed.value * BAR / max(total.value, allowed.value)),
    )


def _longest(turn: tuple[StepRow, ...], unit: Unit) -> Decimal:
    return max(
        sum((row.duration.to(unit).value for row in branch if row.duration), Decimal(0))
        for branch in branches(turn)
    )


def _part(length: Decimal, *, side_by_side: bool) -> str:
    return f"{decimal(length)} ({_('side by side')})" if side_by_side else decimal(length)


def _segments(lengths: Iterable[Decimal], whole: Decimal) -> Iterable[Segment]:
    reached = Decimal(0)
    for length in lengths:
        start, reached = round(reached * BAR / whole), reached + length
        yield Segment(start, max(round(reached * BAR / whole) - start - 3, 2))


def source_shown(note: str) -> str:
    """Say where a table is from without the word of the catalogue that a pill already says.

    Notes that came with the catalogue are in English and shown translated (`words.py`).
    """
    said = re.sub(r"^(composed|found)\b:?\s*", "", note)
    said = said[1:-1] if said.startswith("(") and said.endswith(")") else said
    return _(said) if said else ""


def role_name(row: StepRow) -> str:
    """Name the role of a step."""
    return str(ROLE_NAMES[row.role]) if row.role else ""


def time_of(row: StepRow) -> str:
    """Say how long a step may take."""
    return limit_in_words(row.duration) if row.duration else _("not counted")


@dataclass(frozen=True, slots=True)
class AspectShown:
    """One aspect of a step, as it was and as it is."""

    name: str | Promise
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class DifferenceShown:
    """One step removed, added or changed, with the number that it has or had."""

    number: int
    step: StepRow
    change: str  # removed, added or changed
    time: str
    aspects: tuple[AspectShown, ...]


def differences_shown(before: StepTable, after: StepTable) -> list[DifferenceShown]:
    """Return what became of the steps, as sentences are made of it."""
    names = _agency_names((*before.rows, *after.rows))
    return [_shown(one, before, after, names) for one in differences(before, after)]


def _shown(
    one: StepDifference, before: StepTable, after: StepTable, names: Mapping[str, str]
) -> DifferenceShown:
    step = one.after or one.before
    assert step is not None  # noqa: S101 - a difference is of something
    change = "changed" if one.before and one.after else ("added" if one.after else "removed")
    place = (after if one.after else before).position(step.key) or 0
    aspects = tuple(
        AspectShown(
            ASPECT_NAMES[aspect], *(_said(aspect, row, names) for row in (one.before, step))
        )
        for aspect in one.aspects
    )
    return DifferenceShown(place + 1, step, change, time_of(step), aspects)


def _said(aspect: Aspect, row: StepRow | None, names: Mapping[str, str]) -> str:
    if row is None:
        return ""
    says: Mapping[Aspect, Callable[[StepRow], str]] = {
        Aspect.ROLE: role_name,
        Aspect.DURATION: time_of,
        Aspect.AGENCY: lambda row: names.get(row.agency, row.agency),
        Aspect.GOES_TO: lambda row: row.goes_to,
        Aspect.RETURNS_TO: lambda row: ", ".join(row.returns_to),
        Aspect.CHOICES: lambda row: "; ".join(f"{c.label} → {c.to_key}" for c in row.choices),
    }
    say = says.get(aspect)
    return say(row) if say else str(getattr(row, aspect.value))


def _agency_names(rows: Iterable[StepRow]) -> dict[str, str]:
    codes = {row.agency for row in rows if row.agency}
    return {code: agency.name for code, agency in agencies_by_code(codes).items()} if codes else {}
