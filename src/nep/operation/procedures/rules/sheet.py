"""The step table while it is typed: nothing is lost, whatever was typed and wherever rows go.

Cells stay as they were typed. Steps are numbered B1, B2 … from the top after every act, and
returns and choices follow the steps that they name.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from django.utils.translation import gettext as _

from nep.operation.procedures.rules.rows import RowAct
from nep.operation.procedures.rules.steps import Alternative, StepRow, StepTable


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedRow:
    """One row of the table as it was typed; `was` is its key in the draft that was read.

    Remarks stay at the key that they were made to, wherever the row goes meanwhile.
    """

    key: str = ""
    was: str = ""
    name: str = ""
    role: str = ""
    responsible: str = ""
    agency: str = ""
    unit: str = ""
    time: str = ""
    time_unit: str = ""
    result: str = ""
    group: str = ""
    goes_to: str = ""
    returns_to: tuple[str, ...] = ()
    choices: tuple[Alternative, ...] = ()

    @property
    def label(self) -> str:
        """What the row is called where another one is spoken of."""
        return self.name.strip() or self.key


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows as they now stand, and in sentences what had to be dropped on the way."""

    rows: tuple[TypedRow, ...]
    dropped: tuple[str, ...] = ()


def sheet_of(table: StepTable) -> Sheet:
    """Return the cells in which a stored table is typed on."""
    return numbered([_typed(row) for row in table.rows])


def after(act: RowAct, rows: Sequence[TypedRow]) -> Sheet:
    """Return the sheet after a row was added, removed or moved."""
    above = rows[act.place] if act.place < len(rows) else TypedRow()
    new = TypedRow(role=above.role, responsible=above.responsible, time_unit=above.time_unit)
    return numbered(act.done(rows, new), before=rows)


def numbered(rows: Sequence[TypedRow], *, before: Sequence[TypedRow] = ()) -> Sheet:
    """Number the rows from the top; ways to steps that are gone are dropped, and that is said."""
    keys = {row.key: f"B{number}" for number, row in enumerate(rows, start=1) if row.key}
    labels = {row.key: row.label for row in before or rows}
    dropped = [
        sentence for row in rows for sentence in _lost_ways(row, kept=keys.keys(), labels=labels)
    ]
    return Sheet(
        tuple(
            replace(
                row,
                key=f"B{number}",
                goes_to=keys.get(row.goes_to, ""),
                returns_to=tuple(keys[key] for key in row.returns_to if key in keys),
                choices=tuple(
                    replace(choice, to_key=keys.get(choice.to_key, ""))
                    for choice in row.choices
                    if choice.to_key in keys or not choice.to_key
                ),
            )
            for number, row in enumerate(rows, start=1)
        ),
        tuple(dropped),
    )


def _lost_ways(row: TypedRow, *, kept: Iterable[str], labels: Mapping[str, str]) -> Iterable[str]:
    if row.goes_to and row.goes_to not in kept:
        yield _("“%(step)s” no longer goes on to “%(target)s”, which is gone.") % {
            "step": row.label,
            "target": labels.get(row.goes_to, row.goes_to),
        }
    for key in row.returns_to:
        if key not in kept:
            yield _("“%(step)s” no longer returns to “%(target)s”, which is gone.") % {
                "step": row.label,
                "target": labels.get(key, key),
            }
    for choice in row.choices:
        if choice.to_key and choice.to_key not in kept:
            yield _("“%(step)s” no longer leads to “%(target)s”, which is gone.") % {
                "step": row.label,
                "target": labels.get(choice.to_key, choice.to_key),
            }


def _typed(row: StepRow) -> TypedRow:
    time = row.duration
    return TypedRow(
        key=row.key,
        was=row.key,
        name=row.name,
        role=row.role or "",
        responsible=row.responsible,
        agency=row.agency,
        unit=row.unit,
        time=written(time.value) if time else "",
        time_unit=time.unit if time else "",
        result=row.result,
        group=row.parallel_group,
        goes_to=row.goes_to,
        returns_to=row.returns_to,
        choices=row.choices,
    )


def written(value: Decimal) -> str:
    """Write a number as it is typed here: 0,5."""
    return format(value.normalize(), "f").replace(".", ",")
