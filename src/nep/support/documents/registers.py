"""Registers of documents: tài liệu nội bộ, soát xét định kỳ (ISO 9001, 7.5; rules §5.5)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from nep.agencies.models import Staff
from nep.agencies.queries import local_day, staff_named
from nep.foundation.registers import Asked, Column, Filter, Register, keep_register
from nep.foundation.spreadsheets.tables import Holds
from nep.foundation.tabled_papers import Align
from nep.foundation.ui import Text, Tone
from nep.support.documents.models import (
    CONFIDENTIALITY_NAMES,
    DUENESS_NAMES,
    FINDING_NAMES,
    KIND_NAMES,
    STANDING_NAMES,
    Document,
    Revision,
)
from nep.support.documents.presentation import TONES
from nep.support.documents.queries.periodic import reviews_due, soon
from nep.support.documents.queries.visible import Wanted, document_lines, documents_listed
from nep.support.documents.rules.documents import Confidentiality, DocumentKind
from nep.support.documents.rules.periodic import Dueness, Finding, dueness
from nep.support.documents.rules.revisions import Standing

NEARNESS = {Dueness.LATE: Tone.LATE, Dueness.SOON: Tone.SOON, Dueness.IN_TIME: Tone.ON_TIME}


@dataclass(frozen=True, slots=True)
class Line:
    """A document as its registers print it."""

    document: Document
    revision: Revision
    standing: Standing
    unit: str
    review: Document | None  # with what `reviews_due` adds, when the document is in force
    nearness: Dueness | None

    @property
    def review_due_on(self) -> date | None:
        """The day by which the text has to be looked at again."""
        return self.review.review_due_on if self.review else None  # type: ignore[attr-defined]

    @property
    def last_reviewed_at(self) -> datetime | None:
        """When the text was last looked at by a periodic review."""
        return self.review.last_reviewed_at if self.review else None  # type: ignore[attr-defined]

    @property
    def finding(self) -> Text:
        """What that review found."""
        found = self.review.last_finding if self.review else None  # type: ignore[attr-defined]
        return FINDING_NAMES[Finding(found)] if found else ""


def keep_registers() -> None:
    """Put the registers of documents among those of the house; done once, at the start."""
    keep_register(INTERNAL)
    keep_register(REVIEWS)


def _documents(asked: Asked) -> QuerySet[Document]:
    kind, standing = asked.chosen.get("loai"), asked.chosen.get("tinh_trang")
    wanted = Wanted(
        words=asked.words,
        kind=DocumentKind(kind) if kind else None,
        standing=Standing(standing) if standing else None,
    )
    return documents_listed(asked.actor, wanted, at=asked.at).filter(agency_id=asked.agency_id)


def _reviews(asked: Asked) -> QuerySet[Document]:
    due = reviews_due(asked.actor, at=asked.at).filter(agency_id=asked.agency_id)
    today, chosen = local_day(asked.at), asked.chosen.get("tinh_trang")
    until_soon = today + soon(at=asked.at)
    narrowed: Mapping[str, dict[str, Any]] = {
        Dueness.LATE: {"review_due_on__lt": today},
        Dueness.SOON: {"review_due_on__gte": today, "review_due_on__lte": until_soon},
        Dueness.IN_TIME: {"review_due_on__gt": until_soon},
    }
    return due.filter(**narrowed[chosen]) if chosen else due


def _lines(asked: Asked, documents: Sequence[Document]) -> list[Line]:
    """Return lines for some documents, with a query for each thing that they say."""
    listed = document_lines(asked.actor, documents, at=asked.at)
    drafters = staff_named(line.shown.drafted_by_id for line in listed)
    due = reviews_due(asked.actor, at=asked.at)
    reviews = {document.pk: document for document in due.filter(pk__in=[d.pk for d in documents])}
    near = soon(at=asked.at)
    lines = []
    for listed_line in listed:
        document, review = listed_line.document, reviews.get(listed_line.document.pk)
        day = review.review_due_on if review else None
        lines.append(
            Line(
                document,
                listed_line.shown,
                listed_line.shown.standing(at=asked.at),
                document.unit or _unit_of(drafters.get(listed_line.shown.drafted_by_id)),
                review,
                dueness(day, on=local_day(asked.at), soon=near) if day else None,
            )
        )
    return lines


def _unit_of(drafter: Staff | None) -> str:
    return drafter.post.unit.name if drafter else ""


_CODE = Column(
    _("Document code"),
    lambda line: line.document.code,
    width=11,
    link=lambda line: line.revision.get_absolute_url(),
)
_TITLE = Column(_("Title of the document"), lambda line: line.document.title, width=30)
_UNIT = Column(_("Drafting unit"), lambda line: line.unit, width=15)
_ISSUE = Column(_("Issue/amendment"), lambda line: line.revision.label, width=8, align=Align.CENTRE)
_DUE = Column(_("Review due"), lambda line: line.review_due_on, width=10, holds=Holds.DATE)

INTERNAL = Register(
    key="tai-lieu-noi-bo",
    title=_("List of internal documents"),
    about=_("Every document the agency has laid down, with its issue, standing and review."),
    columns=(
        _CODE,
        _TITLE,
        Column(
            _("Level of the document"),
            lambda line: line.document.level,
            width=5,
            align=Align.CENTRE,
        ),
        _UNIT,
        _ISSUE,
        Column(
            _("Effective date"),
            lambda line: line.revision.begins_at,
            width=10,
            holds=Holds.DATE,
        ),
        Column(
            _("Standing"),
            lambda line: STANDING_NAMES[line.standing],
            width=11,
            tone=lambda line: TONES[line.standing],
        ),
        Column(
            _("Confidentiality"),
            lambda line: CONFIDENTIALITY_NAMES[Confidentiality(line.document.confidentiality)],
            width=9,
        ),
        _DUE,
    ),
    rows=_documents,
    lines=_lines,
    order=10,
    searched=True,
    filters=(
        Filter("loai", _("Kind"), KIND_NAMES),
        Filter("tinh_trang", _("Standing"), STANDING_NAMES),
    ),
    empty=_("What your agency lays down stands here once it is drafted."),
)

REVIEWS = Register(
    key="soat-xet-dinh-ky",
    title=_("Plan and report of periodic reviews"),
    about=_("When each document in force has to be looked at again, and what was found."),
    columns=(
        _CODE,
        _TITLE,
        _UNIT,
        _ISSUE,
        Column(_("Issued on"), lambda line: line.revision.approved_at, width=10, holds=Holds.DATE),
        Column(_("Last review"), lambda line: line.last_reviewed_at, width=10, holds=Holds.DATE),
        Column(_("Found"), lambda line: line.finding, width=11),
        Column(_("Next due"), lambda line: line.review_due_on, width=10, holds=Holds.DATE),
        Column(
            _("State of the review"),
            lambda line: DUENESS_NAMES[line.nearness] if line.nearness else "",
            width=11,
            tone=lambda line: NEARNESS.get(line.nearness, Tone.PLAIN),
        ),
    ),
    rows=_reviews,
    lines=_lines,
    order=50,
    filters=(Filter("tinh_trang", _("State of the review"), DUENESS_NAMES),),
    empty=_("No document of the agency is in force, so none has to be reviewed."),
)
