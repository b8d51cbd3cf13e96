"""A diagram that we exported and nobody redrew: its table comes back as it was."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from lxml import etree

from nep.operation.procedures.rules.bpmn import MODEL, POOL_ID
from nep.operation.procedures.rules.carried import NEP, with_carried
from nep.operation.procedures.rules.emitted import ForeignDiagram, read_emitted
from nep.operation.procedures.rules.graph import Kind, graph_of
from nep.operation.procedures.rules.schema import safe_parser
from nep.operation.procedures.rules.steps import StepRow, StepTable


def table_of_ours(xml: bytes) -> tuple[str, StepTable] | None:
    """Return the title and the table of a diagram of ours; None for every other one.

    Only call this with XML that was read within its limits before.
    """
    root = etree.fromstring(xml, safe_parser())
    told = dict(_taken_out(root))
    try:
        shown = read_emitted(etree.tostring(root)).table
    except ForeignDiagram:
        return None
    if set(told) != {row.key for row in shown.rows}:
        return None
    skips = shown.skips()
    names = _names(root)
    table = StepTable(
        tuple(
            _row(replace(row, goes_to=skips.get(row.key, "")), names[row.key], told[row.key])
            for row in shown.rows
        )
    )
    if graph_of(table, {}).flows != graph_of(shown, {}).flows:
        return None  # its groups are not those that are drawn
    title = root.find(f".//{{{MODEL}}}participant[@id='{POOL_ID}']")
    return ("" if title is None else title.get("name", "")), table


def _taken_out(root: etree._Element) -> Iterator[tuple[str, Mapping[str, str]]]:
    """Take out of the diagram what it carries, so that only BPMN is left, and yield it by key."""
    for extension in list(root.iter(f"{{{MODEL}}}extensionElements")):
        task = extension.getparent()
        if task is None or [child.tag for child in extension] != [f"{{{NEP}}}step"]:
            continue
        told = {str(name): str(value) for name, value in extension[0].items()}
        yield task.get("id", "").removeprefix(f"{Kind.STEP}_"), told
        task.remove(extension)


def _names(root: etree._Element) -> dict[str, str]:
    return {
        task.get("id", "").removeprefix(f"{Kind.STEP}_"): task.get("name", "")
        for task in root.iter(f"{{{MODEL}}}userTask")
    }


def _row(row: StepRow, drawn_as: str, told: Mapping[str, str]) -> StepRow:
    plain = replace(
        row,
        name=drawn_as.removeprefix(f"{row.key}. "),
        responsible=told.get("responsible", ""),
        parallel_group=told.get("group", "")[:5],
    )
    return with_carried(plain, told)
