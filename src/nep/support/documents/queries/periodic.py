"""When documents in force have to be looked at again; computed, never stored."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, TypedDict

from django.db.models import (
    DateField,
    DateTimeField,
    Exists,
    ExpressionWrapper,
    F,
    Field,
    Func,
    OuterRef,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Coalesce, Greatest

from nep.agencies.actors import Actor
from nep.agencies.queries import local_day
from nep.foundation import parameters
from nep.support.documents.models import Document, PeriodicReview
from nep.support.documents.queries.revisions import revisions_in_force
from nep.support.documents.queries.visible import documents_visible_to
from nep.support.documents.rules.periodic import Dueness, Finding, dueness

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

    class ReviewDue(TypedDict):
        """What `with_review_due` adds to a document."""

        looked_at: datetime
        last_finding: str | None
        last_reviewed_at: datetime | None
        review_due_on: date

    DueDocument = WithAnnotations[Document, ReviewDue]

REVIEW_MONTHS = "documents.review_months"
NOTICE_DAYS = "documents.review_notice_days"


def with_review_due(documents: QuerySet[Document], *, at: datetime) -> "QuerySet[DueDocument]":
    """Return those of the documents that are in force, with what a register of reviews asks.

    Adds `looked_at` (the moment of the last approval, or of the last review after which the
    text stayed), `last_finding` and `last_reviewed_at` (of the last review of any finding), and
    `review_due_on`. A period is the document's own, or the parameter's in force.
    """
    in_force = revisions_in_force(at=at).filter(document=OuterRef("pk"))
    reviews = PeriodicReview.objects.filter(document=OuterRef("pk"), reviewed_at__lte=at)
    reviews = reviews.order_by("-reviewed_at", "-pk")
    kept = reviews.filter(finding=Finding.KEEP)
    approved = Subquery(in_force.values("approved_at")[:1], output_field=DateTimeField())
    months = int(parameters.number(REVIEW_MONTHS, at=at))
    return documents.filter(Exists(in_force)).annotate(
        looked_at=Greatest(approved, Subquery(kept.values("reviewed_at")[:1])),
        last_finding=Subquery(reviews.values("finding")[:1]),
        last_reviewed_at=Subquery(reviews.values("reviewed_at")[:1]),
        review_due_on=_days_after(months),
    )


def reviews_due(
    actor: Actor, *, at: datetime, until: date | None = None
) -> "QuerySet[DueDocument]":
    """Return the documents that the actor may read by when their review is due, up to a day.

    For the register of periodic reviews (kế hoạch soát xét định kỳ); without a day, all in force.
    """
    documents = with_review_due(documents_visible_to(actor), at=at)
    if until is not None:
        documents = documents.filter(review_due_on__lte=until)
    return documents.order_by("review_due_on", "agency_id", "code")


def reviews_due_between(since: date, until: date, *, at: datetime) -> "QuerySet[DueDocument]":
    """Return the documents of all agencies whose review is due after one day, up to another."""
    documents = with_review_due(Document.objects.select_related("agency"), at=at)
    return documents.filter(review_due_on__gt=since, review_due_on__lte=until).order_by("pk")


def soon(*, at: datetime) -> timedelta:
    """Return how long before its due date a review is due soon."""
    return timedelta(days=int(parameters.number(NOTICE_DAYS, at=at)))


@dataclass(frozen=True, slots=True)
class ReviewState:
    """When the review of one document is due, how near that is, and what the last one found."""

    due_on: date
    dueness: Dueness
    looked_at: datetime
    last_finding: Finding | None


def review_state(document: Document, *, at: datetime) -> ReviewState | None:
    """Return how the review of a document stands; None where nothing is in force."""
    found = with_review_due(Document.objects.filter(pk=document.pk), at=at)
    row = found.values("review_due_on", "looked_at", "last_finding").first()
    if row is None:
        return None
    near = dueness(row["review_due_on"], on=local_day(at), soon=soon(at=at))
    finding = row["last_finding"]
    return ReviewState(
        row["review_due_on"], near, row["looked_at"], Finding(finding) if finding else None
    )


def reviews_of(document: Document) -> QuerySet[PeriodicReview]:
    """Return the reviews of a document, the latest first."""
    people = ("reviewed_by__person", "reviewed_by__post", "revision", "request__agency")
    return PeriodicReview.objects.filter(document=document).select_related(*people).order_by("-pk")


def _days_after(months: int) -> "ExpressionWrapper[Func[Field[Any, Any]]]":
    """Return the day, in Viet Nam, so many months after the text was last looked at."""
    later = Func(
        F("looked_at"),
        Coalesce(F("review_months"), Value(months)),
        template="(%(expressions)s)::date",
        arg_joiner=" AT TIME ZONE 'Asia/Ho_Chi_Minh' + interval '1 month' * ",
    )
    return ExpressionWrapper(later, output_field=DateField())
