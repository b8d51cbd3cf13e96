"""What documents put beside a revision themselves: requests under way, and the periodic review."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest

from nep.agencies.actors import Actor
from nep.foundation import clock
from nep.foundation.slots import fill
from nep.support.documents.models import DUENESS_NAMES, FINDING_NAMES, Revision
from nep.support.documents.permissions import may_review_again
from nep.support.documents.permissions_of_requests import may_ask
from nep.support.documents.presentation import DUENESS_TONES
from nep.support.documents.queries.periodic import review_state, reviews_of
from nep.support.documents.queries.requests import requests_about, requests_answerable_by
from nep.support.documents.rules.requests import RequestKind
from nep.support.documents.rules.revisions import Standing

ASIDE = "documents.revision.aside"
LATEST = 3


def furnish() -> None:
    """Put up the parts; done once, at the start."""
    fill(ASIDE, "documents/aside_review.html", periodic_review, order=60)
    fill(ASIDE, "documents/aside_requests.html", requests, order=70)
    fill("home.work", "documents/waiting_requests.html", waiting, order=55)


def periodic_review(request: HttpRequest, revision: Revision) -> Mapping[str, Any] | None:
    """Return when the text in force is to be looked at again, and what was found before."""
    at, document = clock.now(), revision.document
    if revision.standing(at=at) is not Standing.IN_FORCE:
        return None
    state = review_state(document, at=at)
    if state is None:
        return None
    return {
        "state": state,
        "state_tone": DUENESS_TONES[state.dueness],
        "state_name": DUENESS_NAMES[state.dueness],
        "reviews": reviews_of(document)[:LATEST],
        "findings": FINDING_NAMES.items(),
        "may_review_again": may_review_again(actor_of(request), document, at=at),
    }


def requests(request: HttpRequest, revision: Revision) -> Mapping[str, Any] | None:
    """Return the requests about the document that are under way, and the way to ask."""
    actor, document = actor_of(request), revision.document
    asking = may_ask(actor, document, RequestKind.AMEND, at=clock.now())
    about = list(requests_about(actor, document))
    return {"requests": about, "may_ask": asking} if about or asking else None


def waiting(request: HttpRequest, actor: Actor) -> Mapping[str, Any] | None:
    """Return the requests that wait for the actor's answer."""
    answerable = list(requests_answerable_by(actor)[:20])
    return {"answerable": answerable} if answerable else None


def actor_of(request: HttpRequest) -> Actor:
    """Return who asks for a page of staff."""
    actor = getattr(request, "actor", None)
    assert isinstance(actor, Actor)  # noqa: S101 - slots of staff pages only
    return actor
