"""Telling people of documents: what waits for them, what came back, which text begins to apply.

A job reads the journal some seconds after an act; the act itself knows nothing of it.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta

from nep.agencies.queries import Seat
from nep.agencies.rules import Permission
from nep.foundation.actors import ActorRef
from nep.foundation.templatetags.nep import moment
from nep.platform.journal.models import Entry
from nep.platform.journal.queries import entries_among
from nep.platform.notices.rules import NoticeKind
from nep.platform.notices.services.telling import Telling, tell
from nep.support.documents import acts, notices
from nep.support.documents.models import Revision
from nep.support.documents.queries.revisions import revision_with_key
from nep.support.documents.rules.revisions import Stage
from nep.support.documents.services import telling_of_life
from nep.support.documents.services.telling_of_life import seats_able_to

NEWS = timedelta(days=7)
"""What happened longer ago is no news: a book that is taken over tells nobody."""
WAITING = "/"  # my work lists what waits for review and approval


def tell_of_entries(entry_ids: Sequence[int], *, at: datetime) -> None:
    """Tell people what these entries of the journal mean for them, where it still does."""
    told = entries_among(entry_ids, [*_TOLD, *telling_of_life.TOLD]).filter(at__gt=at - NEWS)
    tell(telling for entry in told for telling in _of_entry(entry, at=at))


def _of_entry(entry: Entry, *, at: datetime) -> Iterator[Telling]:
    if entry.act in telling_of_life.TOLD:
        yield from telling_of_life.tellings_of(entry, at=at)
        return
    revision = revision_with_key(int(entry.subject_key))
    kind, permission, still_so = _TOLD[entry.act]
    if not still_so(revision):
        return
    actor = ActorRef.from_json(entry.actor)
    for seat in seats_able_to(permission, revision.document.agency_id, at=at):
        if seat.person_id != actor.person_id and _concerns(kind, seat, revision):
            yield _telling(kind, seat, revision, entry)


def _concerns(kind: NoticeKind, seat: Seat, revision: Revision) -> bool:
    """Tell whether it is the person's: authors mend, others review and approve, all should know."""
    if kind is notices.IN_FORCE:
        return True
    return (seat.person_id in revision.author_ids) is (kind is notices.RETURNED)


def _telling(kind: NoticeKind, seat: Seat, revision: Revision, entry: Entry) -> Telling:
    known = {
        "code": revision.document.code,
        "number": revision.label,
        "title": revision.document.title,
        "since": moment(revision.begins_at),
    }
    return Telling(
        kind,
        seat.person_id,
        key=str(seat.staff_id) if kind.gathers else str(entry.pk),
        address=revision.get_absolute_url(),
        at=entry.at,
        details={name: known[name] for name in kind.details},
        staff_id=seat.staff_id,
        together=WAITING,
    )


def _awaits_review(revision: Revision) -> bool:
    return revision.stage == Stage.UNDER_REVIEW and revision.reviewed_by_id is None


def _awaits_approval(revision: Revision) -> bool:
    return revision.stage == Stage.UNDER_REVIEW and revision.reviewed_by_id is not None


def _is_a_draft(revision: Revision) -> bool:
    return revision.stage == Stage.DRAFT


def _is_approved(revision: Revision) -> bool:
    return revision.stage == Stage.APPROVED


_TOLD: Mapping[str, tuple[NoticeKind, Permission, Callable[[Revision], bool]]] = {
    acts.REVISION_SUBMITTED.name: (
        notices.REVIEW_WAITS,
        Permission.REVIEW_DOCUMENTS,
        _awaits_review,
    ),
    acts.REVIEW_CONFIRMED.name: (
        notices.APPROVAL_WAITS,
        Permission.APPROVE_DOCUMENTS,
        _awaits_approval,
    ),
    acts.REVISION_RETURNED.name: (notices.RETURNED, Permission.DRAFT_DOCUMENTS, _is_a_draft),
    acts.REVISION_APPROVED.name: (notices.IN_FORCE, Permission.READ_DOCUMENTS, _is_approved),
}
"""What is told of an act: of which kind, to whom at the agency, and as long as what holds."""
