"""The acts by which procedures come into the catalogue and agencies become competent for them."""

import gzip
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any, Final, NamedTuple

from django.db import connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from nep.agencies.models import Agency
from nep.foundation.actors import HasRef
from nep.norms.catalogue import acts
from nep.norms.catalogue.models import AdministrativeProcedure, Competence
from nep.norms.catalogue.reading import UnfitRecordError
from nep.norms.catalogue.records import Origin, digest_of, read_record
from nep.norms.catalogue.rules.terms import Era
from nep.norms.catalogue.tables import DATA
from nep.norms.parameters.reference import Loaded, beginning_with, days_between, lines_of, put
from nep.platform.journal.services import record

SHIPPED: Final = {
    "tthc-everyday.json": Origin(),
    "tthc-defence.json.gz": Origin(),
    "tthc-portal-index.json.gz": Origin("dichvucong.gov.vn (bản chụp năm 2026)", Era.TWO_TIERS),
}
"""The committed files of records, and what holds for records that do not say it themselves."""

Columns = dict[str, Any]
_COLUMNS: Final = [
    field.name
    for field in AdministrativeProcedure._meta.concrete_fields
    if not (field.primary_key or field.generated or field.name == "key")
]


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A record that could not be taken: its place in the list, from 1, and why."""

    row: int
    reason: str


class _Stored(NamedTuple):
    """What an import must know of a procedure in the catalogue."""

    key: str
    digest: str
    in_brief: bool


@dataclass(slots=True)
class Imported:
    """What an import did, or with `dry_run` would do."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    refused: list[RefusedRow] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """Return the counts and refusals under the names that others rely on."""
        return asdict(self)


@transaction.atomic
def import_tthc(
    records: object,
    *,
    actor: HasRef,
    at: datetime,
    origin: Origin = Origin(),  # noqa: B008 - frozen
    dry_run: bool = False,
) -> Imported:
    """Take records into the catalogue: the fit ones all at once, the unfit ones told one by one.

    Only what differs is written. A record in brief never replaces a fuller one of the same code.
    """
    looked = _looked_at(records, origin)
    unchanged = len(looked.keys) - len(looked.new) - len(looked.changed)
    imported = Imported(len(looked.new), len(looked.changed), unchanged, looked.refused)
    if not dry_run and (looked.new or looked.changed):
        _put(looked)
        counts = {**imported.as_json(), "refused": len(looked.refused)}
        record(acts.PROCEDURES_IMPORTED, None, actor=actor, at=at, **counts)
    return imported


@transaction.atomic
def import_for_agency(
    records: object, agency: Agency, *, actor: HasRef, at: datetime, dry_run: bool = False
) -> Imported:
    """Take records into the catalogue and make one agency competent for them from today on.

    Added are those that the agency was not competent for; its secretary can draft from them now.
    """
    on = timezone.localdate(at)
    looked = _looked_at(records, Origin())
    added = looked.keys - _competent_for(agency, on)
    changed = {one.key for one in looked.changed} - added
    unchanged = len(looked.keys) - len(added) - len(changed)
    imported = Imported(len(added), len(changed), unchanged, looked.refused)
    if not dry_run and (added or changed):
        _put(looked)
        _make_competent(agency, added, on)
        counts = {**imported.as_json(), "refused": len(looked.refused)}
        record(acts.PROCEDURES_GIVEN, agency, actor=actor, at=at, agency=agency.name, **counts)
    return imported


def load_catalogue(*, actor: HasRef, at: datetime) -> dict[str, Imported]:
    """Take in the committed files of records; a second time changes nothing."""
    return {
        file: import_tthc(_shipped_records(file), actor=actor, at=at, origin=origin)
        for file, origin in SHIPPED.items()
    }


@transaction.atomic
def load_competence(*, actor: HasRef, at: datetime) -> Loaded:
    """Bring the committed table of competence into the catalogue; touch only what differs."""
    loaded = sum(_put_competences(), Loaded())

    if loaded:
        counts = {"added": loaded.added, "changed": loaded.changed}
        record(acts.COMPETENCE_LOADED, None, actor=actor, at=at, **counts)
    return loaded


class _Looked(NamedTuple):
    """What a list of records would do to the catalogue; `keys` are all that were fit."""

    keys: set[str]
    new: list[AdministrativeProcedure]
    changed: list[AdministrativeProcedure]
    refused: list[RefusedRow]


def _looked_at(records: object, origin: Origin) -> _Looked:
    _one_import_at_a_time()
    stored = _stored()
    known = {one.digest: one.key for one in stored.values()}
    read, refused = _read_all(records, origin, known)
    return _Looked(set(read), *_compared(read, stored), refused)


def _put(looked: _Looked) -> None:
    AdministrativeProcedure.objects.bulk_create(
        [*looked.new, *looked.changed],
        batch_size=500,
        update_conflicts=True,
        unique_fields=["key"],
        update_fields=_COLUMNS,
    )


def _competent_for(agency: Agency, on: date) -> set[str]:
    competences = Competence.objects.filter(
        Q(kind=agency.kind) | Q(agency_code=agency.code), validity__contains=on
    )
    return set(competences.values_list("procedure__key", flat=True))


def _make_competent(agency: Agency, keys: Iterable[str], on: date) -> None:
    Competence.objects.bulk_create(
        Competence(procedure_id=pk, agency_code=agency.code, validity=DateRange(on, None))
        for pk in AdministrativeProcedure.objects.filter(key__in=keys).values_list("pk", flat=True)
    )


def _stored() -> dict[str, _Stored]:
    rows = AdministrativeProcedure.objects.values_list("key", "digest", "in_brief")
    return {row[0]: _Stored(*row) for row in rows}


def _read_all(
    records: object, origin: Origin, known: Mapping[str, str]
) -> tuple[dict[str, Columns | None], list[RefusedRow]]:
    """Return what was read by key, nothing for what stands in the catalogue as it is."""
    if not isinstance(records, list):
        return {}, [RefusedRow(0, _("The file must hold a list of procedures."))]
    read: dict[str, Columns | None] = {}
    refused = []
    for row, raw in enumerate(records, start=1):
        try:
            key, columns = _read_one(raw, origin, known)
            _refuse_twice(key, read)
        except UnfitRecordError as unfit:
            refused.append(RefusedRow(row, str(unfit)))
        else:
            read[key] = columns
    return read, refused


def _read_one(raw: object, origin: Origin, known: Mapping[str, str]) -> tuple[str, Columns | None]:
    if key := known.get(digest_of(raw, origin)):
        return key, None
    columns = read_record(raw, origin)
    return columns["key"], columns


def _refuse_twice(key: str, read: Mapping[str, object]) -> None:
    if key in read:
        raise UnfitRecordError(_("The procedure %(key)s stands in the file twice.") % {"key": key})


def _compared(
    read: Mapping[str, Columns | None], stored: Mapping[str, _Stored]
) -> tuple[list[AdministrativeProcedure], list[AdministrativeProcedure]]:
    """Return which procedures are new, and which say something else or more than they did."""
    new, changed = [], []
    for key, columns in read.items():
        known = stored.get(key)
        if columns is None:
            continue
        if known is None:
            new.append(AdministrativeProcedure(**columns))
        elif known.in_brief or not columns["in_brief"]:
            changed.append(AdministrativeProcedure(**columns))
    return new, changed


def _one_import_at_a_time() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('catalogue.import', 0))")


def _shipped_records(file: str) -> object:
    content = (DATA / file).read_bytes()
    return json.loads(gzip.decompress(content) if file.endswith(".gz") else content)


def _put_competences() -> Iterator[Loaded]:
    lines = lines_of(DATA / "competence.csv")
    keys = {line["key"] for line in lines}
    stored = AdministrativeProcedure.objects.filter(key__in=keys).values_list("key", "pk")
    procedures = dict(stored)
    for line in lines:
        validity = days_between(line["valid_from"], line["valid_until"])
        _row, counted = put(
            Competence.objects.all(),
            {
                "procedure_id": procedures[line["key"]],
                "kind": line["kind"],
                "agency_code": line["agency_code"],
                **beginning_with(validity),
            },
            {"validity": validity, "note": line["note"]},
        )
        yield counted
