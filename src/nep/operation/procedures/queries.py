"""Reads of procedures: what runs where, and the step table as the engine and people see it."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from functools import lru_cache
from textwrap import shorten
from types import MappingProxyType
from typing import Any

from django.db.models import Q, QuerySet

from nep.agencies.actors import Actor
from nep.agencies.models import Agency
from nep.agencies.queries import agencies_by_code, local_day
from nep.agencies.rules import Role
from nep.lib.worktime.limits import Limit
from nep.lib.worktime.limits import Unit as TimeUnit
from nep.norms.catalogue.models import CHANNEL_NAMES, AdministrativeProcedure
from nep.norms.catalogue.queries import procedures_competent
from nep.norms.catalogue.rules.terms import Channel
from nep.operation.procedures.engine import Process
from nep.operation.procedures.models import Component, ProcedureRevision, Step
from nep.operation.procedures.rules.bpmn import compile_table
from nep.operation.procedures.rules.carried import carrying
from nep.operation.procedures.rules.notice import Notice, NoticeStep, Paper
from nep.operation.procedures.rules.steps import Alternative, StepRow, StepTable
from nep.support.documents.models import Revision
from nep.support.documents.queries.revisions import revisions_applying_from, revisions_in_force
from nep.support.documents.queries.visible import documents_visible_to
from nep.support.documents.rules.revisions import IN_PREPARATION, Stage

LONGEST_TITLE = 80  # of the pool in the diagram, where it stands upright
_OUR_CODE = re.compile(r"QT-(\d{1,4})")


def procedures() -> QuerySet[ProcedureRevision]:
    """Return procedure revisions with the document, agency and catalogue rows they stand on."""
    return ProcedureRevision.objects.select_related("revision__document__agency").prefetch_related(
        "serves"
    )


def procedure_of(revision: Revision) -> ProcedureRevision:
    """Return the running face of a document revision.

    :raises ProcedureRevision.DoesNotExist: when the document is not a procedure.
    """
    return procedures().get(pk=revision.pk)


def find_procedure(revision_id: int | None) -> ProcedureRevision | None:
    """Return the running face of a document revision, or none for other documents."""
    return procedures().filter(pk=revision_id).first()


def procedures_in_force(*, at: datetime) -> QuerySet[ProcedureRevision]:
    """Return every procedure revision that applies at a moment."""
    return procedures().filter(revision__in=revisions_in_force(at=at))


def procedures_run_by(agency: Agency, *, at: datetime) -> QuerySet[ProcedureRevision]:
    """Return what an agency works by at a moment, in the order of document codes."""
    return (
        procedures_in_force(at=at)
        .filter(revision__document__agency=agency)
        .order_by("revision__document__code")
    )


def procedures_run_from(agency: Agency, moment: datetime) -> QuerySet[ProcedureRevision]:
    """Return what an agency works by at a moment or at any time after it, as approved so far."""
    return procedures().filter(
        revision__in=revisions_applying_from(moment), revision__document__agency=agency
    )


def procedure_serving(
    served: AdministrativeProcedure, agency: Agency, *, at: datetime
) -> ProcedureRevision:
    """Return the revision by which an agency handles a TTHC filed at a moment (R46).

    :raises ProcedureRevision.DoesNotExist: when the agency has none in force.
    """
    return procedures_run_by(agency, at=at).prefetch_related(None).get(serves=served)


def procedures_adoptable(agency: Agency, *, at: datetime) -> QuerySet[AdministrativeProcedure]:
    """Return what an agency is competent for and could run, and no document of its serves yet."""
    alive = Q(revision__stage__in=IN_PREPARATION) | (
        Q(revision__stage=Stage.APPROVED)
        & (Q(revision__validity__endswith=None) | Q(revision__validity__endswith__gt=at))
    )
    served = ProcedureRevision.objects.filter(alive, revision__document__agency=agency)
    competent = procedures_competent(agency, on=local_day(at)).filter(runnable=True)
    return competent.exclude(pk__in=served.filter(serves__isnull=False).values("serves"))


def free_code(actor: Actor) -> str:
    """Return the next code of the form QT-07 that no document of the actor's agency bears."""
    documents = documents_visible_to(actor).filter(agency_id=actor.agency_id)
    codes = documents.filter(code__startswith="QT-").values_list("code", flat=True)
    numbers = (_OUR_CODE.fullmatch(code) for code in codes)
    return f"QT-{max((int(number[1]) for number in numbers if number), default=0) + 1:02}"


def steps_of(procedure: ProcedureRevision) -> dict[str, Step]:
    """Return the stored steps by key, in the order of the table."""
    steps = Step.objects.filter(procedure=procedure).select_related("agency", "unit")
    return {step.key: step for step in steps.order_by("order")}


def steps_that_run(procedure_id: int) -> Mapping[str, Step]:
    """Return the steps of an approved revision by key; they never change, so they are kept."""
    return _steps_that_run(procedure_id)


@lru_cache(maxsize=2048)
def _steps_that_run(procedure_id: int) -> Mapping[str, Step]:
    procedure = ProcedureRevision.objects.get(pk=procedure_id)
    if not procedure.bpmn:
        message = f"procedure revision {procedure_id} was never approved"
        raise LookupError(message)
    return MappingProxyType(steps_of(procedure))


