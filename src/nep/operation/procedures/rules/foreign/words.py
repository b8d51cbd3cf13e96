"""What elements of BPMN are called, and why some of them cannot be taken."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

_LONGEST = 80


class Why(StrEnum):
    """Why an element cannot be taken."""

    PROGRAM = "program"
    EVENT = "event"
    GATEWAY = "gateway"
    REPEATS = "repeats"
    UNDOES = "undoes"
    ANY_ORDER = "any_order"
    ELSEWHERE = "elsewhere"
    CALLS_ITSELF = "calls_itself"
    UNKNOWN = "unknown"
    SAME_ID = "same_id"
    DANGLES = "dangles"
    EMPTY = "empty"
    NO_BEGINNING = "no_beginning"
    NO_END = "no_end"
    UNREACHED = "unreached"
    SEVERAL_CONDITIONS = "several_conditions"
    NOBODY_CHOOSES = "nobody_chooses"
    NEVER_JOINED = "never_joined"
    JOIN_ALONE = "join_alone"
    CHOICE_BESIDE = "choice_beside"
    NESTED = "nested"
    INTO_BRANCH = "into_branch"
    ENTERED_TWICE = "entered_twice"
    RETURN_TO_GROUP = "return_to_group"
    ENDS_ALL = "ends_all"
    TOO_MANY = "too_many"


SENTENCES: Mapping[Why, str | Promise] = {
    Why.PROGRAM: gettext_lazy("no program runs here; draw it as a task that somebody does"),
    Why.EVENT: gettext_lazy("work here does not wait for events and is not broken off by them"),
    Why.GATEWAY: gettext_lazy("it is neither a choice of one way nor work side by side"),
    Why.REPEATS: gettext_lazy("it repeats or runs several times; draw a way back instead"),
    Why.UNDOES: gettext_lazy("what was done is not undone here"),
    Why.ANY_ORDER: gettext_lazy("its tasks have no order"),
    Why.ELSEWHERE: gettext_lazy("it calls a process that is not in this file"),
    Why.CALLS_ITSELF: gettext_lazy("it calls the process that it stands in"),
    Why.UNKNOWN: gettext_lazy("it has no place in a step table"),
    Why.SAME_ID: gettext_lazy("another element has the same id"),
    Why.DANGLES: gettext_lazy("it leads from or to an element that is not there"),
    Why.EMPTY: gettext_lazy("no task stands in it"),
    Why.NO_BEGINNING: gettext_lazy("it does not say where the work begins"),
    Why.NO_END: gettext_lazy("no way leads from it to the end"),
    Why.UNREACHED: gettext_lazy("no way leads to it from the beginning"),
    Why.SEVERAL_CONDITIONS: gettext_lazy(
        "several of its ways may be taken at once; draw a gateway that chooses one"
    ),
    Why.NOBODY_CHOOSES: gettext_lazy(
        "no single task stands before it in which somebody chooses the way"
    ),
    Why.NEVER_JOINED: gettext_lazy("its branches do not all meet in one parallel gateway or end"),
    Why.JOIN_ALONE: gettext_lazy("it waits for branches that no gateway before it has opened"),
    Why.CHOICE_BESIDE: gettext_lazy("it chooses or merges ways inside work side by side"),
    Why.NESTED: gettext_lazy("it opens branches inside work side by side"),
    Why.INTO_BRANCH: gettext_lazy("a way leads to it from outside its branch"),
    Why.ENTERED_TWICE: gettext_lazy(
        "more than one way leads into this work side by side; draw a task before it"
    ),
    Why.RETURN_TO_GROUP: gettext_lazy(
        "a way back leads into this work side by side; let it lead to a task before"
    ),
    Why.ENDS_ALL: gettext_lazy("it breaks off the branches beside it"),
    Why.TOO_MANY: gettext_lazy("it holds more than a step table can, with all that it calls"),
}

KINDS: Mapping[str, str | Promise] = {
    "task": gettext_lazy("Task"),
    "userTask": gettext_lazy("User task"),
    "manualTask": gettext_lazy("Manual task"),
    "serviceTask": gettext_lazy("Service task"),
    "sendTask": gettext_lazy("Send task"),
    "receiveTask": gettext_lazy("Receive task"),
    "scriptTask": gettext_lazy("Script task"),
    "businessRuleTask": gettext_lazy("Business rule task"),
    "subProcess": gettext_lazy("Subprocess"),
    "adHocSubProcess": gettext_lazy("Ad-hoc subprocess"),
    "transaction": gettext_lazy("Transaction"),
    "eventSubProcess": gettext_lazy("Event subprocess"),
    "callActivity": gettext_lazy("Call activity"),
    "exclusiveGateway": gettext_lazy("Exclusive gateway"),
    "parallelGateway": gettext_lazy("Parallel gateway"),
    "inclusiveGateway": gettext_lazy("Inclusive gateway"),
    "complexGateway": gettext_lazy("Complex gateway"),
    "eventBasedGateway": gettext_lazy("Event-based gateway"),
    "startEvent": gettext_lazy("Start event"),
    "endEvent": gettext_lazy("End event"),
    "boundaryEvent": gettext_lazy("Boundary event"),
    "intermediateCatchEvent": gettext_lazy("Intermediate catch event"),
    "intermediateThrowEvent": gettext_lazy("Intermediate throw event"),
    "sequenceFlow": gettext_lazy("Sequence flow"),
    "messageFlow": gettext_lazy("Message flow"),
    "dataObject": gettext_lazy("Data object"),
    "dataObjectReference": gettext_lazy("Data object"),
    "dataStoreReference": gettext_lazy("Data store"),
    "textAnnotation": gettext_lazy("Annotation"),
    "group": gettext_lazy("Group"),
    "process": gettext_lazy("Process"),
    "participant": gettext_lazy("Pool"),
    "choreography": gettext_lazy("Choreography"),
}


@dataclass(frozen=True, slots=True)
class Named:
    """An element as people find it in their diagram: its kind, its label, its id."""

    kind: str
    id: str
    name: str = ""

    def __str__(self) -> str:
        kind = str(KINDS.get(self.kind, self.kind))
        if self.name:
            return f"{kind} “{_shortened(self.name)}”"
        return f"{kind} {_shortened(self.id)}".rstrip()


@dataclass(frozen=True, slots=True)
class Refusal:
    """One element that cannot be taken, and why."""

    element: Named
    why: Why

    def __str__(self) -> str:
        return _("%(element)s: %(why)s.") % {
            "element": self.element,
            "why": SENTENCES[self.why],
        }


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
