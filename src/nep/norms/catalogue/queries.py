"""Reads of the catalogue: lists, search, competence, and steps to draft from."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db.models import F, Func, Q, QuerySet, TextField, Value

from nep.agencies.models import Agency
from nep.agencies.queries import superior_of, units_of
from nep.agencies.rules import Kind
from nep.norms.catalogue.models import AdministrativeProcedure, Competence
from nep.norms.catalogue.rules.drafting import DraftStep, Place, StepRow, draft_steps
from nep.norms.catalogue.tables import readings


class _WordsBegun(SearchQuery):
    """All the words of a text in any order, without marks; the last may be only begun."""

    # A text without any word gives an empty query, which finds nothing and bears no prefix.
    template = "(nullif(%(function)s(%(expressions)s)::text, '') || ':*')::tsquery"

    def __init__(self, text: str) -> None:
        folded = Func(Value(text), function="nep_fold", output_field=TextField())
        super().__init__(folded, config="simple", search_type="plain")


def procedures_in_order() -> QuerySet[AdministrativeProcedure]:
    """Return the whole catalogue for a list: those that can run first, then by name."""
    return AdministrativeProcedure.objects.defer("record", "search").order_by(
        "-runnable", "sort_name", "id"
    )


def search(text: str) -> QuerySet[AdministrativeProcedure]:
    """Return the procedures that a few words or a code mean, the best first; all for no words."""
    listed = procedures_in_order()
    if not text.strip():
        return listed
    query = _WordsBegun(text.strip())
    # How near the words stand to each other, and how much of the whole they are.
    rank = SearchRank(F("search"), query, cover_density=True, normalization=Value(2))
    return listed.filter(search=query).order_by("-runnable", rank.desc(), "sort_name", "id")


def procedure_keyed(key: str) -> AdministrativeProcedure:
    """Return one procedure by the key of its address.

    :raises AdministrativeProcedure.DoesNotExist: when there is none.
    """
    return AdministrativeProcedure.objects.get(key=key)


def procedures_with_ids(ids: Iterable[int]) -> dict[int, AdministrativeProcedure]:
    """Return procedures by the keys of their rows, for pages that count by them."""
    return AdministrativeProcedure.objects.in_bulk(set(ids))


def procedures_competent(agency: Agency, *, on: date) -> QuerySet[AdministrativeProcedure]:
    """Return the procedures that an agency handles on a day, those that can run first."""
    competences = Competence.objects.filter(
        Q(kind=agency.kind) | Q(agency_code=agency.code), validity__contains=on
    )
    return procedures_in_order().filter(pk__in=competences.values("procedure_id"))


def agencies_competent(procedure: AdministrativeProcedure, *, on: date) -> QuerySet[Agency]:
    """Return the agencies that handle a procedure on a day and exist on it."""
    competences = Competence.objects.filter(procedure=procedure, validity__contains=on)
    return Agency.objects.filter(
        Q(kind__in=competences.exclude(kind="").values("kind"))
        | Q(code__in=competences.exclude(agency_code="").values("agency_code")),
        validity__contains=on,
    ).order_by("id")


def competence_notes(procedure: AdministrativeProcedure, agency: Agency, *, on: date) -> list[str]:
    """Return why an agency handles a procedure on a day; shown beside a draft made from it."""
    competences = Competence.objects.filter(
        Q(kind=agency.kind) | Q(agency_code=agency.code),
        procedure=procedure,
        validity__contains=on,
    )
    return list(competences.exclude(note="").order_by("id").values_list("note", flat=True))


def notes_on_competence(
    procedures: Iterable[AdministrativeProcedure], agency: Agency, *, on: date
) -> dict[int, list[str]]:
    """Return the same for several procedures at once, by their keys."""
    noted: dict[int, list[str]] = {}
    competences = Competence.objects.filter(
        Q(kind=agency.kind) | Q(agency_code=agency.code),
        procedure__in=[procedure.pk for procedure in procedures],
        validity__contains=on,
    )
    for key, note in competences.order_by("id").values_list("procedure_id", "note"):
        if note:
            noted.setdefault(key, []).append(note)
    return noted


def step_rows_for(procedure: AdministrativeProcedure, agency: Agency) -> tuple[DraftStep, ...]:
    """Return the steps of a runnable procedure for one agency, from reception to handing over.

    :raises UnreadableStepError: when no committed table says what a wording of the record means.
    """
    rows = step_rows(procedure.record)
    return draft_steps(procedure.key, rows, tables=readings(), place=_place(agency))


def step_rows(record: Mapping[str, Any]) -> list[StepRow]:
    """Return the step table of a record as it was published or composed."""
    return [_row(step) for step in record.get("steps") or ()]


def _place(agency: Agency) -> Place:
    """Return where a table is drafted; units are read only when a step asks for one."""
    commune = agency.kind == Kind.COMMUNE_COMMITTEE
    above = superior_of(agency) if commune else None

    @lru_cache(maxsize=8)
    def units(code: str) -> frozenset[str]:
        owner = next((a for a in (agency, above) if a and a.code == code), None)
        return frozenset(units_of(owner).values_list("name", flat=True)) if owner else frozenset()

    return Place(agency.code, above.code if above else "", lambda code, name: name in units(code))


def _row(step: Mapping[str, Any]) -> StepRow:
    time = step.get("duration_value")
    return StepRow(
        order=int(step.get("order") or 0),
        name=step["name"],
        role=step["role"],
        agency=step.get("agency") or "",
        duration_value=None if time is None else Decimal(str(time)),
        duration_unit=step.get("duration_unit") or "",
        result=step.get("form_or_result") or "",
        parallel_group=step.get("parallel_group") or "",
    )
