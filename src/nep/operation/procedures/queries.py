"""Reads of procedures: what runs where, and the step table as the engine and people see it."""

from datetime import datetime
from functools import lru_cache

from django.db.models import QuerySet

from nep.agencies.models import Agency
from nep.agencies.rules import Role
from nep.lib.worktime.limits import Limit
from nep.lib.worktime.limits import Unit as TimeUnit
from nep.norms.catalogue.models import AdministrativeProcedure
from nep.operation.procedures.engine import Process
from nep.operation.procedures.models import Component, ProcedureRevision, Step
from nep.operation.procedures.rules.steps import Alternative, StepRow, StepTable
from nep.support.documents.models import Revision
from nep.support.documents.queries.revisions import revisions_in_force


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


def procedure_serving(
    served: AdministrativeProcedure, agency: Agency, *, at: datetime
) -> ProcedureRevision:
    """Return the revision by which an agency handles a TTHC filed at a moment (R46).

    :raises ProcedureRevision.DoesNotExist: when the agency has none in force.
    """
    return procedures_run_by(agency, at=at).get(serves=served)


def steps_of(procedure: ProcedureRevision) -> dict[str, Step]:
    """Return the stored steps by key, in the order of the table."""
    steps = Step.objects.filter(procedure=procedure).select_related("agency", "unit")
    return {step.key: step for step in steps.order_by("order")}


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
        returns_to=tuple(step.returns_to),
        choices=tuple(Alternative(choice["label"], choice["to"]) for choice in step.choices),
    )


def step_limit(step: Step) -> Limit | None:
    """Return how long a step may take; none when its time does not count."""
    if step.duration_value is None:
        return None
    return Limit(step.duration_value, TimeUnit(step.duration_unit))
