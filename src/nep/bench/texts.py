"""A province's documents by COPY: the catalogue's real titles, with the texts that drafts have."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from itertools import islice
from typing import Any

from django.db import connection
from django.db.models import Model
from psycopg.sql import SQL, Identifier
from psycopg.types.json import Jsonb

from nep.agencies.models import Agency
from nep.agencies.queries import agencies_on, local_day
from nep.bench.scratch import loose
from nep.demo.procedures import build_procedures
from nep.demo.province import build_agencies
from nep.demo.seats import Seats
from nep.norms.catalogue.queries import procedures_in_order
from nep.operation.procedures.services.adopting import text_for
from nep.operation.procedures.telling import said_of
from nep.support.documents.models import Document, Revision
from nep.support.documents.queries.revisions import revisions_in_force
from nep.support.documents.rules.documents import DocumentKind
from nep.support.documents.rules.text import Section, Text
from nep.support.fulltext.models import RevisionWords
from nep.support.fulltext.rules import (
    Weighed,
    mark_of_agency,
    mark_of_clause,
    mark_of_kind,
    vector,
    with_clauses_above,
)

KINDS = (*(DocumentKind.PROCEDURE,) * 4, *DocumentKind)  # most are procedures for citizens
CLAUSES = ("4.4", "6.1", "7.2", "7.5.3", "8.2.3", "8.5.1", "8.6", "9.2", "10.2")
MODELS = (Document, Revision, RevisionWords)
AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class Library:
    """All agencies of the demo, the titles of the catalogue, and what a draft of them says."""

    agencies: Sequence[Agency]
    titles: Sequence[str]
    texts: Sequence[Text]
    more: str
    pattern: Revision  # came into force as every document does; the others are like it

    @classmethod
    def of(cls, now: datetime) -> "Library":
        """Establish the agencies, and put a few procedures in force by the acts themselves."""
        for _name in build_agencies(now):
            pass
        agencies = agencies_on(local_day(now))
        office = next(agency for agency in agencies if agency.code == "ubnd-huyen-ninh-hai")
        for _name in islice(build_procedures(office, Seats(now), now=now), 2):
            pass
        listed = list(procedures_in_order().defer("search"))
        whole = [served for served in listed if not served.in_brief]
        pattern = revisions_in_force(at=now).select_related("document").order_by("pk")[0]
        titles = [served.name[:300] for served in listed]
        texts = [text_for(served, office) for served in whole]
        return cls(list(agencies), titles, texts, "\n".join(said_of(pattern.pk)), pattern)

    def write(self, wanted: int) -> None:
        """Write so many documents, each with a revision in force and its words."""
        first = self.pattern.pk + 1000
        rows = (self._row(first + number, number) for number in range(wanted))
        with loose([RevisionWords._meta.db_table]):
            while batch := list(islice(rows, AT_ONCE)):
                for place, model in enumerate(MODELS):
                    _copy(model, [row[place] for row in batch])
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")

    def _row(self, key: int, number: int) -> tuple[dict[str, Any], ...]:
        agency = self.agencies[number % len(self.agencies)]
        place = number * 7 % len(self.titles)
        kind = KINDS[number % len(KINDS)]
        code, title, text = f"QT-{number:05}", self.titles[place], self._text(place)
        marks = [mark_of_agency(agency.pk), mark_of_kind(kind)]
        cited = with_clauses_above([CLAUSES[number % len(CLAUSES)]])
        marks += map(mark_of_clause, cited)
        coded = vector([Weighed(code, "A")], marks)
        heading, words = self._vectors(place)
        document = {
            **_values(self.pattern.document),
            "id": key,
            "agency_id": agency.pk,
            "code": code,
            "title": title,
            "kind": kind,
        }
        said = {section.value: text.of(section) for section in Section}
        revision = {**_values(self.pattern), "id": key, "document_id": key, **said}
        found = {
            "revision_id": key,
            "more": Jsonb({"procedures.steps": self.more}),
            "heading": f"{coded} {heading}",
            "words": f"{coded} {words}",
        }
        return document, revision, found

    def _text(self, place: int) -> Text:
        return self.texts[place % len(self.texts)]

    def _vectors(self, place: int) -> tuple[str, str]:
        return _vectors(self.titles[place], self._text(place), self.more)


@lru_cache(maxsize=4096)
def _vectors(title: str, text: Text, more: str) -> tuple[str, str]:
    heading = Weighed(title, "A")
    said = [Weighed(text.of(section), "D") for section in Section]
    return vector([heading], ()), vector([heading, Weighed(more, "C"), *said], ())


def _values(row: Model) -> dict[str, Any]:
    stored = (field for field in row._meta.concrete_fields if not field.generated)
    return {field.attname: getattr(row, field.attname) for field in stored}


def _copy(model: type[Model], rows: Sequence[dict[str, Any]]) -> None:
    statement = SQL("COPY {} ({}) FROM STDIN").format(
        Identifier(model._meta.db_table), SQL(", ").join(map(Identifier, rows[0]))
    )
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(list(row.values()))
