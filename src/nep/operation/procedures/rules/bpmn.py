"""The step table compiled to BPMN 2.0, with its picture: the one form that is run and drawn.

The same table always gives the same bytes, so the digest of a revision's diagram stands for
its steps. Conditions compare the recorded choice and nothing else.
"""

import hashlib
import re
from collections.abc import Mapping
from types import MappingProxyType

from lxml import etree

from nep.operation.procedures.rules.faults import Problem
from nep.operation.procedures.rules.graph import Flow, Graph, Kind, Node, graph_of
from nep.operation.procedures.rules.layout import Box, Layout, layout_of
from nep.operation.procedures.rules.shape import problems_of_shape
from nep.operation.procedures.rules.steps import ON, StepTable

MODEL = "http://www.omg.org/spec/BPMN/20100524/MODEL"
DIAGRAM = "http://www.omg.org/spec/BPMN/20100524/DI"
BOUNDS = "http://www.omg.org/spec/DD/20100524/DC"
EDGES = "http://www.omg.org/spec/DD/20100524/DI"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
NAMESPACES = {"bpmn": MODEL, "bpmndi": DIAGRAM, "dc": BOUNDS, "di": EDGES, "xsi": XSI}

EXPRESSIONS = "urn:nep:recorded-choice"
PROCESS_ID = "procedure"
POOL_ID = "pool"

TAGS: Mapping[Kind, str] = {
    Kind.START: "startEvent",
    Kind.END: "endEvent",
    Kind.STEP: "userTask",
    Kind.CHOOSE: "exclusiveGateway",
    Kind.MERGE: "exclusiveGateway",
    Kind.SPLIT: "parallelGateway",
    Kind.JOIN: "parallelGateway",
}

