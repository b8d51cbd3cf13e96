"""What waits for somebody: the lists that agree with the permissions, in one query each."""

from datetime import datetime
from typing import Any

from django.db.models import BigIntegerField, Q, QuerySet

from nep.agencies.actors import Actor
from nep.agencies.queries import people_able_to
from nep.agencies.rules import Permission
from nep.foundation.questions import Question, Told
from nep.support.documents.models import Revision
from nep.support.documents.queries.revisions import TEXT_COLUMNS
from nep.support.documents.rules.revisions import Stage


def revisions_reviewable_by(actor: Actor) -> list[Revision]:
    """Return what waits for the actor to review it; most people are asked on each first page."""
    if not actor.holds(Permission.REVIEW_DOCUMENTS):
        return []
    return _REVIEWABLE.ask(agency=actor.agency_id, person=actor.person_id)


def revisions_approvable_by(actor: Actor, *, at: datetime) -> QuerySet[Revision]:
    """Return what waits for the actor to approve it; the same rule as `may_approve`."""
    if not actor.holds(Permission.APPROVE_DOCUMENTS):
        return Revision.objects.none()
    others = other_reviewers(actor, at=at)
    reviewed_by_another = ~Q(reviewed_by__person_id=actor.person_id)
    nobody_else_could = Q(author_ids__contains=sorted(others))
    return (
        _awaiting(actor.agency_id, actor.person_id)
        .filter(reviewed_by__isnull=False)
        .filter(reviewed_by_another | nobody_else_could)
    )


def drafts_returned_to(actor: Actor) -> QuerySet[Revision]:
    """Return the drafts that came back from review and wait for the actor to mend them."""
    if not actor.holds(Permission.DRAFT_DOCUMENTS):
        return Revision.objects.none()
    return (
        Revision.objects.filter(
            stage=Stage.DRAFT,
            document__agency_id=actor.agency_id,
            author_ids__contains=[actor.person_id],
        )
        .exclude(return_remark="")
        .select_related("document__agency")
        .defer(*TEXT_COLUMNS)
        .order_by("pk")
    )


def other_reviewers(actor: Actor, *, at: datetime) -> set[int]:
    """Return the people of the agency besides the actor who may review documents."""
    able = people_able_to(Permission.REVIEW_DOCUMENTS, actor.agency_id, at=at)
    return able - {actor.person_id}


def _awaiting(agency: Any, person: Any) -> QuerySet[Revision]:  # noqa: ANN401 - values, or what stands for them
    return (
        Revision.objects.filter(document__agency_id=agency, stage=Stage.UNDER_REVIEW)
        .exclude(author_ids__contains=[person])
        .select_related("document__agency")
        .defer(*TEXT_COLUMNS)
        .order_by("submitted_at", "pk")
    )


def _reviewable() -> QuerySet[Revision]:
    key = BigIntegerField()
    return _awaiting(Told("agency", key), Told("person", key)).filter(reviewed_by=None)


_REVIEWABLE = Question(_reviewable)
