"""The REST endpoints of procedures: what is in force on a day, and each revision with its steps."""

from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.urls import register_converter, reverse
from ninja import Query, Router
from pydantic import Field

from nep.agencies.requests import StaffRequest
from nep.agencies.rules import Role
from nep.foundation import clock
from nep.foundation.rest import Answer, Day, Line, Listing, PageAsked, beginning_of, cut
from nep.lib.worktime.limits import Limit, Unit
from nep.operation.procedures.models import Component, ProcedureRevision
from nep.operation.procedures.queries import (
    components_of,
    diagram_of,
    legal_limit,
    procedures,
    promised_limit,
    step_table,
)
from nep.operation.procedures.rules.bpmn import Uncompilable
from nep.operation.procedures.rules.steps import StepRow
from nep.support.documents.queries.revisions import TEXT_COLUMNS, revisions_in_force
from nep.support.documents.queries.visible import revisions_visible_to
from nep.support.documents.rules.addresses import CodeConverter
from nep.support.documents.rules.revisions import Stage, Standing

register_converter(CodeConverter, "code_read")

router = Router(tags=["procedures"])
BPMN = "application/xml"
_HEAVY = ("bpmn", *(f"revision__{column}" for column in TEXT_COLUMNS))


class Time(Answer):
    """A limit: a value and a unit, never converted."""

    value: float = Field(gt=0, examples=[40])
    unit: Unit


class RevisionLine(Answer):
    """A revision (lần ban hành) of a procedure."""

    agency: str = Field(description="Code of the agency that works by it.")
    code: str = Field(description="The code of the document.", examples=["QT-01"])
    number: int = Field(ge=1, description="The number of the revision.")
    title: str
    serves: list[str] = Field(description="Keys of the procedures in the catalogue that it serves.")
    stage: Stage
    standing: Standing = Field(description="What it is to its readers at the moment of asking.")
    begins_at: datetime | None = Field(description="The moment from which it applies.")
    ends_at: datetime | None = Field(description="The moment from which it no longer applies.")
    promised: Time
    legal: Time


class RevisionList(Listing):
    """One page of revisions, in the order in which they were drafted."""

    items: list[RevisionLine]


class ProcedureDetail(Answer):
    """A procedure of an agency with its revisions, the newest first."""

    agency: str
    code: str
    title: str
    revisions: list[RevisionLine]


class ComponentLine(Answer):
    """One paper that a dossier consists of."""

    order: int
    name: str
    originals: int
    copies: int
    required: bool = Field(description="In every case; others depend on the case.")
    note: str


class Choice(Answer):
    """Another way on than to the next step."""

    label: str
    to: str = Field(description="Key of the step it leads to.")


class StepLine(Answer):
    """One row of the step table."""

    key: str = Field(examples=["B1"])
    order: int
    name: str
    role: Role | None
    responsible: str = Field(description="Who does it, in the words of the text.")
    agency: str = Field(description="Code of another agency that does it; empty for the owner.")
    unit: str
    duration: Time | None = Field(description="Null where the time does not count.")
    result: str
    parallel_group: str = Field(description="Steps of one group run at the same time.")
    returns_to: list[str]
    choices: list[Choice]


class RevisionDetail(RevisionLine):
    """A revision with what it asks for and its steps."""

    same_day: bool = Field(description="Whether the result is due on the day of filing.")
    fee: str
    result: str
    source_note: str
    decision_number: str = Field(description="The decision that adopted the text.")
    decision_on: date | None
    components: list[ComponentLine]
    steps: list[StepLine]
    bpmn: str = Field(description="The address of the diagram in BPMN 2.0.")


class Wanted(PageAsked):
    """Which revisions are asked for."""

    on: Day | None = Field(
        None, description="In force at the beginning of this day; now when it is not given."
    )
    agency: Line = Field("", description="Only those of the agency with this code.")
    serves: Line = Field("", description="Only those that serve this key of the catalogue.")


@router.get("", response=RevisionList, url_name="procedures", operation_id="list_procedures")
def procedures_in_force(request: StaffRequest, wanted: Query[Wanted]) -> RevisionList:
    """List the procedures in force on a day that the reader may see."""
    at = beginning_of(wanted.on) if wanted.on else clock.now()
    found = _visible(request).filter(revision__in=revisions_in_force(at=at))
    if wanted.agency:
        found = found.filter(revision__document__agency__code=wanted.agency)
    if wanted.serves:
        found = found.filter(serves__key=wanted.serves)
    page, following = cut(found, wanted, by="pk", of="procedures")
    return RevisionList(items=[_line(row, at=at) for row in page], next=following)


