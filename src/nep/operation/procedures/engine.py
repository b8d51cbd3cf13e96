"""The one door to the BPMN engine: what is open after a dossier's recorded choices.

Nothing of the engine is ever stored, and no name of its making leaves this file. Where a dossier
stands is worked out by running its process again through the choices made so far, so an upgrade
of the engine cannot break a case in flight.
"""

import logging
from dataclasses import dataclass
from functools import lru_cache
from threading import Lock

from SpiffWorkflow.bpmn.parser.BpmnParser import BpmnParser
from SpiffWorkflow.bpmn.parser.task_parsers import GatewayParser
from SpiffWorkflow.bpmn.parser.util import full_tag
from SpiffWorkflow.bpmn.specs.bpmn_process_spec import BpmnProcessSpec
from SpiffWorkflow.bpmn.specs.defaults import ParallelGateway
from SpiffWorkflow.bpmn.workflow import BpmnWorkflow
from SpiffWorkflow.task import Task
from SpiffWorkflow.util.task import TaskState

from nep.operation.procedures.rules.bpmn import PROCESS_ID, variable_of
from nep.operation.procedures.rules.emitted import read_condition, read_emitted
from nep.operation.procedures.rules.graph import Kind, node_id
from nep.operation.procedures.rules.steps import Choice, StepTable

# It writes the data of every task at every change of state: slow, and not for the logs.
logging.getLogger("spiff").setLevel(logging.WARNING)

_PROCESSES_KEPT = 256
_POSITIONS_KEPT = 8192
_ENGINE = Lock()
"""Held while the engine works: nobody promises that one specification may serve two threads."""


@dataclass(frozen=True, slots=True)
class Process:
    """A compiled procedure: any key that names its revision, and the XML of `compile_table`."""

    key: int | str
    xml: bytes


@dataclass(frozen=True, slots=True)
class OpenStep:
    """A step that waits for somebody, open for the n-th time, and the ways out of it."""

    step: str
    occurrence: int
    ways: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Position:
    """Where a dossier stands: what is open, in the order of the table, or that all is done."""

    open: tuple[OpenStep, ...]
    finished: bool


class ImpossibleChoice(Exception):  # noqa: N818 - what the choice is
    """The step was not open for that time, or has no such way; `position` says what is open."""

    def __init__(self, choice: Choice, position: Position) -> None:
        super().__init__(f"{choice} is not possible at {position}")
        self.choice = choice
        self.position = position


def position_after(process: Process, choices: tuple[Choice, ...]) -> Position:
    """Return where a dossier stands after its choices, in the order in which they were made.

    :raises ImpossibleChoice: at the first choice that could not be made.
    :raises ForeignDiagram: when the XML is not of our own making.
    """
    return _position_after(process, choices)


@lru_cache(maxsize=_POSITIONS_KEPT)
def _position_after(process: Process, choices: tuple[Choice, ...]) -> Position:
    with _ENGINE:
        run = _Run(_plan(process))
        for choice in choices:
            run.make(choice)
        return run.position


@dataclass(frozen=True, slots=True)
class _Plan:
    """A process read once: the engine's specification, and the table it was compiled from."""

    specification: BpmnProcessSpec
    table: StepTable


@lru_cache(maxsize=_PROCESSES_KEPT)
def _plan(process: Process) -> _Plan:
    emitted = read_emitted(process.xml)
    parser = _Parser()
    parser.add_bpmn_xml(emitted.root)
    return _Plan(parser.get_process_parser(PROCESS_ID).get_spec(), emitted.table)


class _Run:
    """One replay, from the start to the last choice."""

    def __init__(self, plan: _Plan) -> None:
        self._rows = plan.table.rows
        self._opened: dict[str, list[Task]] = {row.key: [] for row in self._rows}
        self._workflow = _Workflow(plan.specification, script_engine=_Conditions())
        self.position = self._settle()

    def make(self, choice: Choice) -> None:
        """Let one choice happen; the engine hears of it only when it is possible."""
        here = {(step.step, step.occurrence): step for step in self.position.open}
        step = here.get((choice.step, choice.occurrence))
        if step is None or choice.way not in step.ways:
            raise ImpossibleChoice(choice, self.position)
        task = self._opened[choice.step][-1]
        task.data[variable_of(choice.step)] = choice.way
        task.run()
        self.position = self._settle()

    def _settle(self) -> Position:
        """Run what needs nobody, the events and gateways, until only steps are left open."""
        while automatic := [task for task in self._ready() if not task.task_spec.manual]:
            automatic[0].run()
        waiting = {task.task_spec.bpmn_id: task for task in self._ready()}
        open_steps = []
        for row in self._rows:
            task = waiting.get(node_id(Kind.STEP, row.key))
            if task is None:
                continue
            opened = self._opened[row.key]
            if task not in opened:
                opened.append(task)
            open_steps.append(OpenStep(row.key, len(opened), row.ways))
        return Position(tuple(open_steps), finished=self._workflow.completed)

    def _ready(self) -> list[Task]:
        return [task for task in self._workflow.tasks.values() if task.state is TaskState.READY]


class _Workflow(BpmnWorkflow):  # type: ignore[misc]  # the engine has no types
    def update_waiting_tasks(self) -> None:
        """Look for nothing: no step of ours waits for time, and the search grows with each."""


class _Conditions:
    """Understands the one comparison that the compiler writes, in place of the engine's Python.

    It can execute no script and call no service: it has no means to.
    """

    def evaluate(self, task: Task, expression: str, external_context: object = None) -> bool:
        variable, way = read_condition(expression)
        return bool(task.data.get(variable) == way)


class _Gateway(ParallelGateway):  # type: ignore[misc]  # the engine has no types
    """Splits into steps and waits for exactly those.

    The engine's own join looks through all branches that ever reached it, so after a return it
    lets a dossier pass while an opinion is still awaited, and takes seconds after many returns.
    """

    def _update_hook(self, my_task: Task) -> bool:
        if len(self.inputs) > 1 and not self._is_last_branch(my_task):
            my_task._set_state(TaskState.WAITING)  # noqa: SLF001 - as the engine's own gateway
            return False
        my_task._inherit_data()  # noqa: SLF001
        return True

    def _run_hook(self, my_task: Task) -> bool:
        return True

    def _is_last_branch(self, my_task: Task) -> bool:
        branches = self._split_before(my_task).children
        ends = [end for branch in branches if (end := _end_of(branch, self)) is not None]
        if len(ends) < len(branches):
            return False
        for waiting in ends:
            if waiting is not my_task:
                waiting.cancel()
        return True

    def _split_before(self, my_task: Task) -> Task:
        """Return the task that opened the branches; a join bears the key of its split."""
        split = node_id(Kind.SPLIT, self.bpmn_id.removeprefix(f"{Kind.JOIN}_"))
        task = my_task.parent
        while task.task_spec.bpmn_id != split:
            task = task.parent
        return task


def _end_of(branch: Task, join: _Gateway) -> Task | None:
    """Return the task at which a branch waits for the others; None while it has work to do."""
    task = branch
    while task.task_spec is not join:
        if task.state is not TaskState.COMPLETED:
            return None
        task = task.children[0]
    return task


class _Parser(BpmnParser):  # type: ignore[misc]  # the engine has no types
    OVERRIDE_PARSER_CLASSES = {full_tag("parallelGateway"): (GatewayParser, _Gateway)}
