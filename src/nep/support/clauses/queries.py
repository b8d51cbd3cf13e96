"""Reads of citations, and the map of clauses of an agency."""

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from nep.agencies.actors import Actor
from nep.agencies.models import Agency
from nep.agencies.queries import local_day
from nep.norms.standard.answers import answers_at
from nep.norms.standard.models import Clause
from nep.norms.standard.queries import clauses_on
from nep.support.clauses.models import Citation
from nep.support.clauses.rules import Line, Shown, Usual, settled, suggested
from nep.support.documents.models import Document, Revision
from nep.support.documents.queries.revisions import revisions_in_force
from nep.support.documents.queries.visible import revisions_visible_to
from nep.support.documents.rules.documents import DocumentKind

DATA = Path(__file__).parent / "data" / "usual.csv"


def clauses_cited(revision_id: int) -> list[Clause]:
    """Return the clauses that a revision cites, in the order of the standard."""
    cited = Citation.objects.filter(revision=revision_id).select_related("clause")
    return [one.clause for one in cited.order_by("clause__edition", "clause__place")]


def numbers_cited(revision_id: int) -> list[str]:
    """Return the numbers of the clauses that a revision cites."""
    return [clause.number for clause in clauses_cited(revision_id)]


def citable_clauses(*, at: datetime) -> list[Clause]:
    """Return the clauses of the edition in force that can be cited: all but the chapters."""
    return [clause for clause in clauses_on(local_day(at)) if len(clause.place) > 1]


def clauses_suggested(document: Document) -> list[str]:
    """Return the numbers of clauses that a document of this kind and title usually cites."""
    return suggested(document.kind, document.title, usual())


@lru_cache(maxsize=1)
def usual() -> tuple[Usual, ...]:
    """Return what documents usually cite: data with its source, and no law."""
    with DATA.open(encoding="utf-8", newline="") as table:
        return tuple(Usual(**line) for line in csv.DictReader(table))


def map_of(agency: Agency, actor: Actor, *, at: datetime) -> list[Line]:
    """Return the clauses of the edition in force with what answers each at an agency."""
    clauses = list(clauses_on(local_day(at)))
    lines = {
        clause.number: Line(clause.number, clause.title, _asked_of(clause)) for clause in clauses
    }
    for number, revision in _citations(agency, actor, at=at):
        if number in lines:
            line, document = lines[number], revision.document
            is_procedure = document.kind == DocumentKind.PROCEDURE
            shown = Shown(document.code, revision.get_absolute_url(), document.title)
            (line.procedures if is_procedure else line.documents).append(shown)
    for answer in answers_at(agency.pk, at=at):
        shown = Shown(str(answer.title), answer.address, str(answer.note))
        for number in answer.clauses:
            if number in lines:
                lines[number].records.append(shown)
    return settled(list(lines.values()))


def _asked_of(clause: Clause) -> str:
    """Return the letters alone: M to maintain, R to retain; the rest is told in English."""
    return " ".join(dict.fromkeys(re.findall(r"\b[MR]\b", clause.documented_information)))


def _citations(agency: Agency, actor: Actor, *, at: datetime) -> Iterator[tuple[str, Revision]]:
    """Return the number of each clause cited by what is in force; numbers outlive editions."""
    readable = revisions_visible_to(actor) & revisions_in_force(at=at)
    cited = Citation.objects.filter(revision__in=readable.values("pk"))
    rows = cited.filter(revision__document__agency=agency).values_list(
        "clause__number", "revision_id"
    )
    by_revision = _grouped(rows)
    revisions = revisions_in_force(at=at).filter(pk__in=by_revision)
    for revision in revisions.select_related("document__agency").order_by("document__code"):
        for number in by_revision[revision.pk]:
            yield number, revision


def _grouped(rows: Iterable[tuple[str, int]]) -> dict[int, set[str]]:
    grouped: dict[int, set[str]] = defaultdict(set)
    for number, revision_id in rows:
        grouped[revision_id].add(number)
    return grouped