@router.get(
    "/{agency}/{code_read:code}",
    response=ProcedureDetail,
    url_name="procedure",
    operation_id="get_procedure",
)
def procedure(request: StaffRequest, agency: Line, code: Line) -> ProcedureDetail:
    """Read one procedure of an agency with all its revisions that the reader may see."""
    named = _visible(request).filter(
        revision__document__agency__code=agency, revision__document__code=code
    )
    lines = [_line(row, at=clock.now()) for row in named.order_by("-revision__number")]
    if not lines:
        raise Http404
    return ProcedureDetail(agency=agency, code=code, title=lines[0].title, revisions=lines)


@router.get(
    "/{agency}/{code_read:code}/{int:number}",
    response=RevisionDetail,
    url_name="procedure_revision",
    operation_id="get_procedure_revision",
)
def revision(request: StaffRequest, agency: Line, code: Line, number: int) -> RevisionDetail:
    """Read one revision: its limits, papers and steps."""
    found = _revision(request, agency, code, number)
    return RevisionDetail(
        **dict(_line(found, at=clock.now())),
        same_day=found.same_day,
        fee=found.fee,
        result=found.result,
        source_note=found.source_note,
        decision_number=found.revision.decision_number,
        decision_on=found.revision.decision_on,
        components=[_component(paper) for paper in components_of(found.pk)],
        steps=[_step(row) for row in step_table(found).rows],
        bpmn=reverse("api:procedure_bpmn", args=[agency, code, number]),
    )


@router.get(
    "/{agency}/{code_read:code}/{int:number}/bpmn",
    url_name="procedure_bpmn",
    operation_id="get_procedure_bpmn",
    openapi_extra={"responses": {200: {"content": {BPMN: {"schema": {"type": "string"}}}}}},
)
def bpmn(request: StaffRequest, agency: Line, code: Line, number: int) -> HttpResponse:
    """Read the diagram of a revision as BPMN 2.0; a draft that is not complete has none."""
    try:
        xml = diagram_of(_revision(request, agency, code, number))
    except Uncompilable:
        raise Http404 from None
    return HttpResponse(xml, content_type=f"{BPMN}; charset=utf-8")


def _visible(request: StaffRequest) -> QuerySet[ProcedureRevision]:
    return procedures().filter(revision__in=revisions_visible_to(request.actor)).defer(*_HEAVY)


def _revision(request: StaffRequest, agency: str, code: str, number: int) -> ProcedureRevision:
    try:
        return _visible(request).get(
            revision__document__agency__code=agency,
            revision__document__code=code,
            revision__number=number,
        )
    except ProcedureRevision.DoesNotExist:
        raise Http404 from None


def _line(row: ProcedureRevision, *, at: datetime) -> RevisionLine:
    revision = row.revision
    return RevisionLine(
        agency=revision.document.agency.code,
        code=revision.document.code,
        number=revision.number,
        title=revision.document.title,
        serves=sorted(served.key for served in row.serves.all()),
        stage=Stage(revision.stage),
        standing=revision.standing(at=at),
        begins_at=revision.begins_at,
        ends_at=revision.ends_at,
        promised=_time(promised_limit(row)),
        legal=_time(legal_limit(row)),
    )


def _time(limit: Limit) -> Time:
    return Time(value=float(limit.value), unit=limit.unit)


def _component(paper: Component) -> ComponentLine:
    named: dict[str, Any] = {name: getattr(paper, name) for name in ComponentLine.model_fields}
    return ComponentLine(**named)


def _step(row: StepRow) -> StepLine:
    return StepLine(
        key=row.key,
        order=row.order,
        name=row.name,
        role=row.role,
        responsible=row.responsible,
        agency=row.agency,
        unit=row.unit,
        duration=_time(row.duration) if row.duration else None,
        result=row.result,
        parallel_group=row.parallel_group,
        returns_to=list(row.returns_to),
        choices=[Choice(label=choice.label, to=choice.to_key) for choice in row.choices],
    )
