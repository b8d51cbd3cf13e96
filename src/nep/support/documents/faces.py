"""What documents show on their own tabs, and on pages of the desk."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from nep.agencies.actors import Actor
from nep.foundation import clock
from nep.foundation.actors import ActorRef
from nep.foundation.faces import Face, show_face
from nep.foundation.finding import AT_ONCE, Found, Hit, answer_search
from nep.foundation.slots import fill
from nep.foundation.ui import Door, StoryLine, open_door
from nep.lib.vietnamese.text import fold
from nep.platform.journal.models import Entry
from nep.platform.journal.queries import entries_about
from nep.support.documents import asides, printing
from nep.support.documents.asides import actor_of
from nep.support.documents.models import STANDING_NAMES, Revision
from nep.support.documents.presentation import rows_of_differences
from nep.support.documents.queries.visible import (
    DocumentLine,
    Wanted,
    compared,
    document_lines,
    documents_listed,
)
from nep.support.documents.queries.waiting import (
    drafts_returned_to,
    revisions_approvable_by,
    revisions_reviewable_by,
)

PAGE = "documents.revision"


def furnish() -> None:
    """Put up the door, the tabs and the parts of other pages; done once, at the start."""
    open_door(
        Door(
            label=_("Procedures & documents"),
            short=_("Documents"),
            icon="files",
            url_name="documents:documents",
            order=30,
        )
    )
    difference = "documents/difference.html"
    show_face(PAGE, Face("so-sanh", _("Differences"), difference, difference_face, order=80))
    show_face(PAGE, Face("lich-su", _("History"), "documents/history.html", history_face, order=90))
    fill("home.work", "documents/waiting.html", waiting, order=50)
    asides.furnish()
    printing.furnish()
    answer_search(found, order=30)


def difference_face(request: HttpRequest, revision: Revision) -> Mapping[str, Any]:
    """Return two revisions side by side: this one and the one before, or that of `?voi=`."""
    asked = request.GET.get("voi", "")
    both = compared(actor_of(request), revision, asked, at=clock.now())
    if both is None:
        return {"before": None}
    return {
        "before": both.before,
        "after": both.after,
        "other": both.other,
        "others": both.others,
        "sections_changed": rows_of_differences(both.before.text, both.after.text),
    }


def history_face(_request: HttpRequest, revision: Revision) -> Mapping[str, Any]:
    """Return the acts on the revision as sentences."""
    return {"lines": [_told(entry) for entry in entries_about(revision)]}


def waiting(request: HttpRequest, actor: Actor) -> Mapping[str, Any] | None:
    """Return the revisions that wait for the actor: to approve, to review, to mend."""
    to_approve = list(revisions_approvable_by(actor, at=clock.now()))
    to_review = revisions_reviewable_by(actor)
    returned = list(drafts_returned_to(actor))
    if not (to_approve or to_review or returned):
        return None
    return {"to_approve": to_approve, "to_review": to_review, "returned": returned}


def found(request: HttpRequest, asked: str) -> Found:
    """Return the documents that match what the actor searches for, those in force first."""
    actor, at = actor_of(request), clock.now()
    documents = documents_listed(actor, Wanted(words=asked), at=at)[:AT_ONCE]
    lines = document_lines(actor, list(documents), at=at)
    return Found(_("Procedures & documents"), [_hit(line, asked, at) for line in lines])


def _hit(line: DocumentLine, asked: str, at: datetime) -> Hit:
    document = line.document
    return Hit(
        title=document.code,
        address=line.shown.get_absolute_url(),
        about=document.title,
        note=f"{STANDING_NAMES[line.shown.standing(at=at)]} · {document.agency.name}",
        exact=fold(asked) == fold(document.code),
    )


def _told(entry: Entry) -> StoryLine:
    return StoryLine(entry.at, entry.sentence, ActorRef.from_json(entry.actor).post)
