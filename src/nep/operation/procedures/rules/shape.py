"""Does the table hold together? Its keys, parallel groups and ways, without which no diagram is.

A return from inside a parallel group is refused rather than made to cancel the branches beside
it: a colleague at another agency would lose work without an act of their own.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from nep.operation.procedures.rules.faults import Fault, Problem
from nep.operation.procedures.rules.steps import StepRow, StepTable, branches

KEY = "[A-Za-z][A-Za-z0-9]{0,11}"
"""What a key looks like: it becomes part of ids in XML and of conditions."""


def problems_of_shape(table: StepTable) -> tuple[Problem, ...]:
    """Return why no diagram can be drawn; nothing when one can."""
    if not table.rows:
        return (Problem(Fault.EMPTY),)
    return (
        *_keys(table),
        *_groups(table),
        *(problem for row in table.rows for problem in _going_on(table, row)),
        *_lost(table),
        *(problem for row in table.rows for problem in _returns(table, row)),
        *(problem for row in table.rows for problem in _choices(table, row)),
    )


def _keys(table: StepTable) -> Iterator[Problem]:
    counts = Counter(row.key for row in table.rows)
    for key, count in counts.items():
        if not re.fullmatch(KEY, key):
            yield Problem(Fault.KEY_UNFIT, key)
        if count > 1:
            yield Problem(Fault.KEY_TWICE, key)


def _groups(table: StepTable) -> Iterator[Problem]:
    turns = table.turns()
    for name, rows in table.groups().items():
        details = {"group": name}
        begun = next(turn for turn in turns if turn[0] is rows[0])
        if len(branches(rows)) == 1:
            yield Problem(Fault.GROUP_OF_ONE, rows[0].key, details)
        for row in rows[len(begun) :]:
            yield Problem(Fault.GROUP_APART, row.key, details)
    for end in dict.fromkeys((table.first, table.last)):
        if end.group:
            yield Problem(Fault.GROUP_AT_AN_END, end.key)


def _going_on(table: StepTable, row: StepRow) -> Iterator[Problem]:
    if not row.goes_to:
        return
    details = {"target": row.goes_to, "group": _group(table, row.goes_to)}
    distance = _distance(table, row, row.goes_to)
    if row.group and row is not table.groups()[row.group][0]:
        yield Problem(Fault.ON_FROM_GROUP, row.key, {"group": row.group})
    if distance is None:
        yield Problem(Fault.ON_UNKNOWN, row.key, details)
    elif distance == 0:
        yield Problem(Fault.ON_TO_ITSELF, row.key, details)
    elif details["group"]:
        yield Problem(Fault.ON_INTO_GROUP, row.key, details)


def _lost(table: StepTable) -> Iterator[Problem]:
    """Name what nothing leads to, and from where the end is never reached; returns do not count."""
    following = table.following()
    known = {first for first in following if first}
    reached = _reachable(following, table.first.key)
    before: dict[str, set[str]] = {}
    for key, targets in following.items():
        for target in targets:
            before.setdefault(target, set()).add(key)
    ending = _reachable(before, "")
    for key in known - reached:
        yield Problem(Fault.UNREACHABLE, key)
    for key in known - ending:
        yield Problem(Fault.NEVER_ENDS, key)


def _reachable(following: Mapping[str, set[str]], start: str) -> set[str]:
    reached, waiting = set(), [start]
    while waiting:
        key = waiting.pop()
        if key not in reached:
            reached.add(key)
            waiting += following.get(key, ())
    return reached


def _returns(table: StepTable, row: StepRow) -> Iterator[Problem]:
    if row.group and row.returns_to:
        yield Problem(Fault.RETURN_FROM_GROUP, row.key, {"group": row.group})
    for target, count in Counter(row.returns_to).items():
        details = {"target": target, "group": _group(table, target)}
        if count > 1 or target == row.goes_to:
            yield Problem(Fault.RETURN_TWICE, row.key, details)
        distance = _distance(table, row, target)
        if distance is None:
            yield Problem(Fault.RETURN_UNKNOWN, row.key, details)
        elif distance >= 0:
            yield Problem(Fault.RETURN_NOT_BACK, row.key, details)
        elif details["group"]:
            yield Problem(Fault.RETURN_INTO_GROUP, row.key, details)


def _choices(table: StepTable, row: StepRow) -> Iterator[Problem]:
    if row.group and row.choices:
        yield Problem(Fault.CHOICE_FROM_GROUP, row.key, {"group": row.group})
    for choice in row.choices:
        if not choice.label.strip():
            yield Problem(Fault.CHOICE_UNNAMED, row.key, {"target": choice.to_key})
    for target, count in Counter(choice.to_key for choice in row.choices).items():
        details = {"target": target, "group": _group(table, target)}
        if count > 1:
            yield Problem(Fault.CHOICE_TWICE, row.key, details)
        fault = _fault_of_skip(_distance(table, row, target), details["group"])
        if fault is None and _is_next(table, row, target):
            fault = Fault.CHOICE_OF_NEXT
        if fault:
            yield Problem(fault, row.key, details)


def _is_next(table: StepTable, row: StepRow, target: str) -> bool:
    return row.goes_to == target if row.goes_to else _distance(table, row, target) == 1


def _fault_of_skip(distance: int | None, group: str) -> Fault | None:
    if distance is None:
        return Fault.CHOICE_UNKNOWN
    if distance <= 0:
        return Fault.CHOICE_NOT_AHEAD
    return Fault.CHOICE_INTO_GROUP if group else None


def _distance(table: StepTable, row: StepRow, target: str) -> int | None:
    """Count the rows from one to the other, below zero going back; None when it is absent."""
    here, there = table.position(row.key), table.position(target)
    return None if here is None or there is None else there - here


def _group(table: StepTable, key: str) -> str:
    place = table.position(key)
    return "" if place is None else table.rows[place].group