_NO_NAMES: Mapping[str, str] = MappingProxyType({})
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Uncompilable(Exception):  # noqa: N818 - what the table is, not what went wrong in us
    """The table has no diagram: its keys, groups or ways contradict one another."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("; ".join(str(problem) for problem in problems))
        self.problems = problems


def compile_table(
    table: StepTable,
    *,
    title: str,
    documentation: str = "",
    agency_names: Mapping[str, str] = _NO_NAMES,
) -> bytes:
    """Compile a table to BPMN 2.0 XML; `agency_names` turns codes of agencies into names.

    A draft may still lack roles or times, but not what the picture is made of.

    :raises Uncompilable: when the shape of the table does not hold.
    """
    problems = problems_of_shape(table)
    if problems:
        raise Uncompilable(problems)
    graph = graph_of(table, agency_names)
    root = etree.Element(
        _model("definitions"),
        {
            "id": "definitions",
            "targetNamespace": "urn:nep:procedures",
            "expressionLanguage": EXPRESSIONS,
            "exporter": "Nếp",
        },
        nsmap=NAMESPACES,
    )
    _write_pool(root, title)
    _write_process(root, graph, title, documentation)
    _write_picture(root, graph, layout_of(graph))
    etree.indent(root)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def digest(xml: bytes) -> str:
    """Return what stands for a diagram in records: the SHA-256 of its bytes, in hex."""
    return hashlib.sha256(xml).hexdigest()


def variable_of(key: str) -> str:
    """Name the variable that holds the choice recorded at a step."""
    return f"choice_{key}"


def condition_of(flow: Flow) -> str:
    """Return the condition of a way out of a gateway: one variable equals one way."""
    key = flow.source.removeprefix(f"{Kind.CHOOSE}_")
    return f"{variable_of(key)} == '{flow.way}'"


def lane_id(number: int) -> str:
    """Name a lane by its place from the top."""
    return f"lane_{number + 1}"


def _write_pool(root: etree._Element, title: str) -> None:
    collaboration = _child(root, _model("collaboration"), id="collaboration")
    _child(
        collaboration,
        _model("participant"),
        id=POOL_ID,
        name=title,
        processRef=PROCESS_ID,
    )


def _write_process(root: etree._Element, graph: Graph, title: str, documentation: str) -> None:
    process = _child(root, _model("process"), id=PROCESS_ID, name=title, isExecutable="true")
    _document(process, documentation)
    lanes = _child(process, _model("laneSet"), id="lanes")
    for number, name in enumerate(graph.lanes):
        lane = _child(lanes, _model("lane"), id=lane_id(number), name=name)
        for node in graph.nodes:
            if node.lane == number:
                _child(lane, _model("flowNodeRef")).text = node.id
    for node in graph.nodes:
        _write_node(process, node, graph.flows)
    for flow in graph.flows:
        _write_flow(process, flow)


def _write_node(process: etree._Element, node: Node, flows: tuple[Flow, ...]) -> None:
    element = _child(process, _model(TAGS[node.kind]), id=node.id, name=node.name)
    _document(element, node.documentation)
    for flow in flows:
        if flow.target == node.id:
            _child(element, _model("incoming")).text = flow.id
    for flow in flows:
        if flow.source == node.id:
            _child(element, _model("outgoing")).text = flow.id
            if flow.way == ON:
                element.set("default", flow.id)


def _write_flow(process: etree._Element, flow: Flow) -> None:
    element = _child(
        process,
        _model("sequenceFlow"),
        id=flow.id,
        name=flow.name,
        sourceRef=flow.source,
        targetRef=flow.target,
    )
    if flow.way and flow.way != ON:
        condition = _child(element, _model("conditionExpression"))
        condition.set(f"{{{XSI}}}type", "bpmn:tFormalExpression")
        condition.text = condition_of(flow)


def _write_picture(root: etree._Element, graph: Graph, layout: Layout) -> None:
    diagram = _child(root, _diagram("BPMNDiagram"), id="diagram")
    plane = _child(diagram, _diagram("BPMNPlane"), id="plane", bpmnElement="collaboration")
    _write_shape(plane, POOL_ID, layout.pool, isHorizontal="true")
    for number, lane in enumerate(layout.lanes):
        _write_shape(plane, lane_id(number), lane, isHorizontal="true")
    for node in graph.nodes:
        _write_shape(plane, node.id, layout.shapes[node.id])
    for flow in graph.flows:
        _write_edge(plane, flow, layout)


def _write_shape(plane: etree._Element, of: str, box: Box, **attributes: str) -> None:
    shape = _child(plane, _diagram("BPMNShape"), id=f"{of}_shape", bpmnElement=of, **attributes)
    _write_bounds(shape, box)


def _write_edge(plane: etree._Element, flow: Flow, layout: Layout) -> None:
    line = layout.lines[flow.id]
    edge = _child(plane, _diagram("BPMNEdge"), id=f"{flow.id}_edge", bpmnElement=flow.id)
    for point in line.points:
        _child(edge, f"{{{EDGES}}}waypoint", x=str(point.x), y=str(point.y))
    if line.label:
        _write_bounds(_child(edge, _diagram("BPMNLabel")), line.label)


def _write_bounds(parent: etree._Element, box: Box) -> None:
    _child(
        parent,
        f"{{{BOUNDS}}}Bounds",
        x=str(box.x),
        y=str(box.y),
        width=str(box.width),
        height=str(box.height),
    )


def _document(parent: etree._Element, text: str) -> None:
    if text:
        _child(parent, _model("documentation")).text = writable(text)


def _child(parent: etree._Element, tag: str, **attributes: str) -> etree._Element:
    """Append an element; an empty name is left out rather than written."""
    written = {name: writable(text) for name, text in attributes.items() if text}
    return etree.SubElement(parent, tag, written)


def writable(text: str) -> str:
    """Return a text without what XML cannot hold."""
    return _NOT_IN_XML.sub("", text)


def _model(name: str) -> str:
    return f"{{{MODEL}}}{name}"


def _diagram(name: str) -> str:
    return f"{{{DIAGRAM}}}{name}"
