"""The check of a step table before it may be submitted (TT 01/2018 Điều 8; R17)."""

from collections.abc import Iterator
from itertools import pairwise

from nep.agencies.rules import PERMISSIONS, Permission, Role
from nep.lib.worktime.limits import Limit, MixedUnitsError
from nep.operation.procedures.rules.faults import NOTES, Fault, Problem
from nep.operation.procedures.rules.shape import problems_of_shape
from nep.operation.procedures.rules.steps import StepRow, StepTable
from nep.operation.procedures.rules.words import limit_in_words


def problems(table: StepTable, promised_limit: Limit | None) -> tuple[Problem, ...]:
    """Return everything that keeps the table from being submitted, in the order of its rows.

    A procedure without a limit (Không quy định) promises None, and its sum is not compared.
    """
    if not table.rows:
        return problems_of_shape(table)
    found = (
        *_ends(table),
        *(problem for row in table.rows for problem in _row(row)),
        *_orders(table),
        *problems_of_shape(table),
        *(problem for problem in _sum(table, promised_limit) if problem.fault not in NOTES),
    )
    # The sort is stable: what concerns the whole table stays above, then row by row.
    return tuple(sorted(found, key=lambda problem: _place(table, problem)))


def notes(table: StepTable, promised_limit: Limit | None) -> tuple[Problem, ...]:
    """Return what is allowed but worth knowing: time to spare, or no time counted at all."""
    return tuple(problem for problem in _sum(table, promised_limit) if problem.fault in NOTES)


def _place(table: StepTable, problem: Problem) -> int:
    place = table.position(problem.step)
    return -1 if place is None else place


def _ends(table: StepTable) -> Iterator[Problem]:
    if table.first.role is not Role.ONE_STOP_OFFICER:
        yield Problem(Fault.FIRST_IS_NOT_RECEPTION, table.first.key)
    if len(table.rows) == 1 or table.last.role is not Role.ONE_STOP_OFFICER:
        yield Problem(Fault.LAST_IS_NOT_HANDING_OVER, table.last.key)


def _row(row: StepRow) -> Iterator[Problem]:
    if not row.name.strip():
        yield Problem(Fault.NAME_MISSING, row.key)
    if not row.responsible.strip():
        yield Problem(Fault.RESPONSIBLE_MISSING, row.key)
    if row.role is None:
        yield Problem(Fault.ROLE_MISSING, row.key)
    elif Permission.HANDLE_DOSSIERS not in PERMISSIONS[row.role]:
        yield Problem(Fault.ROLE_HANDLES_NO_DOSSIERS, row.key)
    if row.duration is not None and not row.duration.value:
        yield Problem(Fault.TIME_OF_NOTHING, row.key)


def _orders(table: StepTable) -> Iterator[Problem]:
    for above, row in pairwise(table.rows):
        if row.order <= above.order:
            yield Problem(Fault.ORDER_NOT_RISING, row.key)


def _sum(table: StepTable, promised: Limit | None) -> Iterator[Problem]:
    """Compare the time of the steps with the promise, in the unit the author of the steps uses."""
    try:
        total = table.total()
    except MixedUnitsError:
        yield Problem(Fault.UNITS_MIXED)
        return
    if total is None:
        yield Problem(Fault.NOTHING_COUNTED)
    elif promised is not None:
        yield from _compare(total, promised)


def _compare(total: Limit, promised: Limit) -> Iterator[Problem]:
    details = {"total": limit_in_words(total)}
    try:
        allowed = promised.to(total.unit)
    except MixedUnitsError:
        details |= {"promised": limit_in_words(promised)}
        yield Problem(Fault.UNIT_NOT_OF_PROMISE, details=details)
        return
    difference = limit_in_words(Limit(abs(total.value - allowed.value), total.unit))
    details |= {"promised": limit_in_words(allowed), "difference": difference}
    if allowed < total:
        yield Problem(Fault.OVER_PROMISE, details=details)
    elif total < allowed:
        yield Problem(Fault.UNDER_PROMISE, details=details)
