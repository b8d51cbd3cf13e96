"""What became of a foreign file, in lines for people and as one object for programs."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nep.operation.procedures.rules.foreign.diagrams import Diagram, Pool
from nep.operation.procedures.rules.foreign.words import Refusal
from nep.operation.procedures.rules.steps import StepRow


def lines_of(diagram: Diagram) -> Iterator[str]:
    """Yield the report of a file, pool by pool."""
    for pool in diagram.pools:
        yield from _lines_of_pool(pool)
    if diagram.notes:
        yield _("In the whole file:")
        yield from (f"- {note}" for note in diagram.notes)


def report_of(diagram: Diagram) -> dict[str, Any]:
    """Return the same as one object."""
    return {
        "taken": diagram.is_taken,
        "pools": [_pool(pool) for pool in diagram.pools],
        "notes": list(diagram.notes),
    }


def _lines_of_pool(pool: Pool) -> Iterator[str]:
    if pool.is_taken:
        count = len(pool.table.rows)
        yield ngettext(
            "“%(pool)s” can be taken: %(count)s step.",
            "“%(pool)s” can be taken: %(count)s steps.",
            count,
        ) % {"pool": pool.name, "count": count}
        yield from (f"  {_line(row)}" for row in pool.table.rows)
    else:
        yield _("“%(pool)s” is refused:") % {"pool": pool.name}
        yield from (f"- {refusal}" for refusal in pool.refusals)
    yield from (f"- {note}" for note in pool.notes)


def _line(row: StepRow) -> str:
    name = " ".join(row.name.split()) or "–"
    who = f" ({row.responsible})" if row.responsible else ""
    ways = [f"‖ {row.parallel_group}"] if row.group else []
    ways += [f"→ {row.goes_to}"] if row.goes_to else []
    ways += [f"{choice.label} → {choice.to_key}" for choice in row.choices]
    ways += [f"← {key}" for key in row.returns_to]
    return f"{row.key}. {name}{who}" + (f"  [{'; '.join(ways)}]" if ways else "")


def _pool(pool: Pool) -> dict[str, Any]:
    return {
        "name": pool.name,
        "taken": pool.is_taken,
        "steps": [_step(row) for row in pool.table.rows],
        "refused": [_refusal(refusal) for refusal in pool.refusals],
        "notes": list(pool.notes),
    }


def _step(row: StepRow) -> dict[str, Any]:
    return {
        "key": row.key,
        "name": row.name,
        "role": row.role or "",
        "responsible": row.responsible,
        "group": row.parallel_group,
        "goes_to": row.goes_to,
        "returns_to": list(row.returns_to),
        "choices": [{"label": choice.label, "to": choice.to_key} for choice in row.choices],
    }


def _refusal(refusal: Refusal) -> dict[str, str]:
    element = refusal.element
    return {
        "element": element.kind,
        "id": element.id,
        "name": element.name,
        "reason": str(refusal),
    }
