"""What a foreign file holds: its pools, and the step table that each of them becomes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from nep.lib.vietnamese.text import tidy
from nep.operation.procedures.rules.foreign.markup import Markup, Unreadable, read_markup
from nep.operation.procedures.rules.foreign.opening import Opened, opened
from nep.operation.procedures.rules.foreign.ours import table_of_ours
from nep.operation.procedures.rules.foreign.source import GLOBAL_STEPS
from nep.operation.procedures.rules.foreign.tabling import tabled
from nep.operation.procedures.rules.foreign.walking import blocks_of
from nep.operation.procedures.rules.foreign.ways import Stuck
from nep.operation.procedures.rules.foreign.words import Named, Refusal, Why
from nep.operation.procedures.rules.steps import StepTable

_EMPTY = StepTable(())


@dataclass(frozen=True, slots=True)
class Pool:
    """One process of the file: the table it becomes, or everything that stands against it."""

    name: str
    table: StepTable
    refusals: tuple[Refusal, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def is_taken(self) -> bool:
        """Whether a table came of it."""
        return not self.refusals


@dataclass(frozen=True, slots=True)
class Diagram:
    """A file that was read: its pools in their order, and what it holds beside them."""

    pools: tuple[Pool, ...]
    notes: tuple[str, ...] = ()

    @property
    def is_taken(self) -> bool:
        """Whether every pool can be taken, whichever is chosen."""
        return all(pool.is_taken for pool in self.pools)

    def only(self, name: str) -> "Diagram":
        """Return the diagram with the pools of a name alone."""
        return replace(self, pools=tuple(pool for pool in self.pools if pool.name == name))


def read_diagram(xml: bytes) -> Diagram:
    """Return what a file becomes; nothing of it is run, opened or believed.

    :raises Unreadable: saying why the file is no diagram at all.
    """
    root = read_markup(xml)
    ours = table_of_ours(xml)
    if ours is not None:
        return Diagram((Pool(*ours),))
    callable_ = {
        element.get("id"): element
        for element in root.children
        if element.name == "process" or element.name in GLOBAL_STEPS
    }
    pools = tuple(_pool(process, named, callable_) for process, named in _processes(root))
    if not pools:
        raise Unreadable(_("The file is BPMN, but holds no process with tasks."))
    return Diagram(pools, tuple(_notes(root)))


def _processes(root: Markup) -> Iterator[tuple[Markup, Named]]:
    """Yield what can be chosen: processes with something in them that no other one calls."""
    participants = {
        participant.get("processRef").rpartition(":")[2]: participant
        for collaboration in root.all("collaboration")
        for participant in collaboration.all("participant")
    }
    called = {
        element.get("calledElement").rpartition(":")[2]
        for element in root.descendants()
        if element.name == "callActivity"
    }
    processes = [process for process in root.all("process") if _has_tasks(process)]
    free = [
        process
        for process in processes
        if process.get("id") in participants or process.get("id") not in called
    ]
    for process in free or processes:
        participant = participants.get(process.get("id"))
        name = (participant and participant.get("name")) or process.get("name")
        yield process, Named("process", process.get("id"), tidy(name))


def _has_tasks(process: Markup) -> bool:
    return any(
        element.name.casefold().endswith(("task", "subprocess", "activity", "transaction"))
        for element in process.descendants()
    )


def _pool(process: Markup, named: Named, called: Mapping[str, Markup]) -> Pool:
    what = opened(process, named, called)
    if what.refusals:
        return _refused(what, tuple(what.refusals))
    if not what.source.steps():
        return _refused(what, (Refusal(named, Why.EMPTY),))
    try:
        done = tabled(blocks_of(what.source), named)
    except Stuck as stuck:
        return _refused(what, stuck.refusals)
    return Pool(_title(named), done.table, notes=(*done.notes, *what.notes))


def _refused(what: Opened, refusals: tuple[Refusal, ...]) -> Pool:
    return Pool(_title(what.source.named), _EMPTY, refusals, tuple(what.notes))


def _title(named: Named) -> str:
    return named.name or named.id


def _notes(root: Markup) -> Iterator[str]:
    for collaboration in root.all("collaboration"):
        for flow in collaboration.all("messageFlow"):
            named = Named("messageFlow", flow.get("id"), tidy(flow.get("name")))
            yield _("%(element)s is left out.") % {"element": named}
        for artifact in (*collaboration.all("textAnnotation"), *collaboration.all("group")):
            text = artifact.first("text")
            named = Named(artifact.name, artifact.get("id"), tidy(text.text) if text else "")
            yield _("%(element)s is left out.") % {"element": named}
        for participant in collaboration.all("participant"):
            if not participant.get("processRef"):
                pool = Named("participant", participant.get("id"), tidy(participant.get("name")))
                yield _("%(element)s is left out: it has no process.") % {"element": pool}
    for choreography in root.all("choreography"):
        named = Named("choreography", choreography.get("id"), tidy(choreography.get("name")))
        yield _("%(element)s is left out.") % {"element": named}
