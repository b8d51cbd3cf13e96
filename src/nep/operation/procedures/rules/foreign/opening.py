"""From the markup of one process to its nodes and arrows; what has no place is named."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _

from nep.lib.vietnamese.text import tidy
from nep.operation.procedures.rules.foreign.markup import Markup
from nep.operation.procedures.rules.foreign.source import (
    GLOBAL_STEPS,
    NESTING,
    STEPS,
    Arrow,
    Node,
    Source,
)
from nep.operation.procedures.rules.foreign.words import Named, Refusal, Why

MOST_NODES = 2000
DEEPEST_CALL = 20

_REFUSED: Mapping[str, Why] = {
    "serviceTask": Why.PROGRAM,
    "sendTask": Why.PROGRAM,
    "receiveTask": Why.PROGRAM,
    "scriptTask": Why.PROGRAM,
    "businessRuleTask": Why.PROGRAM,
    "inclusiveGateway": Why.GATEWAY,
    "complexGateway": Why.GATEWAY,
    "eventBasedGateway": Why.GATEWAY,
    "boundaryEvent": Why.EVENT,
    "intermediateCatchEvent": Why.EVENT,
    "implicitThrowEvent": Why.EVENT,
    "eventSubProcess": Why.EVENT,
    "transaction": Why.UNDOES,
    "adHocSubProcess": Why.ANY_ORDER,
}
_TAKEN = (
    STEPS
    | NESTING
    | {
        "exclusiveGateway",
        "parallelGateway",
        "startEvent",
        "endEvent",
        "intermediateThrowEvent",
    }
)
_NOTED = frozenset(
    {"dataObject", "dataObjectReference", "dataStoreReference", "textAnnotation", "group"}
)
_QUIET = frozenset(
    {
        "documentation",
        "extensionElements",
        "laneSet",
        "association",
        "ioSpecification",
        "ioBinding",
        "property",
        "auditing",
        "monitoring",
        "resourceRole",
        "performer",
        "humanPerformer",
        "potentialOwner",
        "dataInputAssociation",
        "dataOutputAssociation",
        "supportedInterfaceRef",
        "correlationSubscription",
        "supports",
        "incoming",
        "outgoing",
        "completionCondition",
    }
)
_HARMLESS_TRIGGERS: Mapping[str, frozenset[str]] = {
    "startEvent": frozenset({"message", "signal", "conditional"}),
    "endEvent": frozenset({"message", "signal"}),
    "intermediateThrowEvent": frozenset(),
}
_REPEATS = frozenset({"standardLoopCharacteristics", "multiInstanceLoopCharacteristics"})


@dataclass(frozen=True, slots=True)
class _Place:
    """Where an element stands: its scope, the calls that led there, the lane around it."""

    scope: str = ""
    prefix: str = ""
    lane: str = ""
    calls: tuple[str, ...] = ()


@dataclass(slots=True)
class Opened:
    """A process opened up, with what of it cannot be taken and what is left out."""

    source: Source
    refusals: list[Refusal] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def opened(process: Markup, named: Named, called: Mapping[str, Markup]) -> Opened:
    """Open a process up; `called` holds what its calls may mean, by id."""
    opener = _Opener(Opened(Source(named)), called)
    opener.scope(process, _Place(calls=(process.get("id"),)))
    _draw_the_splits(opener.into.source)
    return opener.into


class _Opener:
    """Walks through the markup of one process and the subprocesses in it."""

    def __init__(self, into: Opened, called: Mapping[str, Markup]) -> None:
        self.into = into
        self._called = called

    def scope(self, element: Markup, place: _Place) -> None:
        """Take what stands directly in a process or subprocess, and then its arrows."""
        lanes = _lanes(element)
        for child in element.children:
            if child.name == "sequenceFlow" or child.name in _QUIET:
                continue
            if child.name in _NOTED:
                self._note(child)
            elif not child.name.startswith("nep:") and child.name not in _REPEATS:
                self._node(child, replace(place, lane=lanes.get(child.get("id"), place.lane)))
        for child in element.all("sequenceFlow"):
            self._arrow(child, place)

    def _node(self, element: Markup, place: _Place) -> None:
        named = _named(element)
        node = Node(
            id=place.prefix + (named.id or f"?{len(self.into.source.nodes)}"),
            named=named,
            scope=place.scope,
            lane=place.lane,
            default=place.prefix + element.get("default"),
            carried=_carried(element),
        )
        nodes = self.into.source.nodes
        if node.id in nodes:
            self._refuse(named, Why.SAME_ID)
        elif len(nodes) > MOST_NODES:
            self.into.refusals[:] = [Refusal(self.into.source.named, Why.TOO_MANY)]
        else:
            nodes[node.id] = node
            self._judge(element, node, place)

    def _judge(self, element: Markup, node: Node, place: _Place) -> None:
        why = _REFUSED.get(node.kind) or (None if node.kind in _TAKEN else Why.UNKNOWN)
        if why:
            self._refuse(node.named, why)
        if any(child.name in _REPEATS for child in element.children):
            self._refuse(node.named, Why.REPEATS)
        if element.get("isForCompensation") == "true":
            self._refuse(node.named, Why.UNDOES)
        if node.kind in _HARMLESS_TRIGGERS:
            self._trigger(element, node)
        if node.kind == "callActivity":
            self._call(element, node, place)
        elif element.name.casefold().endswith("subprocess") or element.name == "transaction":
            self.scope(element, replace(place, scope=node.id))
        if node.is_step and element.first("documentation"):
            self.into.notes.append(
                _("The description of “%(step)s” is not kept.") % {"step": node.named.name}
            )

    def _trigger(self, element: Markup, node: Node) -> None:
        """Judge what sets an event off: what only starts or tells is left out with a note."""
        triggers = {
            child.name.removesuffix("EventDefinition")
            for child in element.children
            if child.name.endswith("EventDefinition")
        }
        if node.kind == "endEvent" and "terminate" in triggers:
            node.ends_all = True
            triggers.discard("terminate")
        harmless = _HARMLESS_TRIGGERS[node.kind]
        if triggers - harmless or (triggers and node.kind == "startEvent" and node.scope):
            self._refuse(node.named, Why.EVENT)
        elif triggers:
            self.into.notes.append(
                _("%(element)s: what sets it off or what it sends is not kept.")
                % {"element": node.named}
            )

    def _call(self, element: Markup, node: Node, place: _Place) -> None:
        key = _local(element.get("calledElement"))
        target = self._called.get(key)
        if target is None:
            self._refuse(node.named, Why.ELSEWHERE)
        elif target.name in GLOBAL_STEPS:
            node.named = replace(node.named, kind="task")
        elif key in place.calls:
            self._refuse(node.named, Why.CALLS_ITSELF)
        elif len(place.calls) > DEEPEST_CALL:
            self._refuse(node.named, Why.TOO_MANY)
        else:
            inner = _Place(node.id, f"{node.id}/", node.lane, (*place.calls, key))
            self.scope(target, inner)

    def _arrow(self, element: Markup, place: _Place) -> None:
        source, target = (
            self.into.source.nodes.get(place.prefix + element.get(end))
            for end in ("sourceRef", "targetRef")
        )
        if source is None or target is None or {source.scope, target.scope} != {place.scope}:
            self._refuse(_named(element), Why.DANGLES)
            return
        condition = element.first("conditionExpression")
        arrow = Arrow(
            place.prefix + element.get("id"),
            tidy(element.get("name")),
            source.id,
            target.id,
            has_condition=condition is not None,
        )
        source.leaving.append(arrow)
        target.arriving.append(arrow)

    def _refuse(self, named: Named, why: Why) -> None:
        refusal = Refusal(named, why)
        if refusal not in self.into.refusals:
            self.into.refusals.append(refusal)

    def _note(self, element: Markup) -> None:
        named = _named(element)
        if element.name == "textAnnotation":
            text = element.first("text")
            named = replace(named, name=tidy(text.text) if text else "")
        note = _("%(element)s is left out.") % {"element": named}
        if note not in self.into.notes:
            self.into.notes.append(note)


def _draw_the_splits(source: Source) -> None:
    """Let a gateway stand where several arrows leave something at once without one."""
    for node in list(source.nodes.values()):
        conditional = node.default in {arrow.id for arrow in node.leaving} or any(
            arrow.has_condition for arrow in node.leaving
        )
        joins = node.kind == "parallelGateway" and len(node.arriving) > 1
        drawn = node.kind.endswith("Gateway") and not joins
        if len(node.leaving) < 2 or drawn or (conditional and not joins):  # noqa: PLR2004
            continue
        split = Node(f"{node.id}*", replace(node.named, kind="parallelGateway"), node.scope)
        split.leaving = [replace(arrow, source=split.id) for arrow in node.leaving]
        into = Arrow(f"{node.id}**", "", node.id, split.id)
        node.leaving, split.arriving = [into], [into]
        source.nodes[split.id] = split


def _named(element: Markup) -> Named:
    kind = element.name
    if kind == "subProcess" and element.get("triggeredByEvent") == "true":
        kind = "eventSubProcess"
    return Named(kind, element.get("id"), tidy(element.get("name")))


def _local(name: str) -> str:
    """Return a name without the prefix of its namespace."""
    return name.rpartition(":")[2]


def _lanes(element: Markup) -> dict[str, str]:
    """Return the lane of each element by its id: of lanes in lanes, the innermost."""
    lanes: dict[str, str] = {}
    for lane_set in element.all("laneSet"):
        lanes |= _lanes_of(lane_set)
    return lanes


def _lanes_of(lane_set: Markup) -> dict[str, str]:
    lanes: dict[str, str] = {}
    for lane in lane_set.all("lane"):
        name = tidy(lane.get("name"))
        lanes |= {_local(ref.text.strip()): name for ref in lane.all("flowNodeRef")}
        for inner in lane.all("childLaneSet"):
            lanes |= {key: within or name for key, within in _lanes_of(inner).items()}
    return lanes


def _carried(element: Markup) -> Mapping[str, str]:
    extension = element.first("extensionElements")
    told = extension.first("nep:step") if extension else None
    return told.attributes if told else {}
