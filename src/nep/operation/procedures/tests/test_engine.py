"""The engine stands where the table says, after any choices, and takes only what is possible."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nep.operation.procedures.engine import (
    ImpossibleChoice,
    Position,
    Process,
    position_after,
)
from nep.operation.procedures.rules.bpmn import compile_table
from nep.operation.procedures.rules.emitted import ForeignDiagram, read_emitted
from nep.operation.procedures.rules.steps import ON, Choice, StepTable
from nep.operation.procedures.tests.tables import (
    BIRTH,
    CHILD_UNDER_6,
    REAL,
    WINE,
    tables,
    with_row,
)
from nep.operation.procedures.tests.walker import Walker


def process(table: StepTable) -> Process:
    return Process(key="QT-01", xml=compile_table(table, title="QT-01"))


def choices(*told: str) -> tuple[Choice, ...]:
    """Read choices as told: B3 goes on, B4→return:B3 returns; occurrences count themselves."""
    times: Counter[str] = Counter()
    made = []
    for word in told:
        step, _, way = word.partition("→")
        times[step] += 1
        made.append(Choice(step, times[step], way or ON))
    return tuple(made)


def open_after(table: StepTable, *told: str) -> list[tuple[str, int]]:
    position = position_after(process(table), choices(*told))
    return [(step.step, step.occurrence) for step in position.open]


class TestAWalk:
    @pytest.mark.parametrize("name", REAL)
    def test_going_on_visits_every_step_once_and_ends(self, name):
        walker = Walker(REAL[name])
        while walker.open:
            walker.take(next(iter(walker.open)), ON)

        position = position_after(process(REAL[name]), tuple(walker.made))

        assert position == Position((), finished=True)
        assert [choice.step for choice in walker.made] == [row.key for row in REAL[name].rows]

    @pytest.mark.slow
    @settings(derandomize=True, deadline=None, max_examples=80, database=None)
    @given(table=tables(), whims=st.lists(st.integers(0, 99), min_size=12, max_size=24))
    def test_the_engine_is_always_where_the_table_says(self, table, whims):
        walker, running = Walker(table), process(table)
        for whim in whims:
            assert position_after(running, tuple(walker.made)) == walker.position
            ways = [(step.step, way) for step in walker.position.open for way in step.ways]
            if ways:
                walker.take(*ways[whim % len(ways)])
        while walker.open:
            key = list(walker.open)[-1]
            walker.take(key, walker.way_ahead(key))
        assert position_after(running, tuple(walker.made)) == Position((), finished=True)


class TestReturns:
    def test_a_return_opens_the_step_again_for_the_next_time(self):
        assert open_after(WINE, "B1", "B2", "B3", "B4→return:B3") == [("B3", 2)]

    def test_steps_after_it_are_walked_again(self):
        told = ("B1", "B2", "B3", "B4→return:B3", "B3", "B4", "B5→return:B2", "B2", "B3")

        assert open_after(WINE, *told) == [("B4", 3)]

    def test_a_choice_skips_ahead(self):
        assert open_after(WINE, "B1", "B2", "B3→choose:B5") == [("B5", 1)]

    def test_a_hundred_returns_are_still_replayed(self):
        told = ["B1", "B2", "B3", "B4→return:B3"]
        told += ["B3", "B4→return:B3"] * 99

        assert open_after(WINE, *told) == [("B3", 101)]


class TestAtTheSameTime:
    def test_steps_of_a_group_open_together(self):
        assert open_after(CHILD_UNDER_6, "B1", "B2") == [("B3", 1), ("B4", 1)]

    @pytest.mark.parametrize(("first", "second"), [("B3", "B4"), ("B4", "B3")])
    def test_the_next_step_waits_for_all_of_them(self, first, second):
        assert open_after(CHILD_UNDER_6, "B1", "B2", first) == [(second, 1)]
        assert open_after(CHILD_UNDER_6, "B1", "B2", first, second) == [("B5", 1)]

    @pytest.mark.parametrize(("first", "second"), [("B3", "B4"), ("B4", "B3")])
    def test_after_a_return_it_waits_for_all_of_them_again(self, first, second):
        before = ("B1", "B2", "B3", "B4", "B5→return:B2", "B2")

        assert open_after(CHILD_UNDER_6, *before) == [("B3", 2), ("B4", 2)]
        assert open_after(CHILD_UNDER_6, *before, first) == [(second, 2)]
        assert open_after(CHILD_UNDER_6, *before, first, second) == [("B5", 2)]


class TestImpossibleChoices:
    SO_FAR = choices("B1", "B2", "B3", "B4→return:B3")

    @pytest.mark.parametrize(
        "choice",
        [
            Choice("B4", 2, ON),
            Choice("B3", 1, ON),
            Choice("B3", 3, ON),
            Choice("B3", 2, "return:B1"),
            Choice("B3", 2, ""),
            Choice("B9", 1, ON),
        ],
        ids=[
            "a step not open",
            "a time that is past",
            "a time to come",
            "no such way",
            "no way at all",
            "no such step",
        ],
    )
    def test_what_is_not_open_is_refused_and_nothing_changed(self, choice):
        running = process(WINE)
        before = position_after(running, self.SO_FAR)

        with pytest.raises(ImpossibleChoice) as refusal:
            position_after(running, (*self.SO_FAR, choice))

        assert refusal.value.choice == choice
        assert refusal.value.position == before
        assert position_after(running, self.SO_FAR) == before
        assert position_after(running, (*self.SO_FAR, Choice("B3", 2, ON))).open[0].step == "B4"

    def test_nothing_is_possible_once_it_is_finished(self):
        told = choices("B1", "B2", "B3", "B4", "B5")

        with pytest.raises(ImpossibleChoice) as refusal:
            position_after(process(BIRTH), (*told, Choice("B5", 1, ON)))

        assert refusal.value.position.finished


class TestOnlyOurOwnDiagramsRun:
    XML = process(WINE).xml

    def test_our_own_is_read_back_to_its_steps_and_ways(self):
        shown = read_emitted(self.XML).table

        assert [row.key for row in shown.rows] == [row.key for row in WINE.rows]
        assert [row.ways for row in shown.rows] == [row.ways for row in WINE.rows]

    @pytest.mark.parametrize(
        ("ours", "theirs"),
        [
            ("choice_B3 == 'choose:B5'", "__import__('os').system('true')"),
            ("choice_B3 == 'choose:B5'", "choice_B3 == 'choose:B5' or True"),
            ("choice_B3 == 'choose:B5'", "choice_B4 == 'choose:B5'"),
            ("choice_B3 == 'choose:B5'", "choice_B3 == 'choose:B6'"),
            ('sourceRef="step_B6" targetRef="end"', 'sourceRef="step_B6" targetRef="step_B1"'),
            ('id="flow_step_B6_end"', 'id="somehow"'),
            ("<bpmn:endEvent", "<bpmn:scriptTask"),
            ("<bpmn:laneSet", "<bpmn:extensionElements/><bpmn:laneSet"),
            ("<bpmn:laneSet", "<?php?><bpmn:laneSet"),
            ("<bpmn:laneSet", "<laneSet xmlns=''/><bpmn:laneSet"),
            ('isExecutable="true"', 'isExecutable="true" processType="Public"'),
            ("urn:nep:recorded-choice", "http://www.java.com/java"),
            ('<bpmn:process id="procedure"', '<bpmn:process id="another"'),
            ("<bpmn:definitions", "<!DOCTYPE d [<!ENTITY x 'y'>]><bpmn:definitions"),
            ("</bpmn:definitions>", ""),
            ("B6", "B-6"),
            ('<bpmn:startEvent id="start"', '<bpmn:startEvent id="begin"'),
            ("<bpmn:laneSet", '<bpmn:sequenceFlow id="x" sourceRef="y"/><bpmn:laneSet'),
            ('id="lanes">', 'id="lanes"><bpmn:sequenceFlow id="x" sourceRef="step_B1"/>'),
            ("<bpmndi:BPMNDiagram", '<bpmn:process id="other"/><bpmndi:BPMNDiagram'),
        ],
    )
    def test_a_changed_one_is_refused(self, ours, theirs):
        changed = self.XML.decode().replace(ours, theirs)
        assert changed.encode() != self.XML

        with pytest.raises(ForeignDiagram):
            position_after(Process("QT-01", changed.encode()), ())

    def test_a_later_and_more_beautiful_picture_still_runs(self):
        redrawn = self.XML.replace(b'height="84"', b'height="90"')
        assert redrawn != self.XML

        assert position_after(Process("QT-01", redrawn), ()) == position_after(process(WINE), ())


def test_two_diagrams_under_one_key_are_never_taken_for_each_other():
    shorter = process(with_row(WINE, "B3", choices=()))

    assert position_after(process(WINE), choices("B1", "B2")).open[0].ways == (ON, "choose:B5")
    assert position_after(shorter, choices("B1", "B2")).open[0].ways == (ON,)


def test_many_threads_may_ask_at_once():
    running = process(WINE)
    told = choices("B1", "B2", "B3", "B4→return:B3", "B3→choose:B5", "B5", "B6")
    lengths = list(range(len(told) + 1)) * 4
    expected = [position_after(running, told[:length]) for length in lengths]

    fresh = Process("QT-02", running.xml)
    with ThreadPoolExecutor(max_workers=8) as threads:
        asked = list(threads.map(lambda length: position_after(fresh, told[:length]), lengths))

    assert asked == expected