def components_of(procedure_id: int) -> QuerySet[Component]:
    """Return the papers that a dossier of a procedure revision consists of, in their order."""
    return Component.objects.filter(procedure_id=procedure_id).order_by("order")


def step_table(procedure: ProcedureRevision) -> StepTable:
    """Return the table as the rules see it."""
    return StepTable(tuple(_row(step) for step in steps_of(procedure).values()))


def promised_limit(procedure: ProcedureRevision) -> Limit:
    """Return the limit that the agency promises."""
    return Limit(procedure.promised_value, TimeUnit(procedure.promised_unit))


def legal_limit(procedure: ProcedureRevision) -> Limit:
    """Return the limit that the law sets."""
    return Limit(procedure.legal_value, TimeUnit(procedure.legal_unit))


def diagram_of(procedure: ProcedureRevision) -> bytes:
    """Return the diagram of a procedure: the one it was approved with, or a draft's as it stands.

    :raises Uncompilable: when a draft's table has no diagram yet.
    """
    if procedure.revision.stage != Stage.DRAFT:
        return procedure.bpmn.encode()
    return compiled(procedure, step_table(procedure))


def diagram_carrying(procedure: ProcedureRevision) -> bytes:
    """Return the diagram with the data of its steps, for whoever takes it elsewhere.

    :raises Uncompilable: when a draft's table has no diagram yet.
    """
    return carrying(diagram_of(procedure), step_table(procedure))


def compiled(procedure: ProcedureRevision, table: StepTable) -> bytes:
    """Return the diagram of any table, as it would be drawn for this procedure.

    :raises Uncompilable: when the table has none.
    """
    document = procedure.revision.document
    others = agencies_by_code(row.agency for row in table.rows)
    names = {code: agency.name for code, agency in others.items()}
    title = shorten(f"{document.code} {document.title}", LONGEST_TITLE, placeholder="…")
    return compile_table(table, title=title, agency_names=names)


def process_of(procedure_id: int) -> Process:
    """Return what the engine runs for an approved revision; it never changes, so it is kept."""
    return _process_of(procedure_id)


@lru_cache(maxsize=2048)
def _process_of(procedure_id: int) -> Process:
    bpmn = ProcedureRevision.objects.values_list("bpmn", flat=True).get(pk=procedure_id)
    if not bpmn:
        message = f"procedure revision {procedure_id} was never approved"
        raise LookupError(message)
    return Process(key=procedure_id, xml=bpmn.encode())


def _row(step: Step) -> StepRow:
    return StepRow(
        key=step.key,
        order=step.order,
        name=step.name,
        role=Role(step.role) if step.role else None,
        responsible=step.responsible,
        agency=step.agency.code if step.agency else "",
        unit=step.unit.name if step.unit else "",
        duration=step_limit(step),
        result=step.result,
        parallel_group=step.parallel_group,
        goes_to=step.goes_to,
        returns_to=tuple(step.returns_to),
        choices=tuple(Alternative(choice["label"], choice["to"]) for choice in step.choices),
    )


def step_limit(step: Step) -> Limit | None:
    """Return how long a step may take; none when its time does not count."""
    if step.duration_value is None:
        return None
    return Limit(step.duration_value, TimeUnit(step.duration_unit))


def notice_of(procedure: ProcedureRevision) -> Notice:
    """Return what a citizen reads of a procedure, whoever asks: show it of approved ones only."""
    revision, served = procedure.revision, list(procedure.serves.all())
    papers = list(components_of(procedure.pk))
    return Notice(
        title=served[0].name if len(served) == 1 else revision.document.title,
        served=tuple((one.code, one.name) for one in served),
        who=_of_all(one.record.get("subjects") for one in served),
        conditions=_of_all([one.record.get("conditions_text")] for one in served),
        result=procedure.result,
        bring=tuple(_paper(paper) for paper in papers if paper.required),
        bring_if=tuple(_paper(paper) for paper in papers if not paper.required),
        promised=promised_limit(procedure),
        legal=legal_limit(procedure),
        same_day=procedure.same_day,
        fee=procedure.fee,
        agency=revision.document.agency.name,
        channels=_of_all(_channels(one.record) for one in served),
        steps=tuple(_notice_steps(procedure)),
        since=revision.begins_at,
        adopted_by=revision.decision_number,
    )


def _notice_steps(procedure: ProcedureRevision) -> Iterator[NoticeStep]:
    steps = steps_of(procedure)
    for turn in step_table(procedure).turns():
        for row in turn:
            other = steps[row.key].agency
            agency = other.name if other else ""
            yield NoticeStep(row.name, row.responsible, agency, row.duration, len(turn) > 1)


def _paper(component: Component) -> Paper:
    return Paper(component.name, component.originals, component.copies, component.note)


def _channels(record: Mapping[str, Any]) -> list[str]:
    stated = {channel.get("channel") for channel in record.get("channels") or ()}
    return [str(CHANNEL_NAMES[channel]) for channel in Channel if channel in stated]


def _of_all(said: Iterable[Iterable[str | None] | None]) -> tuple[str, ...]:
    """Return what several records say, each thing once."""
    flat = (text.strip() for texts in said for text in texts or () if text)
    return tuple(dict.fromkeys(text for text in flat if text))
