"""Saying who has to know a document, confirming that one has read it, and reminding."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from nep.agencies.actors import Actor
from nep.agencies.models import Staff
from nep.agencies.queries import local_day
from nep.foundation.verdicts import Unfit
from nep.platform.journal.services import record
from nep.platform.notices.services.telling import Telling, tell
from nep.support.distribution import acts, notices
from nep.support.distribution.models import Reading, Recipient
from nep.support.distribution.permissions import may_confirm_reading, may_distribute, may_remind
from nep.support.distribution.queries import posts_offered, readers_of, reading_by, recipients_of
from nep.support.documents.models import Document, Revision
from nep.support.documents.queries.revisions import document_locked, revision_locked


@transaction.atomic
def distribute(
    document: Document, post_ids: Collection[int], *, actor: Actor, at: datetime
) -> Document:
    """Let exactly these posts have to know a document; what was confirmed stays.

    :raises Refused: when the actor may not, or a post is not one of the agency.
    """
    document = document_locked(document.pk)
    may_distribute(actor, document).enforce()
    wanted = {post.pk: post for post in posts_offered(document, at=at) if post.pk in post_ids}
    if len(wanted) != len(set(post_ids)):
        raise Unfit(_("A document is distributed only to posts of its own agency."))

    standing = {recipient.post_id for recipient in recipients_of(document)}
    if standing == set(wanted):
        return document
    Recipient.objects.filter(document=document, until=None).exclude(post__in=wanted).update(
        until=at, removed_by_id=actor.staff_id
    )
    Recipient.objects.bulk_create(
        Recipient(document=document, post_id=key, since=at, added_by_id=actor.staff_id)
        for key in wanted
        if key not in standing
    )

    told = "; ".join(f"{post.title} ({post.unit})" for post in wanted.values())
    details = {"code": document.code, "posts": told or "–"}
    record(acts.DISTRIBUTED, document, actor=actor, at=at, **details)
    return document


@transaction.atomic
def confirm_reading(revision: Revision, *, actor: Actor, at: datetime) -> Reading:
    """Record that the actor has read a revision; a second click finds the first one's row.

    :raises Refused: when the actor's post does not have to know it, or it applies no longer.
    """
    revision = revision_locked(revision.pk)
    may_confirm_reading(actor, revision, at=at).enforce()
    if before := reading_by(actor, revision):
        return before

    reading = Reading.objects.create(
        revision=revision, person_id=actor.person_id, staff_id=actor.staff_id, read_at=at
    )

    known = {"code": revision.document.code, "number": revision.label}
    record(acts.READ, revision, actor=actor, at=at, **known)
    return reading


@transaction.atomic
def remind(revision: Revision, *, actor: Actor, at: datetime) -> int:
    """Remind everyone who has not read a revision, once a day at most; return how many.

    :raises Refused: when the actor may not, the text is not to be read, or nobody is left.
    """
    may_remind(actor, revision, at=at).enforce()
    lacking = [
        reader.holder
        for reader in readers_of(revision, at=at)
        if reader.post and reader.holder and not reader.reading
    ]
    told = tell(_reminder(revision, holder, at) for holder in lacking)
    if not told:
        raise Unfit(_("Everybody has read it, or was reminded today."))

    known = {"code": revision.document.code, "number": revision.label}
    record(acts.REMINDED, revision, actor=actor, at=at, count=len(told), **known)
    return len(told)


def _reminder(revision: Revision, holder: Staff, at: datetime) -> Telling:
    return Telling(
        kind=notices.REMINDED,
        person_id=holder.person_id,
        key=f"{revision.pk}:{local_day(at)}",
        address=revision.get_absolute_url(),
        at=at,
        details={"code": revision.document.code, "number": revision.label},
        staff_id=holder.pk,
    )
