"""What distribution adds to other pages: the confirmation, the readers, and what is to be read."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from nep.agencies.actors import Actor
from nep.foundation import clock
from nep.foundation.faces import Face, show_face
from nep.foundation.slots import fill
from nep.support.distribution.permissions import (
    IN_PREPARATION,
    TO_BE_READ,
    may_confirm_reading,
    may_distribute,
    may_remind,
)
from nep.support.distribution.queries import (
    count_of,
    readers_of,
    reading_by,
    recipients_of,
    revisions_to_read,
)
from nep.support.documents.models import Revision


def furnish() -> None:
    """Stand beside a revision, on a tab of it, and in everyone's own work."""
    page = "documents.revision"
    readers = Face("nguoi-doc", _("Readers"), "distribution/readers.html", readers_face, order=70)
    show_face(page, readers)
    fill("documents.revision.aside", "distribution/aside.html", aside, order=10)
    fill("home.work", "distribution/to_read.html", to_read, order=60)


def aside(request: HttpRequest, revision: Revision) -> Mapping[str, Any] | None:
    """Return whether the actor has to read the revision, has, and how many others have.

    What is being prepared is read by nobody yet; the secretary sees where it will go.
    """
    actor, at = _actor(request), clock.now()
    may_choose = bool(may_distribute(actor, revision.document))
    if revision.standing(at=at) in TO_BE_READ:
        return {
            "revision": revision,
            "count": count_of(readers_of(revision, at=at)),
            "reading": reading_by(actor, revision),
            "may_confirm": bool(may_confirm_reading(actor, revision, at=at)),
            "may_distribute": may_choose,
        }
    if may_choose and revision.standing(at=at) in IN_PREPARATION:
        posts = recipients_of(revision.document).count()
        return {"revision": revision, "posts": posts, "may_distribute": True}
    return None


def readers_face(request: HttpRequest, revision: Revision) -> Mapping[str, Any]:
    """Return who has to know the revision, who has read it and when, and who has not."""
    actor, at = _actor(request), clock.now()
    readers = readers_of(revision, at=at)
    return {
        "readers": readers,
        "count": count_of(readers),
        "may_distribute": bool(may_distribute(actor, revision.document)),
        "may_remind": bool(may_remind(actor, revision, at=at)),
        "revision": revision,
    }


def to_read(_request: HttpRequest, actor: Actor) -> Mapping[str, Any] | None:
    """Return the texts that the actor has to read and confirm."""
    revisions = revisions_to_read(actor, at=clock.now())
    return {"revisions": revisions} if revisions else None


def _actor(request: HttpRequest) -> Actor:
    actor = getattr(request, "actor", None)
    assert isinstance(actor, Actor)  # noqa: S101 - slots of staff pages only
    return actor
