"""Drafting: a document is opened, a revision is drafted, its text is written and submitted."""

from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from nep.agencies.actors import Actor
from nep.foundation.events import publish
from nep.foundation.verdicts import Overtaken, Unfit
from nep.lib.vietnamese.text import tidy
from nep.platform.journal.services import record
from nep.support.documents import acts
from nep.support.documents.events import RevisionDrafted, RevisionSubmitted
from nep.support.documents.models import SECTION_NAMES, Document, Revision
from nep.support.documents.permissions import may_draft, may_draft_revision, may_submit, may_write
from nep.support.documents.queries.changes import generated_lines
from nep.support.documents.queries.remarks import remarks_to_mend
from nep.support.documents.queries.revisions import (
    document_locked,
    last_approved,
    revision_locked,
    revisions_of,
)
from nep.support.documents.rules.changes import two_lines
from nep.support.documents.rules.documents import (
    DocumentKind,
    Extent,
    is_code,
    next_issue,
    next_number,
)
from nep.support.documents.rules.revisions import Stage
from nep.support.documents.rules.text import Section, Text, missing_sections
from nep.support.documents.services.holding import check_hold, let_go_of_draft

_SUBMITTED_COLUMNS = ["stage", "submitted_by", "submitted_at", "return_remark", "change_lines"]


@dataclass(frozen=True, slots=True)
class NewDocument:
    """What is known of a document when it is opened."""

    code: str
    kind: DocumentKind
    title: str


@dataclass(frozen=True, slots=True)
class _Begun:
    """What a draft begins with: a text, the revision it comes from, and how it is numbered."""

    text: Text = field(default_factory=Text)
    after: Revision | None = None
    extent: Extent = Extent.ISSUE


@transaction.atomic
def draft_document(new: NewDocument, *, actor: Actor, at: datetime) -> Revision:
    """Open a document of the actor's agency, and the draft of its first revision.

    :raises Refused: when the actor drafts no documents, or the code is malformed or taken.
    """
    may_draft(actor, agency_id=actor.agency_id).enforce()
    if not is_code(tidy(new.code)):
        raise Unfit(_("A code has letters, digits, full stops, dashes and slashes only."))
    if not tidy(new.title):
        raise Unfit(_("A document needs a title."))

    document = _opened(new, actor=actor, at=at)
    return _drafted(document, _Begun(), actor=actor, at=at)


@transaction.atomic
def draft_revision(
    document: Document, *, extent: Extent = Extent.ISSUE, actor: Actor, at: datetime
) -> Revision:
    """Open the draft of the next revision, with the text of the last one approved.

    Its extent says whether it amends the issue or is a new one.

    :raises Refused: when the actor may not, or a revision is already in preparation.
    """
    document = document_locked(document.pk)
    may_draft_revision(actor, document).enforce()

    last = last_approved(document)
    begun = _Begun(last.text if last else Text(), last, extent)
    return _drafted(document, begun, actor=actor, at=at)


@transaction.atomic
def take_edition(revision: Revision, *, edition: int, actor: Actor, at: datetime) -> Revision:
    """Take the next edition of a draft for the actor, who becomes one of its authors.

    Whatever belongs to a revision, here or in a module above, is written under an edition: of
    two people who began at the same one, the second is refused and loses nothing.

    :raises Overtaken: when somebody saved since `edition` was read.
    :raises Refused: when the actor may not write.
    """
    revision = revision_locked(revision.pk)
    may_write(actor, revision).enforce()
    check_hold(revision, actor=actor, at=at)
    if revision.edition != edition:
        raise Overtaken(
            _("%(name)s saved this draft after you opened it. Compare, then save yours again.")
            % {"name": revision.written_by.person.full_name}
        )

    revision.edition += 1
    revision.written_by_id = actor.staff_id
    revision.written_at = at
    revision.author_ids = sorted({*revision.author_ids, actor.person_id})
    revision.save(update_fields=["edition", "written_by", "written_at", "author_ids"])
    return revision


