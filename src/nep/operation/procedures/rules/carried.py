"""What a diagram carries beside BPMN: of each step, what BPMN has no words for.

It is data like anything that is typed: read with the same care, whoever wrote the file.
"""

from collections.abc import Mapping
from dataclasses import replace

from lxml import etree

from nep.agencies.rules import Role
from nep.lib.vietnamese.text import nfc, tidy
from nep.lib.worktime.limits import Limit, Unit
from nep.operation.procedures.rules.bpmn import MODEL, writable
from nep.operation.procedures.rules.graph import Kind, node_id
from nep.operation.procedures.rules.reading import read_number
from nep.operation.procedures.rules.schema import safe_parser
from nep.operation.procedures.rules.sheet import written
from nep.operation.procedures.rules.steps import StepRow, StepTable

NEP = "urn:nep:steps"
"""The namespace of what we carry along."""


def carrying(xml: bytes, table: StepTable) -> bytes:
    """Return a diagram of ours with the data of its table, for whoever takes it elsewhere."""
    root = etree.fromstring(xml, safe_parser())
    rows = {node_id(Kind.STEP, row.key): row for row in table.rows}
    for task in root.iter(f"{{{MODEL}}}userTask"):
        row = rows[task.get("id", "")]
        told = etree.Element(f"{{{NEP}}}step", _told(row), nsmap={"nep": NEP})
        extension = etree.Element(f"{{{MODEL}}}extensionElements")
        extension.append(told)
        documented = task.find(f"{{{MODEL}}}documentation")
        task.insert(0 if documented is None else 1, extension)
    etree.indent(root)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def with_carried(row: StepRow, told: Mapping[str, str]) -> StepRow:
    """Return a row with what its diagram carries for it, as far as it can be understood.

    Names and lanes that somebody changed in the drawing since are left as they drew them.
    """
    name, who = nfc(told.get("name", "")).strip(), tidy(told.get("responsible", ""))
    in_place = row.responsible.startswith(who) if who else False
    number, unit = read_number(told.get("time", "")), told.get("unit-of-time", "")
    return replace(
        row,
        name=name if tidy(row.name).endswith(tidy(name)) else row.name,
        role=Role(told["role"]) if in_place and told.get("role") in set(Role) else row.role,
        responsible=who if in_place else row.responsible,
        agency=tidy(told.get("agency", "")) if in_place else "",
        unit=tidy(told.get("unit", "")) if in_place else "",
        duration=Limit(number, Unit(unit)) if number and unit in set(Unit) else None,
        result=nfc(told.get("result", "")).strip(),
    )


def _told(row: StepRow) -> dict[str, str]:
    told = {
        "name": row.name,
        "role": row.role or "",
        "responsible": row.responsible,
        "agency": row.agency,
        "unit": row.unit,
        "time": written(row.duration.value) if row.duration else "",
        "unit-of-time": row.duration.unit if row.duration else "",
        "result": row.result,
        "group": row.parallel_group,
    }
    return {name: writable(value) for name, value in told.items() if value}
