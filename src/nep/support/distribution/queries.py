"""Reads of distribution: who has to know, what the actor has to read, who has read."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import BigIntegerField, DateTimeField, Exists, OuterRef, Q, QuerySet

from nep.agencies.actors import Actor
from nep.agencies.models import Post, Staff
from nep.agencies.queries import local_day
from nep.foundation.questions import Question, Told
from nep.support.distribution.models import Reading, Recipient
from nep.support.documents.models import Document, Revision
from nep.support.documents.queries.revisions import TEXT_COLUMNS
from nep.support.documents.rules.revisions import Stage

_STAFF = Told("staff", BigIntegerField())
_PERSON = Told("person", BigIntegerField())
_LASTING = Q(validity__upper_inf=True) | Q(validity__endswith__gt=Told("at", DateTimeField()))


def _to_read() -> "QuerySet[Revision, Revision]":
    recipients = Recipient.objects.filter(
        document=OuterRef("document"), until=None, post__holders=_STAFF
    )
    confirmed = Reading.objects.filter(revision=OuterRef("pk"), person=_PERSON)
    return (
        Revision.objects.filter(_LASTING, Exists(recipients), stage=Stage.APPROVED)
        .exclude(Exists(confirmed))
        .select_related("document__agency")
        .defer(*TEXT_COLUMNS)
        .order_by("validity", "pk")
    )


_TO_READ = Question(_to_read)


def revisions_to_read(actor: Actor, *, at: datetime) -> list[Revision]:
    """Return what the actor's post has to know and the actor has not confirmed, oldest first."""
    return _TO_READ.ask(staff=actor.staff_id, person=actor.person_id, at=at)


def recipients_of(document: Document) -> QuerySet[Recipient]:
    """Return the posts that have to know a document now."""
    return (
        Recipient.objects.filter(document=document, until=None)
        .select_related("post__unit")
        .order_by("post__unit_id", "post_id")
    )


def recipients_among(documents: QuerySet[Document]) -> QuerySet[Recipient]:
    """Return the posts that have, or had, to know any of these documents, by document."""
    return (
        Recipient.objects.filter(document__in=documents.values("pk"))
        .select_related("document", "post__unit", "added_by__person")
        .order_by("document__code", "post__unit_id", "post_id", "since")
    )


def has_to_know(actor: Actor, document: Document) -> bool:
    """Tell whether the document is distributed to the post in which the actor works."""
    return Recipient.objects.filter(
        document=document, until=None, post__holders=actor.staff_id
    ).exists()


def reading_by(actor: Actor, revision: Revision) -> Reading | None:
    """Return the actor's own confirmation of a revision."""
    return Reading.objects.filter(revision=revision, person=actor.person_id).first()


def posts_offered(document: Document, *, at: datetime) -> QuerySet[Post]:
    """Return the posts of the document's agency to choose from, by unit."""
    return (
        Post.objects.filter(unit__agency=document.agency_id, validity__contains=local_day(at))
        .select_related("unit")
        .order_by("unit_id", "id")
    )


def holders_of(post_ids: Iterable[int], *, at: datetime) -> dict[int, Staff]:
    """Return who holds posts, by the key of the post; a post has one holder or none."""
    staff = Staff.objects.filter(post__in=set(post_ids), validity__contains=local_day(at))
    return {holder.post_id: holder for holder in staff.select_related("person")}


def readings_of(revision_ids: Iterable[int]) -> dict[tuple[int, int], Reading]:
    """Return the confirmations of revisions, by the keys of revision and person."""
    readings = Reading.objects.filter(revision__in=set(revision_ids))
    return {(reading.revision_id, reading.person_id): reading for reading in readings}


@dataclass(frozen=True, slots=True)
class Reader:
    """A post that has to know a revision, who holds it, and when that person confirmed.

    `post` is None for a person who confirmed and no longer holds a post that has to know.
    """

    post: Post | None
    holder: Staff | None
    reading: Reading | None


def readers_of(revision: Revision, *, at: datetime) -> list[Reader]:
    """Return who has to know a revision and who has read it; three queries however many."""
    recipients = list(recipients_of(revision.document))
    holders = holders_of([recipient.post_id for recipient in recipients], at=at)
    readings = Reading.objects.filter(revision=revision).select_related("staff__person")
    by_person = {reading.person_id: reading for reading in readings.order_by("read_at")}
    asked = [
        _reader(recipient.post, holders.get(recipient.post_id), by_person)
        for recipient in recipients
    ]
    still = {reader.holder.person_id for reader in asked if reader.holder}
    gone = [reading for person, reading in by_person.items() if person not in still]
    return [*asked, *(Reader(None, reading.staff, reading) for reading in gone)]


@dataclass(frozen=True, slots=True)
class Count:
    """How many people have to know a revision, and how many of them confirmed."""

    asked: int
    read: int

    @property
    def lacking(self) -> int:
        """How many have not confirmed yet."""
        return self.asked - self.read


def count_of(readers: Sequence[Reader]) -> Count:
    """Count people, not posts: who holds two posts reads once; an empty post asks nobody."""
    asked = {
        reader.holder.person_id: reader.reading is not None
        for reader in readers
        if reader.post and reader.holder
    }
    return Count(len(asked), sum(asked.values()))


def _reader(post: Post, holder: Staff | None, by_person: dict[int, Reading]) -> Reader:
    return Reader(post, holder, by_person.get(holder.person_id) if holder else None)
