"""The REST endpoints of the catalogue: administrative procedures as they were published."""

from typing import Any

from django.http import Http404, HttpRequest
from ninja import Query, Router
from pydantic import Field

from nep.foundation.rest import Answer, Line, Listing, PageAsked, cut
from nep.norms.catalogue import queries
from nep.norms.catalogue.models import AdministrativeProcedure
from nep.norms.catalogue.rules.drafting import StepRow
from nep.norms.catalogue.rules.terms import Era, Level, LimitUnit, StepsBasis

router = Router(tags=["catalogue"])


class PublishedLimit(Answer):
    """How long the procedure may take by law; a value and a unit, never converted."""

    value: float = Field(gt=0)
    unit: LimitUnit


class CatalogueLine(Answer):
    """An administrative procedure (TTHC)."""

    key: str = Field(
        description="The national code, or the key of a source.", examples=["2.000908"]
    )
    code: str = Field(description="The national code; empty where none is known.")
    name: str
    field: str = Field(description="The field of administration (lĩnh vực), as published.")
    levels: list[Level] = Field(description="The levels of state that handle it.")
    limit: PublishedLimit | None
    era: Era = Field(description="In which order of state it was published.")
    runnable: bool = Field(description="Whether it has a step table to run by.")


class CatalogueList(Listing):
    """One page of the catalogue, in the order of the keys."""

    items: list[CatalogueLine]


class PublishedStep(Answer):
    """A step as the source published it, or as it was composed."""

    order: int
    name: str
    role: str
    agency: str
    result: str


class CatalogueDetail(CatalogueLine):
    """An administrative procedure with its result, its source and its steps."""

    decision: str = Field(description="The decision by which it was announced.")
    limit_text: str
    result: str
    source: str
    steps_basis: StepsBasis = Field(
        description="`found`: the steps were published; `composed`: they were not."
    )
    steps: list[PublishedStep]


class Wanted(PageAsked):
    """What is looked for in the catalogue; nothing given means everything."""

    q: Line = Field("", description="Words of the name, or a code; without marks will do.")
    field: Line = Field("", description="The field of administration, exactly as listed.")
    level: Level | None = Field(None, description="Only what this level of state handles.")


@router.get("", response=CatalogueList, url_name="catalogue", operation_id="list_catalogue")
def catalogue(request: HttpRequest, wanted: Query[Wanted]) -> CatalogueList:
    """Search the catalogue of administrative procedures."""
    found = queries.search(wanted.q)
    if wanted.field:
        found = found.filter(field=wanted.field)
    if wanted.level:
        found = found.filter(levels__contains=[wanted.level])
    page, following = cut(found, wanted, by="key", of="catalogue")
    return CatalogueList(items=[CatalogueLine(**_line(row)) for row in page], next=following)


@router.get("/{key}", response=CatalogueDetail, url_name="tthc", operation_id="get_tthc")
def tthc(request: HttpRequest, key: Line) -> CatalogueDetail:
    """Read one administrative procedure by its key."""
    try:
        row = queries.procedure_keyed(key)
    except AdministrativeProcedure.DoesNotExist:
        raise Http404 from None
    return CatalogueDetail(
        **_line(row),
        decision=row.decision,
        limit_text=row.limit_text,
        result=row.result,
        source=row.record_source,
        steps_basis=StepsBasis(row.steps_basis),
        steps=[_step(step) for step in queries.step_rows(row.record)],
    )


def _line(row: AdministrativeProcedure) -> dict[str, Any]:
    limited = row.limit_value and row.limit_unit
    return {
        "key": row.key,
        "code": row.code,
        "name": row.name,
        "field": row.field,
        "levels": [Level(level) for level in row.levels],
        "limit": PublishedLimit(value=float(row.limit_value or 0), unit=LimitUnit(row.limit_unit))
        if limited
        else None,
        "era": Era(row.era),
        "runnable": row.runnable,
    }


def _step(step: StepRow) -> PublishedStep:
    return PublishedStep(
        order=step.order, name=step.name, role=step.role, agency=step.agency, result=step.result
    )
