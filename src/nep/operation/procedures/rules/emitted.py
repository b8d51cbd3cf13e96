"""Is this diagram our own? Only what the compiler wrote may reach the engine.

A diagram is ours when it is exactly what the compiler would write for the steps and ways it
shows. The picture, and texts for readers, may differ: diagrams of approved revisions are kept for
good, and must still run when a later version draws them more beautifully.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from lxml import etree

from nep.operation.procedures.rules.bpmn import (
    DIAGRAM,
    EXPRESSIONS,
    MODEL,
    PROCESS_ID,
    TAGS,
    XSI,
    condition_of,
)
from nep.operation.procedures.rules.graph import Flow, Kind, graph_of, node_id
from nep.operation.procedures.rules.schema import safe_parser
from nep.operation.procedures.rules.shape import KEY, problems_of_shape
from nep.operation.procedures.rules.steps import ON, Alternative, StepRow, StepTable

_ID = frozenset({"id"})
_NAMED = _ID | {"name"}
_ATTRIBUTES: Mapping[str, frozenset[str]] = {
    "definitions": _ID | {"targetNamespace", "expressionLanguage", "exporter"},
    "collaboration": _ID,
    "participant": _NAMED | {"processRef"},
    "process": _NAMED | {"isExecutable"},
    "documentation": frozenset(),
    "laneSet": _ID,
    "lane": _NAMED,
    "flowNodeRef": frozenset(),
    "startEvent": _ID,
    "endEvent": _ID,
    "userTask": _NAMED,
    "exclusiveGateway": _ID | {"default"},
    "parallelGateway": _ID,
    "incoming": frozenset(),
    "outgoing": frozenset(),
    "sequenceFlow": _NAMED | {"sourceRef", "targetRef"},
    "conditionExpression": frozenset({f"{{{XSI}}}type"}),
}
_NODES = frozenset(TAGS.values())
_NO_NAMES: Mapping[str, str] = MappingProxyType({})


_CONDITION = re.compile(f"(choice_{KEY}) == '((?:return|choose):{KEY})'")


class ForeignDiagram(Exception):  # noqa: N818 - what the diagram is
    """The XML is not one that our compiler wrote, and is not run."""


@dataclass(frozen=True, slots=True)
class Emitted:
    """A diagram known to be ours: its process without the picture, and the table it shows."""

    root: etree._Element
    table: StepTable


def read_emitted(xml: bytes) -> Emitted:
    """Read a diagram that our compiler wrote; of each row, the table holds the key and the ways.

    :raises ForeignDiagram: when anyone else wrote it, or changed what it does.
    """
    root = _parse(xml)
    for picture in root.findall(f"{{{DIAGRAM}}}BPMNDiagram"):
        root.remove(picture)
    _only_our_elements(root)
    processes = list(root.iter(f"{{{MODEL}}}process"))
    if [process.get("id") for process in processes] != [PROCESS_ID]:
        raise ForeignDiagram("not one process of ours")
    process = processes[0]
    table = _table_shown(process)
    if problems_of_shape(table):
        raise ForeignDiagram("no table has these ways")
    graph = graph_of(table, _NO_NAMES)
    if _nodes(process) != [(node.id, TAGS[node.kind]) for node in graph.nodes]:
        raise ForeignDiagram("not the nodes of its table")
    if sorted(map(_bare, _flows(process))) != sorted(map(_bare, graph.flows)):
        raise ForeignDiagram("not the flows of its table")
    return Emitted(root, table)


def read_condition(condition: str) -> tuple[str, str]:
    """Return the variable and the way that a condition compares.

    :raises ForeignDiagram: when it is anything else than such a comparison.
    """
    match = _CONDITION.fullmatch(condition)
    if match is None:
        raise ForeignDiagram("a condition that we never write")
    variable, way = match.groups()
    return variable, way


def _parse(xml: bytes) -> etree._Element:
    try:
        root = etree.fromstring(xml, safe_parser())
    except etree.XMLSyntaxError as error:
        raise ForeignDiagram("not XML") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise ForeignDiagram("a document type")
    if root.get("expressionLanguage") != EXPRESSIONS:
        raise ForeignDiagram("conditions in another language")
    return root


def _only_our_elements(root: etree._Element) -> None:
    for element in root.iter():
        # The tag of a comment or a processing instruction is a function.
        name = str(element.tag)
        allowed = _ATTRIBUTES.get(name.removeprefix(f"{{{MODEL}}}"))
        if allowed is None or not name.startswith("{") or not allowed.issuperset(element.keys()):
            raise ForeignDiagram("an element that we never write: " + name)


def _table_shown(process: etree._Element) -> StepTable:
    flows = list(_flows(process))
    tasks = process.iter(f"{{{MODEL}}}{TAGS[Kind.STEP]}")
    keys = [_key(task.get("id", "")) for task in tasks]
    group = {
        key: f"{split}.{branch}"
        for split, branch in _branches_begun(flows)
        for key in _along(flows, branch)
    }
    return StepTable(
        tuple(
            StepRow(
                key=key,
                order=order,
                name="",
                role=None,
                responsible="",
                parallel_group=group.get(key, ""),
                goes_to=_skipped_to(flows, key),
                returns_to=tuple(_key(flow.target) for flow in _leaving(flows, key, "return:")),
                choices=tuple(
                    Alternative(flow.name, _key(flow.target))
                    for flow in _leaving(flows, key, "choose:")
                ),
            )
            for order, key in enumerate(keys, start=1)
        )
    )


def _branches_begun(flows: list[Flow]) -> list[tuple[str, str]]:
    """Return every split with the step that begins a branch of it."""
    return [
        (flow.source, _key(flow.target))
        for flow in flows
        if flow.source.startswith(f"{Kind.SPLIT}_")
    ]


def _along(flows: list[Flow], key: str) -> list[str]:
    """Return the steps that follow one another from a step on, without any gateway between."""
    after = {flow.source: flow.target for flow in flows}
    keys: list[str] = []
    node = node_id(Kind.STEP, key)
    while node.startswith(f"{Kind.STEP}_") and _key(node) not in keys:
        keys.append(_key(node))
        node = after.get(node, "")
    return keys


def _skipped_to(flows: list[Flow], key: str) -> str:
    """Return where a step goes on to by a gateway that merges, which may be the row below."""
    leaving = {node_id(kind, key) for kind in (Kind.STEP, Kind.CHOOSE, Kind.JOIN)}
    onward = (flow.target for flow in flows if flow.source in leaving and flow.way in ("", ON))
    return next((_key(node) for node in onward if node.startswith(f"{Kind.MERGE}_")), "")


def _leaving(flows: list[Flow], key: str, kind_of_way: str) -> list[Flow]:
    gateway = f"{Kind.CHOOSE}_{key}"
    return [flow for flow in flows if flow.source == gateway and flow.way.startswith(kind_of_way)]


def _nodes(process: etree._Element) -> list[tuple[str, str]]:
    # Wherever they hide: the engine, too, looks below lanes and names.
    named = ((child.get("id", ""), etree.QName(child).localname) for child in process.iter())
    return [(node, tag) for node, tag in named if tag in _NODES]


def _flows(process: etree._Element) -> list[Flow]:
    defaults = {child.get("default") for child in process.iter()}
    return [
        _flow(element, is_default=element.get("id") in defaults)
        for element in process.iter(f"{{{MODEL}}}sequenceFlow")
    ]


def _flow(element: etree._Element, *, is_default: bool) -> Flow:
    source, target = element.get("sourceRef", ""), element.get("targetRef", "")
    condition = element.findtext(f"{{{MODEL}}}conditionExpression")
    name = element.get("name", "")
    if condition is None:
        return _known(element, Flow(source, target, ON if is_default else "", name))
    flow = Flow(source, target, read_condition(condition)[1], name)
    if condition_of(flow) != condition:
        raise ForeignDiagram("a condition of another gateway")
    return _known(element, flow)


def _known(element: etree._Element, flow: Flow) -> Flow:
    if element.get("id") != flow.id:
        raise ForeignDiagram("a flow by another name")
    return flow


def _bare(flow: Flow) -> tuple[str, str, str]:
    return flow.source, flow.target, flow.way


def _key(node: str) -> str:
    return node.partition("_")[2]
