"""The act that brings editions and clauses into the house."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from django.db import transaction

from nep.foundation.actors import HasRef
from nep.norms.parameters.reference import Loaded, days_between, lines_of, put
from nep.norms.standard import acts
from nep.norms.standard.models import Clause, Edition
from nep.norms.standard.rules import place_of
from nep.platform.journal.services import record

DATA = Path(__file__).parent / "data"


@transaction.atomic
def load_clauses(*, actor: HasRef, at: datetime) -> Loaded:
    """Bring the committed editions and clauses into the tables; touch only what differs."""
    loaded = sum(_load_editions(), Loaded())

    if loaded:
        counts = {"added": loaded.added, "changed": loaded.changed}
        record(acts.CLAUSES_LOADED, None, actor=actor, at=at, **counts)
    return loaded


def _load_editions() -> Iterator[Loaded]:
    known: dict[str, Edition] = {}
    for line in lines_of(DATA / "editions.csv"):
        edition, counted = put(
            Edition.objects.all(),
            {"code": line["code"]},
            {
                "national_code": line["national_code"],
                "amends_id": known[line["amends"]].pk if line["amends"] else None,
                "validity": days_between(line["valid_from"], line["valid_until"]),
                "source": line["source"],
            },
        )
        known[edition.code] = edition
        yield counted
        yield from _load_clauses_of(edition, DATA / line["clauses"])


def _load_clauses_of(edition: Edition, table: Path) -> Iterator[Loaded]:
    for line in lines_of(table):
        number = line.pop("number")
        known_by = {"edition": edition, "number": number}
        worth = {**line, "place": place_of(number)}
        _clause, counted = put(Clause.objects.all(), known_by, worth)
        yield counted