@transaction.atomic
def write_text(
    revision: Revision,
    text: Text,
    *,
    change_summary: str = "",
    edition: int,
    actor: Actor,
    at: datetime,
) -> Revision:
    """Write what a draft says, and what is new in it.

    :raises Overtaken: when somebody saved since `edition` was read.
    :raises Refused: when the actor may not write.
    """
    revision = take_edition(revision, edition=edition, actor=actor, at=at)

    for section in Section:
        setattr(revision, section.value, text.of(section))
    revision.change_summary = change_summary.strip()
    revision.save(update_fields=[*(section.value for section in Section), "change_summary"])

    record(
        acts.TEXT_WRITTEN,
        revision,
        actor=actor,
        at=at,
        code=revision.document.code,
        number=revision.label,
        edition=revision.edition,
    )
    return revision


@transaction.atomic
def say_in_two_lines(revision: Revision, lines: str, *, actor: Actor, at: datetime) -> Revision:
    """Say in two lines what changed, for the tasks that use the text; empty lets it be generated.

    :raises Refused: when the actor may not write.
    """
    revision = revision_locked(revision.pk)
    may_write(actor, revision).enforce()
    check_hold(revision, actor=actor, at=at)

    revision.change_lines = two_lines(lines.splitlines())
    revision.save(update_fields=["change_lines"])
    return revision


@transaction.atomic
def submit_for_review(revision: Revision, *, actor: Actor, at: datetime) -> Revision:
    """Send a draft to review; nobody writes in it until it comes back.

    :raises Refused: when the actor may not, the text is incomplete, or a module above says so.
    """
    revision = revision_locked(revision.pk)
    may_submit(actor, revision).enforce()
    check_hold(revision, actor=actor, at=at)
    _check_complete(revision)

    let_go_of_draft(revision, actor=actor)
    revision.change_lines = revision.change_lines or generated_lines(revision)
    revision.stage = Stage.UNDER_REVIEW
    revision.submitted_by_id = actor.staff_id
    revision.submitted_at = at
    revision.return_remark = ""
    revision.save(update_fields=_SUBMITTED_COLUMNS)

    record(
        acts.REVISION_SUBMITTED,
        revision,
        actor=actor,
        at=at,
        code=revision.document.code,
        number=revision.label,
    )
    publish(RevisionSubmitted(revision.pk, revision.document_id, at))
    return revision


def _opened(new: NewDocument, *, actor: Actor, at: datetime) -> Document:
    code = tidy(new.code)
    document, opened = Document.objects.get_or_create(
        agency_id=actor.agency_id,
        code=code,
        defaults={"title": tidy(new.title), "kind": new.kind, "created_at": at},
    )
    if not opened:
        raise Unfit(_("The agency already has a document with the code %(code)s.") % {"code": code})
    return document


def _drafted(document: Document, begun: _Begun, *, actor: Actor, at: datetime) -> Revision:
    text, after, extent = begun.text, begun.after, begun.extent
    numbered = list(revisions_of(document).values_list("number", "issue", "amendment"))
    issue, amendment = next_issue([(given[1], given[2]) for given in numbered], extent)
    revision = Revision.objects.create(
        document=document,
        number=next_number(given[0] for given in numbered),
        issue=issue,
        amendment=amendment,
        drafted_by_id=actor.staff_id,
        drafted_at=at,
        written_by_id=actor.staff_id,
        written_at=at,
        author_ids=[actor.person_id],
        **{section.value: text.of(section) for section in Section},
    )

    record(
        acts.REVISION_DRAFTED,
        revision,
        actor=actor,
        at=at,
        code=document.code,
        number=revision.label,
    )
    publish(RevisionDrafted(revision.pk, document.pk, after.pk if after else None, at))
    return revision


def _check_complete(revision: Revision) -> None:
    missing = missing_sections(DocumentKind(revision.document.kind), revision.text)
    if missing:
        names = ", ".join(f"{section.place}. {SECTION_NAMES[section]}" for section in missing)
        raise Unfit(_("Write these sections first: %(sections)s.") % {"sections": names})
    if revision.number > 1 and not revision.change_summary:
        raise Unfit(_("Say what is new in this revision before it is reviewed."))
    left = remarks_to_mend(revision).count()
    if left:
        raise Unfit(_("Answer every remark first: %(count)s are left.") % {"count": left})
