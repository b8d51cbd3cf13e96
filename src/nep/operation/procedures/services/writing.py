"""Writing a draft: what a procedure promises, which papers it asks for, and its steps."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from nep.agencies.actors import Actor
from nep.agencies.models import Agency, Unit
from nep.agencies.queries import agencies_by_code, units_among
from nep.foundation.verdicts import Unfit
from nep.lib.worktime.limits import Limit
from nep.norms.catalogue.models import AdministrativeProcedure
from nep.operation.procedures import acts
from nep.operation.procedures.models import Component, ProcedureRevision, Step
from nep.operation.procedures.queries import (
    components_of,
    legal_limit,
    promised_limit,
    step_table,
)
from nep.operation.procedures.rules.steps import StepRow
from nep.platform.journal.services import record
from nep.support.documents.models import Revision
from nep.support.documents.services.drafting import take_edition


@dataclass(frozen=True, slots=True)
class Facts:
    """What a procedure promises, to whom and for what."""

    serves: tuple[AdministrativeProcedure, ...]
    legal: Limit
    promised: Limit
    same_day: bool = False
    fee: str = ""
    result: str = ""
    source_note: str = ""


@dataclass(frozen=True, slots=True)
class ComponentRow:
    """One paper of the dossier as it is typed or taken from the catalogue."""

    name: str
    originals: int = 1
    copies: int = 0
    required: bool = True
    note: str = ""


@dataclass(frozen=True, slots=True)
class Content:
    """Everything that makes a document revision a running procedure."""

    facts: Facts
    components: tuple[ComponentRow, ...] = field(default=())
    steps: tuple[StepRow, ...] = field(default=())


def content_of(procedure: ProcedureRevision) -> Content:
    """Return what stands in a procedure, to be written again with a part of it changed."""
    return Content(
        Facts(
            serves=tuple(procedure.serves.all()),
            legal=legal_limit(procedure),
            promised=promised_limit(procedure),
            same_day=procedure.same_day,
            fee=procedure.fee,
            result=procedure.result,
            source_note=procedure.source_note,
        ),
        tuple(
            ComponentRow(paper.name, paper.originals, paper.copies, paper.required, paper.note)
            for paper in components_of(procedure.pk)
        ),
        step_table(procedure).rows,
    )


@transaction.atomic
def write_procedure(
    revision: Revision, content: Content, *, edition: int, actor: Actor, at: datetime
) -> ProcedureRevision:
    """Give a draft revision its facts, components and steps, in place of what it had.

    A draft may be unfinished; what is wrong with it is said when it is submitted.

    :raises Overtaken: when somebody saved since `edition` was read.
    :raises Refused: when the actor may not write, or the promise is longer than the law allows.
    """
    _check_promise(content.facts)
    revision = take_edition(revision, edition=edition, actor=actor, at=at)

    procedure = _stored_facts(revision, content.facts)
    _store_components(procedure, content.components)
    _store_steps(procedure, content.steps, owner=revision.document.agency)

    record(
        acts.PROCEDURE_WRITTEN,
        revision,
        actor=actor,
        at=at,
        number=revision.number,
        code=revision.document.code,
        steps=len(content.steps),
    )
    return procedure


def copy_procedure(source: ProcedureRevision, target: Revision) -> ProcedureRevision:
    """Let a new draft begin with the content of the revision before it."""
    copy = ProcedureRevision.objects.create(
        revision=target,
        legal_value=source.legal_value,
        legal_unit=source.legal_unit,
        promised_value=source.promised_value,
        promised_unit=source.promised_unit,
        same_day=source.same_day,
        fee=source.fee,
        result=source.result,
        source_note=source.source_note,
    )
    copy.serves.set(source.serves.all())
    components, steps = list(source.components.all()), list(source.steps.all())
    for component in components:
        component.pk, component.procedure = None, copy
    for step in steps:
        step.pk, step.procedure = None, copy
    Component.objects.bulk_create(components)
    Step.objects.bulk_create(steps)
    return copy


def discard_procedure(procedure: ProcedureRevision) -> None:
    """Throw away what a draft promises and how it runs; the database keeps what was approved."""
    procedure.delete()


def _check_promise(facts: Facts) -> None:
    if facts.legal.unit == facts.promised.unit and facts.legal < facts.promised:
        raise Unfit(_("The promised limit cannot be longer than the legal one."))


def _stored_facts(revision: Revision, facts: Facts) -> ProcedureRevision:
    procedure, _new = ProcedureRevision.objects.update_or_create(
        revision=revision,
        defaults={
            "legal_value": facts.legal.value,
            "legal_unit": facts.legal.unit,
            "promised_value": facts.promised.value,
            "promised_unit": facts.promised.unit,
            "same_day": facts.same_day,
            "fee": facts.fee,
            "result": facts.result,
            "source_note": facts.source_note,
        },
    )
    procedure.serves.set(facts.serves)
    return procedure


def _store_components(procedure: ProcedureRevision, rows: Sequence[ComponentRow]) -> None:
    Component.objects.filter(procedure=procedure).delete()
    Component.objects.bulk_create(
        Component(
            procedure=procedure,
            order=order,
            name=row.name,
            originals=row.originals,
            copies=row.copies,
            required=row.required,
            note=row.note,
        )
        for order, row in enumerate(rows, start=1)
    )


def _store_steps(procedure: ProcedureRevision, rows: Sequence[StepRow], *, owner: Agency) -> None:
    others = agencies_by_code(row.agency for row in rows)
    units = {(unit.agency_id, unit.name): unit for unit in units_among([owner, *others.values()])}
    Step.objects.filter(procedure=procedure).delete()
    Step.objects.bulk_create(
        _step(procedure, row, _other(row, others), units, owner=owner) for row in rows
    )


def _other(row: StepRow, others: Mapping[str, Agency]) -> Agency | None:
    if row.agency and row.agency not in others:
        raise Unfit(_("There is no agency with the code %(code)s.") % {"code": row.agency})
    return others.get(row.agency)


def _unit(row: StepRow, agency: Agency, units: Mapping[tuple[int, str], Unit]) -> Unit | None:
    if row.unit and (agency.pk, row.unit) not in units:
        raise Unfit(
            _("%(agency)s has no unit called %(unit)s.") % {"agency": agency.name, "unit": row.unit}
        )
    return units.get((agency.pk, row.unit))


def _step(
    procedure: ProcedureRevision,
    row: StepRow,
    other: Agency | None,
    units: Mapping[tuple[int, str], Unit],
    *,
    owner: Agency,
) -> Step:
    return Step(
        procedure=procedure,
        key=row.key,
        order=row.order,
        name=row.name,
        role=row.role or "",
        responsible=row.responsible,
        agency=other,
        unit=_unit(row, other or owner, units),
        duration_value=row.duration.value if row.duration else None,
        duration_unit=row.duration.unit if row.duration else "",
        result=row.result,
        parallel_group=row.parallel_group,
        goes_to=row.goes_to,
        returns_to=list(row.returns_to),
        choices=[{"label": choice.label, "to": choice.to_key} for choice in row.choices],
    )
