"""What views of documents answer with: a row or nothing, a page, a form, a refusal in its place."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.forms import Form
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse

from nep.agencies.requests import StaffRequest
from nep.foundation import clock
from nep.foundation.faces import asked_face
from nep.foundation.verdicts import Refused
from nep.support.documents import permissions
from nep.support.documents.models import EXTENT_NAMES, Document, Revision
from nep.support.documents.presentation import cover_of, sections_of, standing_shown
from nep.support.documents.queries.holding import hold_that_stands
from nep.support.documents.queries.remarks import remarks_on
from nep.support.documents.queries.requests import requests_named_by
from nep.support.documents.queries.revisions import revision_in_force
from nep.support.documents.queries.visible import (
    PREPARING,
    document_visible_to,
    revision_visible_to,
    revisions_seen_of,
)

Act = Callable[[Revision, datetime], object]


def document_or_404(request: StaffRequest, agency: str, code: str) -> Document:
    """Return a document that the actor may read a revision of."""
    try:
        return document_visible_to(request.actor, agency_code=agency, code=code)
    except Document.DoesNotExist as absent:
        raise Http404 from absent


def revision_or_404(request: StaffRequest, agency: str, code: str, number: int) -> Revision:
    """Return a revision that the actor may read."""
    try:
        return revision_visible_to(request.actor, agency_code=agency, code=code, number=number)
    except Revision.DoesNotExist as absent:
        raise Http404 from absent


def act(request: StaffRequest, revision: Revision, act: Act) -> HttpResponse:
    """Do the act and show the revision; a refusal is said there, with what was typed."""
    try:
        act(revision, clock.now())
    except Refused as refusal:
        return revision_answer(request, revision, refusal=refusal)
    return HttpResponseRedirect(revision.get_absolute_url())


def revision_answer(
    request: StaffRequest, revision: Revision, *, refusal: Refused | None = None
) -> HttpResponse:
    """Show a revision with what the actor may do, and why an act on it was refused."""
    actor, at, document = request.actor, clock.now(), revision.document
    prepares = any(actor.holds(needed, at_agency=document.agency_id) for needed in PREPARING)
    context = {
        "revision": revision,
        "document": document,
        "shown": standing_shown(revision, at=at),
        "in_force": revision_in_force(document, at=at),
        "revisions": [standing_shown(seen, at=at) for seen in revisions_seen_of(actor, document)],
        "sections": sections_of(revision.text),
        "cover": cover_of(revision),
        "text_is_shown": not asked_face(request),
        "acts": _verdicts(request, revision, at) if prepares else None,
        "held": hold_that_stands(revision, at=at) if prepares else None,
        "remarks": list(remarks_on(revision)) if prepares else None,
        "extents": EXTENT_NAMES.items(),
        "answers": requests_named_by(revision),
        "refusal": refusal,
        "typed": request.POST,
    }
    status = refusal.status if refusal else 200
    return TemplateResponse(request, "documents/revision.html", context, status=status)


def _verdicts(request: StaffRequest, revision: Revision, at: datetime) -> dict[str, object]:
    actor = request.actor
    return {
        "write": permissions.may_write(actor, revision),
        "discard": permissions.may_discard(actor, revision),
        "submit": permissions.may_submit(actor, revision),
        "review": permissions.may_review(actor, revision),
        "return": permissions.may_return(actor, revision),
        "approve": permissions.may_approve(actor, revision, at=at),
        "withdraw": permissions.may_withdraw(actor, revision, at=at),
        "mend": permissions.may_mend(actor, revision),
        "describe": permissions.may_draft(actor, agency_id=revision.document.agency_id),
        "stop": permissions.may_stop(actor, revision.document, at=at),
        "draft": permissions.may_draft_revision(actor, revision.document),
    }


def form_page(
    request: StaffRequest,
    name: str,
    form: Form,
    **context: Any,  # noqa: ANN401 - for a template
) -> HttpResponse:
    """Show a form; 422 when what was typed has to be mended."""
    status = 422 if form.errors else 200
    return TemplateResponse(request, name, {"form": form, **context}, status=status)


def refused_form(
    request: StaffRequest,
    name: str,
    form: Form,
    refusal: Refused,
    **context: Any,  # noqa: ANN401
) -> HttpResponse:
    """Show a form with what was typed and why the act was refused."""
    context = {"form": form, "refusal": refusal, **context}
    return TemplateResponse(request, name, context, status=refusal.status)
