"""What the search in texts answers in the one search box, and the ways that lead to its page."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from nep.agencies.actors import Actor
from nep.foundation import clock
from nep.foundation.finding import AT_ONCE, Found, Hit, answer_search
from nep.foundation.slots import fill
from nep.support.fulltext.presentation import Result, results_of
from nep.support.fulltext.queries import found_by_text, revisions_found
from nep.support.fulltext.rules import Asked, asked_words


def furnish() -> None:
    """Answer the search box, and put up the ways to the page; done once, at the start."""
    answer_search(found, order=35)
    fill("documents.list.actions", "fulltext/way.html", _way, order=5)
    fill("search.more", "fulltext/more.html", _more, order=20)


def found(request: HttpRequest, asked: str) -> Found:
    """Return the texts that have the words; those that have them in the title, documents tell."""
    words = asked_words(asked)
    keys = found_by_text(_actor(request), Asked(words), at=clock.now(), most=AT_ONCE)
    results = results_of(revisions_found(keys), words)
    return Found(_("In the texts in force"), [_hit(result) for result in results])


def _hit(result: Result) -> Hit:
    document = result.revision.document
    return Hit(
        title=document.code,
        address=result.revision.get_absolute_url(),
        about=document.title,
        note=result.snippet.text,
    )


def _way(_request: HttpRequest, _subject: object) -> Mapping[str, Any]:
    return {}


def _more(_request: HttpRequest, asked: object) -> Mapping[str, Any] | None:
    return {"asked": asked} if asked else None


def _actor(request: HttpRequest) -> Actor:
    actor = getattr(request, "actor", None)
    assert isinstance(actor, Actor)  # noqa: S101 - slots of staff pages only
    return actor
