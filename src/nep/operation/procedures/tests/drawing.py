"""Diagrams that tests write down in a few words."""

from nep.operation.procedures.rules.bpmn import MODEL
from nep.operation.procedures.rules.foreign.diagrams import Diagram, read_diagram

START, FORK = '<startEvent id="s"/>', '<parallelGateway id="g"/>'


def process_of(inner: str) -> Diagram:
    """Read a process that is written in a few words: `a > b` is an arrow."""
    return read_diagram(
        f'<definitions xmlns="{MODEL}"><process id="p">{inner}</process></definitions>'.encode()
    )


def tasks(*names: str) -> str:
    return "".join(f'<task id="{name}" name="{name}"/>' for name in names)


def arrows(*told: str) -> str:
    pairs = (one.split(" > ") for one in told)
    return "".join(
        f'<sequenceFlow id="f{n}" name="{n}" sourceRef="{source}" targetRef="{target}"/>'
        for n, (source, target) in enumerate(pairs)
    )
