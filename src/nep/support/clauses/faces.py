"""What clauses add to other pages: the clauses that a revision cites, and ways to the map."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest

from nep.agencies.actors import Actor
from nep.agencies.models import Agency
from nep.foundation.slots import fill
from nep.support.clauses.permissions import may_see_map
from nep.support.clauses.queries import clauses_cited, numbers_cited
from nep.support.documents.models import Revision
from nep.support.documents.permissions import may_write
from nep.support.fulltext.telling import tell_clauses


def furnish() -> None:
    """Stand beside a revision, and let search filter by clauses; done once, at the start."""
    fill("documents.revision.aside", "clauses/aside.html", aside, order=30)
    fill("documents.list.actions", "clauses/way.html", way, order=6)
    fill("agencies.agency.aside", "clauses/way_of_agency.html", way_of_agency, order=30)
    tell_clauses(numbers_cited)


def aside(request: HttpRequest, revision: Revision) -> Mapping[str, Any] | None:
    """Return the clauses that a revision cites, and whether the actor may choose them."""
    cited, may_choose = clauses_cited(revision.pk), bool(may_write(_actor(request), revision))
    if not (cited or may_choose):
        return None
    return {"cited": cited, "may_choose": may_choose, "revision": revision}


def way(_request: HttpRequest, _subject: object) -> Mapping[str, Any]:
    """Lead from the list of documents to the map of the actor's own agency."""
    return {}


def way_of_agency(request: HttpRequest, agency: Agency) -> Mapping[str, Any] | None:
    """Lead from an agency to its map, those who may see it."""
    return {"agency": agency} if may_see_map(_actor(request), agency_id=agency.pk) else None


def _actor(request: HttpRequest) -> Actor:
    actor = getattr(request, "actor", None)
    assert isinstance(actor, Actor)  # noqa: S101 - slots of staff pages only
    return actor
