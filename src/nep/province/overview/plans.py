"""The yearly plan of the province: what it sets itself, and how far that is known to be done.

The numbers are dated rows with their source. What no module keeps yet has no figure: the page says
what will bring it.
"""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from nep.foundation.ui import Text
from nep.province.overview.rules import Row

_DATA = Path(__file__).with_name("data") / "plans.csv"


class Task(StrEnum):
    """What a yearly plan counts (plan 646; TT 26/2014 Điều 33–38)."""

    SYSTEMS = "systems"
    EXTENSIONS = "extensions"
    CLASSES = "classes"
    AUDIT_CLASSES = "audit_classes"
    CONFERENCES = "conferences"
    INSPECTIONS = "inspections"


TASK_NAMES = {
    Task.SYSTEMS: _("Quality systems maintained"),
    Task.EXTENSIONS: _("Extending the scope"),
    Task.CLASSES: _("Training classes on the quality system"),
    Task.AUDIT_CLASSES: _("Classes on internal audit"),
    Task.CONFERENCES: _("Conferences on results"),
    Task.INSPECTIONS: _("Agencies inspected"),
}
_NOTES = {
    Task.SYSTEMS: _("Agencies with documents in force."),
    Task.EXTENSIONS: _(
        "No data yet: declarations made again when the scope changes will bring it."
    ),
    Task.CLASSES: _("No data yet: the register of training will bring it."),
    Task.AUDIT_CLASSES: _("No data yet: the register of training will bring it."),
    Task.CONFERENCES: _("No data yet: the yearly programme with its tasks will bring it."),
    Task.INSPECTIONS: _("No data yet: the inspection plan and its minutes will bring it."),
}


@dataclass(frozen=True, slots=True)
class Planned:
    """One task of a plan, on the days for which the plan is made."""

    task: Task
    planned: int | None  # none: the plan names the task without a number
    source: str
    valid_from: date
    valid_until: date


@dataclass(frozen=True, slots=True)
class Headline:
    """A task as the page shows it: planned, done as far as known, and what is said about it."""

    name: Text
    planned: int | None
    done: int | None
    note: Text
    source: str


def headlines(rows: Iterable[Row], *, on: date) -> list[Headline]:
    """Return the tasks of the plan of a day, with what is known to be done."""
    plan = {item.task: item for item in _plans() if item.valid_from <= on < item.valid_until}
    kept = sum(1 for row in rows if row.documents)
    return [_headline(task, plan.get(task), kept) for task in Task]


def _headline(task: Task, planned: Planned | None, kept: int) -> Headline:
    return Headline(
        TASK_NAMES[task],
        planned.planned if planned else None,
        kept if task is Task.SYSTEMS else None,
        _NOTES[task],
        planned.source if planned else "",
    )


@lru_cache(maxsize=1)
def _plans() -> tuple[Planned, ...]:
    with _DATA.open(encoding="utf-8", newline="") as file:
        return tuple(
            Planned(
                Task(line["task"]),
                int(line["planned"]) if line["planned"] else None,
                line["source"],
                date.fromisoformat(line["valid_from"]),
                date.fromisoformat(line["valid_until"]),
            )
            for line in csv.DictReader(file)
        )
