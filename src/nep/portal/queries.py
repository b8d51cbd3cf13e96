"""Reads for the citizens' pages, through the doors of the modules that own the rows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, QuerySet

from nep.agencies.models import KIND_NAMES, Agency
from nep.agencies.queries import units_among
from nep.agencies.rules import Kind
from nep.foundation.clock import VIETNAM
from nep.foundation.ui import Text
from nep.lib.vietnamese.sorting import sort_key
from nep.lib.vietnamese.text import fold
from nep.lib.worktime.limits import Limit
from nep.norms.catalogue.models import AdministrativeProcedure
from nep.norms.catalogue.queries import procedures_in_order, search
from nep.norms.parameters.queries import calendar_for
from nep.operation.procedures.models import ProcedureRevision
from nep.operation.procedures.queries import (
    procedures_in_force,
    procedures_run_by,
    promised_limit,
)

_OF_A_PLACE = (
    "promised_value",
    "promised_unit",
    "revision__document__agency__code",
    "revision__document__agency__name",
    "revision__document__agency__kind",
)


@dataclass(frozen=True, slots=True)
class Place:
    """An agency where a procedure can be filed now, and how soon it promises the result."""

    agency: Agency
    promised: Limit


@dataclass(frozen=True, slots=True)
class PlaceGroup:
    """Places that people look for together: the communes of a district, the departments."""

    title: Text
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Filters:
    """What a visitor narrows the list of procedures by; an empty one lets everything through."""

    words: str = ""
    field: str = ""
    level: str = ""
    filed_here: bool = False


@dataclass(frozen=True, slots=True)
class Opening:
    """When an office is open on a working day."""

    on: date
    sessions: tuple[str, ...]


def procedures_found(filters: Filters, *, at: datetime) -> QuerySet[AdministrativeProcedure]:
    """Return the procedures that a visitor looks for, the best first."""
    found = search(filters.words)
    if filters.field:
        found = found.filter(field=filters.field)
    if filters.level:
        found = found.filter(levels__contains=[filters.level])
    if filters.filed_here:
        running = procedures_in_force(at=at).prefetch_related(None)
        found = found.filter(pk__in=running.values("serves"))
    return found


def fields_of_the_catalogue() -> list[str]:
    """Return every field of the state's work that a procedure belongs to, as a reader sorts."""
    fields = procedures_in_order().exclude(field="").order_by().values_list("field", flat=True)
    return sorted(fields.distinct(), key=sort_key)


def numbers_of_places(
    procedures: Iterable[AdministrativeProcedure], *, at: datetime
) -> dict[int, int]:
    """Return at how many agencies each of these procedures can be filed now."""
    running = procedures_in_force(at=at).filter(serves__in=[*procedures])
    return _counted(running)


def common_procedures(count: int, *, at: datetime) -> list[AdministrativeProcedure]:
    """Return the procedures that most agencies take; among equals the short names are everyday."""
    places = _counted(procedures_in_force(at=at))
    known = procedures_in_order().in_bulk(places.keys())
    return sorted(known.values(), key=lambda each: (-places[each.pk], len(each.name)))[:count]


def places_of(procedure: AdministrativeProcedure, *, at: datetime) -> list[Place]:
    """Return the agencies where a procedure can be filed now, by their names."""
    running = procedures_in_force(at=at).filter(serves=procedure).prefetch_related(None)
    places = {
        revision.revision.document.agency: promised_limit(revision)
        for revision in running.only(*_OF_A_PLACE)
    }
    listed = [Place(agency, limit) for agency, limit in places.items()]
    return sorted(listed, key=lambda place: sort_key(place.agency.name))


def places_called(places: Iterable[Place], typed: str) -> list[Place]:
    """Return the places whose names hold every word typed, marks or none."""
    words = fold(typed).split()
    return [place for place in places if all(word in fold(place.agency.name) for word in words)]


def places_grouped(places: Sequence[Place]) -> list[PlaceGroup]:
    """Return the places as people look for them: by kind, communes by their district."""
    districts = _districts_over([place.agency for place in places])
    groups: dict[tuple[int, int], tuple[Text, list[Place]]] = {}
    for place in places:
        kind = Kind(place.agency.kind)
        district = districts.get(place.agency.pk) if kind is Kind.COMMUNE_COMMITTEE else None
        title = district.name if district else KIND_NAMES[kind]
        order = ([*Kind].index(kind), district.pk if district else 0)
        groups.setdefault(order, (title, []))[1].append(place)
    return [PlaceGroup(title, tuple(found)) for _order, (title, found) in sorted(groups.items())]


def revision_serving(
    procedure: AdministrativeProcedure, agency: Agency, *, at: datetime
) -> ProcedureRevision:
    """Return by which revision an agency handles a procedure now.

    :raises ProcedureRevision.DoesNotExist: when the agency has none in force.
    """
    running = procedures_run_by(agency, at=at).filter(serves=procedure).first()
    if running is None:
        raise ProcedureRevision.DoesNotExist
    return running


def opening_of(agency: Agency, *, on: date) -> Opening:
    """Return when an agency is open on the first working day from a day on."""
    day = next(calendar_for(agency).working_days_from(on))
    return Opening(
        day.on,
        tuple(
            f"{opens.astimezone(VIETNAM):%H:%M}–{closes.astimezone(VIETNAM):%H:%M}"
            for opens, closes in day.sessions
        ),
    )


def _counted(running: QuerySet[ProcedureRevision]) -> dict[int, int]:
    agencies = Count("revision__document__agency", distinct=True)
    rows = running.prefetch_related(None).order_by().values("serves").annotate(places=agencies)
    return {row["serves"]: row["places"] for row in rows if row["serves"]}


def _districts_over(agencies: Iterable[Agency]) -> dict[int, Agency]:
    leading = units_among(agencies).filter(leads=True, parent__isnull=False)
    return {
        unit.agency_id: unit.parent.agency
        for unit in leading.select_related("parent__agency")
        if unit.parent
    }
