"""Periodic review: the list of what is due, and the act on one document."""

from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.functional import Promise
from django.views.decorators.http import require_GET, require_POST

from nep.agencies.queries import local_day
from nep.agencies.requests import StaffRequest, staff_page
from nep.agencies.rules import Permission
from nep.foundation import clock
from nep.foundation.paging import page_of
from nep.foundation.ui import Tone
from nep.foundation.verdicts import Refused
from nep.support.documents.forms_of_life import ReviewForm
from nep.support.documents.models import DUENESS_NAMES, Document
from nep.support.documents.permissions import may_review_again
from nep.support.documents.presentation import DUENESS_TONES
from nep.support.documents.queries.periodic import reviews_due, soon
from nep.support.documents.queries.visible import readable_revision
from nep.support.documents.rules.periodic import Finding, dueness
from nep.support.documents.services.periodic import review_again
from nep.support.documents.views.answers import document_or_404, revision_answer

if TYPE_CHECKING:
    from nep.support.documents.queries.periodic import DueDocument


class DueLine(NamedTuple):
    """A document in the list, with how near its review is."""

    document: Document
    tone: Tone
    name: str | Promise
    has_to_be_amended: bool


@require_GET
@staff_page
def review_list(request: StaffRequest) -> HttpResponse:
    """List the documents in force by when their review is due; those due soon first of all."""
    actor, at = request.actor, clock.now()
    everything = "tat-ca" in request.GET
    until = None if everything else local_day(at) + soon(at=at)
    page = page_of(reviews_due(actor, at=at, until=until), request)
    context = {
        "page": page,
        "lines": [_line(document, at) for document in page.rows],
        "everything": everything,
        "of_all_agencies": actor.holds(Permission.READ_ALL_AGENCIES),
    }
    return TemplateResponse(request, "documents/reviews.html", context)


@require_POST
@staff_page
def review_document(request: StaffRequest, agency: str, code: str) -> HttpResponse:
    """Review a document in force: it stays, or has to be amended."""
    document, at = document_or_404(request, agency, code), clock.now()
    try:
        may_review_again(request.actor, document, at=at).enforce()
        finding, remark = ReviewForm(request.POST).found()
        review_again(document, finding, remark, actor=request.actor, at=at)
    except Refused as refusal:
        shown = readable_revision(request.actor, document, at=at)
        return revision_answer(request, shown, refusal=refusal)
    return redirect("documents:document", agency, code)


def _line(document: "DueDocument", at: datetime) -> DueLine:
    near = dueness(document.review_due_on, on=local_day(at), soon=soon(at=at))
    to_amend = document.last_finding == Finding.AMEND
    return DueLine(document, DUENESS_TONES[near], DUENESS_NAMES[near], to_amend)
