"""Change requests: the list, asking, one request and its answer, the draft it leads to."""

from collections.abc import Callable
from datetime import datetime

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from nep.agencies.requests import StaffRequest, staff_page
from nep.foundation import clock
from nep.foundation.http import is_partial
from nep.foundation.paging import page_of
from nep.foundation.verdicts import Refused
from nep.support.documents.forms_of_life import (
    DraftOnRequestForm,
    RequestForm,
    RequestListForm,
)
from nep.support.documents.models import ChangeRequest, Document
from nep.support.documents.permissions_of_requests import (
    may_answer,
    may_ask,
    may_draft_on,
    may_take_back,
)
from nep.support.documents.queries.requests import request_visible_to, requests_listed
from nep.support.documents.rules.requests import RequestKind
from nep.support.documents.services.requests import (
    accept_request,
    ask_for_change,
    draft_on_request,
    refuse_request,
    take_back_request,
)
from nep.support.documents.views.answers import document_or_404, form_page, refused_form

ASKING = "documents/request_new.html"
Answer = Callable[[ChangeRequest, datetime], object]


@require_GET
@staff_page
def request_list(request: StaffRequest) -> HttpResponse:
    """List the change requests of the actor's agency, the newest first."""
    form = RequestListForm(request.GET)
    stage = form.stage()
    page = page_of(requests_listed(request.actor, stage), request)
    context = {"form": form, "page": page, "narrowed": stage is not None}
    name = "documents/requests.html"
    return TemplateResponse(request, f"{name}#rows" if is_partial(request) else name, context)


@require_http_methods(["GET", "POST"])
@staff_page
def new_request(request: StaffRequest) -> HttpResponse:
    """Ask for a document that does not exist yet."""
    return _asking(request, None, RequestKind.NEW)


@require_http_methods(["GET", "POST"])
@staff_page
def request_change(request: StaffRequest, agency: str, code: str) -> HttpResponse:
    """Ask that a document be amended, or no longer applied."""
    return _asking(request, document_or_404(request, agency, code), RequestKind.AMEND)


@require_GET
@staff_page
def request_page(request: StaffRequest, agency: str, year: int, number: int) -> HttpResponse:
    """Show one request, and what the actor may do with it."""
    return _answered(request, _request_or_404(request, agency, year, number))


@require_POST
@staff_page
def accept(request: StaffRequest, agency: str, year: int, number: int) -> HttpResponse:
    """Accept a request."""
    answer = request.POST.get("answer", "")
    return _act(
        request,
        (agency, year, number),
        lambda it, at: accept_request(it, answer, actor=request.actor, at=at),
    )


@require_POST
@staff_page
def refuse(request: StaffRequest, agency: str, year: int, number: int) -> HttpResponse:
    """Refuse a request, saying why."""
    reason = request.POST.get("answer", "")
    return _act(
        request,
        (agency, year, number),
        lambda it, at: refuse_request(it, reason, actor=request.actor, at=at),
    )


@require_POST
@staff_page
def take_back(request: StaffRequest, agency: str, year: int, number: int) -> HttpResponse:
    """Take one's own request back."""
    return _act(
        request,
        (agency, year, number),
        lambda it, at: take_back_request(it, actor=request.actor, at=at),
    )


@require_POST
@staff_page
def draft(request: StaffRequest, agency: str, year: int, number: int) -> HttpResponse:
    """Open the draft to which an accepted request leads."""
    asked = _request_or_404(request, agency, year, number)
    may_draft_on(request.actor, asked).enforce()
    form = DraftOnRequestForm(request.POST, request=asked)
    if not form.is_valid():
        return _answered(request, asked, form=form, status=422)
    try:
        revision = draft_on_request(
            asked,
            form.new_document(),
            extent=form.chosen_extent(),
            actor=request.actor,
            at=clock.now(),
        )
    except Refused as refusal:
        return _answered(request, asked, form=form, refusal=refusal, status=refusal.status)
    return redirect("documents:text", agency, revision.document.code, revision.number)


def _asking(request: StaffRequest, document: Document | None, kind: RequestKind) -> HttpResponse:
    at = clock.now()
    may_ask(request.actor, document, kind, at=at).enforce()
    form = RequestForm(request.POST or None, document=document)
    if not form.is_valid():
        return form_page(request, ASKING, form, document=document)
    try:
        asked = ask_for_change(form.asked(), document, actor=request.actor, at=at)
    except Refused as refusal:
        return refused_form(request, ASKING, form, refusal, document=document)
    return HttpResponseRedirect(asked.get_absolute_url())


def _request_or_404(request: StaffRequest, agency: str, year: int, number: int) -> ChangeRequest:
    try:
        return request_visible_to(request.actor, agency_code=agency, year=year, number=number)
    except ChangeRequest.DoesNotExist as absent:
        raise Http404 from absent


def _act(request: StaffRequest, named: tuple[str, int, int], answer: Answer) -> HttpResponse:
    asked = _request_or_404(request, *named)
    try:
        answer(asked, clock.now())
    except Refused as refusal:
        return _answered(request, asked, refusal=refusal, status=refusal.status)
    return HttpResponseRedirect(asked.get_absolute_url())


def _answered(
    request: StaffRequest,
    asked: ChangeRequest,
    *,
    form: DraftOnRequestForm | None = None,
    refusal: Refused | None = None,
    status: int = 200,
) -> HttpResponse:
    actor = request.actor
    context = {
        "asked": asked,
        "may_answer": may_answer(actor, asked),
        "may_take_back": may_take_back(actor, asked),
        "may_draft": may_draft_on(actor, asked),
        "form": form or DraftOnRequestForm(request=asked),
        "refusal": refusal,
        "typed": request.POST,
    }
    return TemplateResponse(request, "documents/request.html", context, status=status)
