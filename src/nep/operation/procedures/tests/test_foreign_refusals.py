"""What is in the way of taking a diagram over is named, all of it at once."""

import pytest

from nep.operation.procedures.rules.bpmn import MODEL
from nep.operation.procedures.rules.foreign.diagrams import Diagram, read_diagram
from nep.operation.procedures.rules.foreign.words import Why
from nep.operation.procedures.tests.drawing import FORK, START, arrows, process_of, tasks

FORKED = ("s > g", "g > a", "g > b")


def why(diagram: Diagram) -> set[Why]:
    return {refusal.why for pool in diagram.pools for refusal in pool.refusals}


class TestRefusals:
    @pytest.mark.parametrize(
        ("inner", "reason"),
        [
            (tasks("a", "a"), Why.SAME_ID),
            (tasks("a") + arrows("a > nowhere"), Why.DANGLES),
            (tasks("a", "b"), Why.NO_BEGINNING),
            ('<startEvent id="s"/>' + tasks("a", "b") + arrows("s > a"), Why.UNREACHED),
            ('<startEvent id="s"/>' + tasks("a") + arrows("s > a", "a > a"), Why.NO_END),
            ('<subProcess id="u"/>', Why.EMPTY),
            (
                '<startEvent id="s"/><parallelGateway id="g"/><parallelGateway id="h"/>'
                + tasks("a", "b", "c")
                + arrows("s > g", "g > a", "g > b", "g > c", "a > h", "b > h"),
                Why.NEVER_JOINED,
            ),
            (
                '<startEvent id="s"/><parallelGateway id="g"/><exclusiveGateway id="h"/>'
                + tasks("a", "b", "c")
                + arrows("s > g", "g > a", "g > b", "a > h", "b > h", "h > c"),
                Why.CHOICE_BESIDE,
            ),
            (
                '<startEvent id="s"/><parallelGateway id="g"/>'
                + tasks("a", "b", "c", "d")
                + arrows("s > g", "g > a", "g > b", "b > c", "b > d"),
                Why.NESTED,
            ),
            (
                '<startEvent id="s"/><parallelGateway id="g"/>'
                + tasks("a", "b")
                + arrows("s > a", "a > g", "g > b"),
                None,
            ),
            (
                '<startEvent id="s"/><parallelGateway id="j"/>'
                + tasks("a", "b")
                + arrows("s > a", "a > j", "b > j"),
                Why.JOIN_ALONE,
            ),
            (
                '<startEvent id="s"/><parallelGateway id="g"/><exclusiveGateway id="x"/>'
                '<parallelGateway id="j"/>'
                + tasks("a", "b", "c", "d")
                + arrows("s > g", "g > a", "g > b", "a > j", "b > j", "j > x", "x > c", "x > d"),
                Why.NOBODY_CHOOSES,
            ),
            (
                '<startEvent id="s"/><parallelGateway id="g"/><exclusiveGateway id="x"/>'
                '<exclusiveGateway id="m"/>'
                + tasks("o", "a", "b", "c")
                + arrows("s > o", "o > x", "x > m", "x > c", "c > m", "m > g", "g > a", "g > b"),
                Why.ENTERED_TWICE,
            ),
            (
                '<startEvent id="s"/><parallelGateway id="g"/><parallelGateway id="j"/>'
                '<exclusiveGateway id="x"/><endEvent id="e"/><exclusiveGateway id="m"/>'
                + tasks("o", "a", "b", "c")
                + arrows(
                    "s > o",
                    "o > m",
                    "m > g",
                    "g > a",
                    "g > b",
                    "a > j",
                    "b > j",
                    "j > c",
                    "c > x",
                    "x > e",
                    "x > m",
                ),
                Why.RETURN_TO_GROUP,
            ),
            (
                "".join(f'<task id="t{n}"/>' for n in range(61))
                + arrows(*(f"t{n} > t{n + 1}" for n in range(60))),
                Why.TOO_MANY,
            ),
            (START + FORK + tasks("a", "b") + arrows(*FORKED, "a > b"), Why.INTO_BRANCH),
            (
                START
                + FORK
                + '<endEvent id="e"><terminateEventDefinition/></endEvent>'
                + tasks("a", "b")
                + arrows(*FORKED, "a > e"),
                Why.ENDS_ALL,
            ),
            (START + FORK + '<subProcess id="b"/>' + tasks("a") + arrows(*FORKED), Why.EMPTY),
            (
                START
                + FORK
                + '<parallelGateway id="j"/>'
                + tasks("c")
                + arrows("s > g", "g > j", "g > j", "j > c"),
                Why.EMPTY,
            ),
            (
                START
                + '<exclusiveGateway id="x"/><exclusiveGateway id="y"/>'
                + tasks("a")
                + arrows("s > a", "a > x", "x > y", "y > x"),
                Why.NO_END,
            ),
            (
                f'<subProcess id="u">{tasks("a", "b")}</subProcess>',
                Why.NO_BEGINNING,
            ),
            (
                tasks("a", "b", "c")
                + arrows("a > b", "a > c", "b > c").replace(
                    "/>", "><conditionExpression/></sequenceFlow>", 2
                ),
                Why.SEVERAL_CONDITIONS,
            ),
            ('<callActivity id="c" calledElement="gone"/>' + tasks("a"), Why.ELSEWHERE),
            ("<task/>" * 2002, Why.TOO_MANY),
            ('<callActivity id="c" calledElement="x:p"/>' + tasks("a"), Why.CALLS_ITSELF),
            ('<task id="a" isForCompensation="true"/>', Why.UNDOES),
            ('<sparkle id="a"/>' + tasks("b"), Why.UNKNOWN),
        ],
    )
    def test_name_what_is_in_the_way(self, inner, reason):
        diagram = process_of(inner)

        assert why(diagram) == ({reason} if reason else set())
        assert all(str(refusal) for pool in diagram.pools for refusal in pool.refusals)


def test_calls_may_not_go_on_without_end():
    calls = "".join(
        f'<process id="p{n}"><callActivity id="c" calledElement="p{n + 1}"/></process>'
        for n in range(30)
    )
    xml = f'<definitions xmlns="{MODEL}">{calls}<process id="p30"><task id="t"/></process>'

    assert why(read_diagram(f"{xml}</definitions>".encode())) == {Why.TOO_MANY}
