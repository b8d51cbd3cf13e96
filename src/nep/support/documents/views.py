"""The pages of documents: the list, one revision with its faces, and the acts on it."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.forms import Form
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from nep.agencies.requests import StaffRequest, staff_page
from nep.agencies.rules import Permission
from nep.foundation import clock
from nep.foundation.faces import asked_face
from nep.foundation.http import is_partial
from nep.foundation.paging import page_of
from nep.foundation.verdicts import Overtaken, Refused
from nep.support.documents import permissions
from nep.support.documents.forms import ApprovalForm, ListForm, NewDocumentForm, TextForm
from nep.support.documents.models import Document, Revision
from nep.support.documents.presentation import (
    cover_of,
    differences_of,
    sections_of,
    standing_shown,
)
from nep.support.documents.queries.revisions import applies_last, revision_in_force
from nep.support.documents.queries.visible import (
    PREPARING,
    Wanted,
    document_lines,
    document_visible_to,
    documents_listed,
    readable_revision,
    revision_visible_to,
    revisions_seen_of,
)
from nep.support.documents.services.approval import approve_revision, withdraw_revision
from nep.support.documents.services.discarding import discard_draft
from nep.support.documents.services.drafting import (
    draft_document,
    draft_revision,
    submit_for_review,
    write_text,
)
from nep.support.documents.services.review import confirm_review, return_to_drafter

Act = Callable[[Revision, datetime], object]


@require_GET
@staff_page
def document_list(request: StaffRequest) -> HttpResponse:
    """List the documents that the actor may read, those in force first."""
    actor, at = request.actor, clock.now()
    form = ListForm(request.GET)
    wanted = form.wanted()
    page = page_of(documents_listed(actor, wanted, at=at), request)
    context = {
        "form": form,
        "page": page,
        "lines": document_lines(actor, page.rows, at=at),
        "at": at,
        "of_all_agencies": actor.holds(Permission.READ_ALL_AGENCIES),
        "may_draft": permissions.may_draft(actor, agency_id=actor.agency_id),
        "narrowed": wanted != Wanted(),
    }
    name = "documents/list.html"
    return TemplateResponse(request, f"{name}#rows" if is_partial(request) else name, context)


@require_http_methods(["GET", "POST"])
@staff_page
def new_document(request: StaffRequest) -> HttpResponse:
    """Open a document and the draft of its first revision."""
    actor = request.actor
    permissions.may_draft(actor, agency_id=actor.agency_id).enforce()
    form = NewDocumentForm(request.POST or None)
    if form.is_valid():
        try:
            revision = draft_document(form.new_document(), actor=actor, at=clock.now())
        except Refused as refusal:
            return _refused_form(request, "documents/new.html", form, refusal)
        return redirect("documents:text", actor.agency_code, revision.document.code, 1)
    return _form_page(request, "documents/new.html", form)


@require_GET
@staff_page
def document_page(request: StaffRequest, agency: str, code: str) -> HttpResponse:
    """Lead to the revision in force, or else to the newest that the actor may read."""
    document = _document_or_404(request, agency, code)
    return HttpResponseRedirect(
        readable_revision(request.actor, document, at=clock.now()).get_absolute_url()
    )


@require_POST
@staff_page
def next_revision(request: StaffRequest, agency: str, code: str) -> HttpResponse:
    """Open the draft of the next revision."""
    document, at = _document_or_404(request, agency, code), clock.now()
    try:
        revision = draft_revision(document, actor=request.actor, at=at)
    except Refused as refusal:
        shown = readable_revision(request.actor, document, at=at)
        return _revision_answer(request, shown, refusal=refusal)
    return redirect("documents:text", agency, code, revision.number)


@require_GET
@staff_page
def revision_page(request: StaffRequest, agency: str, code: str, number: int) -> HttpResponse:
    """Show one revision: its text, the faces that others add, and what the actor may do."""
    return _revision_answer(request, _revision_or_404(request, agency, code, number))


@require_http_methods(["GET", "POST"])
@staff_page
def text_page(request: StaffRequest, agency: str, code: str, number: int) -> HttpResponse:
    """Write what a draft says."""
    revision = _revision_or_404(request, agency, code, number)
    permissions.may_write(request.actor, revision).enforce()
    form = TextForm(request.POST or None, revision=revision)
    if not form.is_valid():
        return _form_page(request, "documents/text.html", form, revision=revision)
    try:
        write_text(
            revision,
            form.text(),
            change_summary=form.cleaned_data.get("change_summary", ""),
            edition=form.cleaned_data["edition"],
            actor=request.actor,
            at=clock.now(),
        )
    except Overtaken as refusal:
        return _overtaken(request, form, revision, refusal)
    return HttpResponseRedirect(revision.get_absolute_url())


@require_POST
@staff_page
def discard(request: StaffRequest, agency: str, code: str, number: int) -> HttpResponse:
    """Throw a draft away that was never sent to review; what is left of its document is shown."""
    revision = _revision_or_404(request, agency, code, number)
    seen = request.POST.get("edition", "")
    edition = int(seen) if seen.isdecimal() else 0
    try:
        discard_draft(revision, edition=edition, actor=request.actor, at=clock.now())
    except Refused as refusal:
        return _revision_answer(request, revision, refusal=refusal)
    return redirect("documents:documents")


@require_POST
@staff_page
def submit(request: StaffRequest, agency: str, code: str, number: int) -> HttpResponse:
    """Send a draft to review."""
    revision = _revision_or_404(request, agency, code, number)
    return _act(request, revision, lambda it, at: submit_for_review(it, actor=request.actor, at=at))


@require_POST
@staff_page
def review(request: StaffRequest, agency: str, code: str, number: int) -> HttpResponse:
    """Confirm that the text is fit for approval."""
    revision = _revision_or_404(request, agency, code, number)
    return _act(request, revision, lambda it, at: confirm_review(it, actor=request.actor, at=at))


@require_POST
@staff_page
def send_back(request: StaffRequest, agency: str, code: str, number: int) -> HttpResponse:
    """Send a revision under review back to its drafter."""
    revision = _revision_or_404(request, agency, code, number)
    remark = request.POST.get("remark", "")
    return _act(
        request,
        revision,
        lambda it, at: return_to_drafter(it, remark, actor=request.actor, at=at),
    )


@require_http_methods(["GET", "POST"])
@staff_page
def approval_page(request: StaffRequest, agency: str, code: str, number: int) -> HttpResponse:
    """Approve a revision: from when, and by what decision."""
    revision, at = _revision_or_404(request, agency, code, number), clock.now()
    permissions.may_approve(request.actor, revision, at=at).enforce()
    form = ApprovalForm(request.POST or None, revision=revision, actor=request.actor)
    name, before = "documents/approval.html", applies_last(revision.document)
    if not form.is_valid():
        return _form_page(request, name, form, revision=revision, before=before)
    try:
        approve_revision(revision, form.approval(at=at), actor=request.actor, at=at)
    except Refused as refusal:
        return _refused_form(request, name, form, refusal, revision=revision, before=before)
    return HttpResponseRedirect(revision.get_absolute_url())


@require_POST
@staff_page
def withdraw(request: StaffRequest, agency: str, code: str, number: int) -> HttpResponse:
    """Withdraw a text that applies or soon would."""
    revision = _revision_or_404(request, agency, code, number)
    reason = request.POST.get("reason", "")
    return _act(
        request,
        revision,
        lambda it, at: withdraw_revision(it, reason, actor=request.actor, at=at),
    )


def _document_or_404(request: StaffRequest, agency: str, code: str) -> Document:
    try:
        return document_visible_to(request.actor, agency_code=agency, code=code)
    except Document.DoesNotExist as absent:
        raise Http404 from absent


def _revision_or_404(request: StaffRequest, agency: str, code: str, number: int) -> Revision:
    try:
        return revision_visible_to(request.actor, agency_code=agency, code=code, number=number)
    except Revision.DoesNotExist as absent:
        raise Http404 from absent


def _act(request: StaffRequest, revision: Revision, act: Act) -> HttpResponse:
    """Do the act and show the revision; a refusal is said there, with what was typed."""
    try:
        act(revision, clock.now())
    except Refused as refusal:
        return _revision_answer(request, revision, refusal=refusal)
    return HttpResponseRedirect(revision.get_absolute_url())


def _revision_answer(
    request: StaffRequest, revision: Revision, *, refusal: Refused | None = None
) -> HttpResponse:
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
        "draft": permissions.may_draft_revision(actor, revision.document),
    }


def _form_page(
    request: StaffRequest,
    name: str,
    form: Form,
    **context: Any,  # noqa: ANN401 - for a template
) -> HttpResponse:
    status = 422 if form.errors else 200
    return TemplateResponse(request, name, {"form": form, **context}, status=status)


def _refused_form(
    request: StaffRequest,
    name: str,
    form: Form,
    refusal: Refused,
    **context: Any,  # noqa: ANN401
) -> HttpResponse:
    context = {"form": form, "refusal": refusal, **context}
    return TemplateResponse(request, name, context, status=refusal.status)


def _overtaken(
    request: StaffRequest, form: TextForm, revision: Revision, refusal: Overtaken
) -> HttpResponse:
    """Give back what was typed, under the newest edition, beside what somebody else saved."""
    revision.refresh_from_db()
    typed = {**request.POST.dict(), "edition": str(revision.edition)}
    again = TextForm(typed, revision=revision)
    differences = differences_of(revision.text, form.text())
    context = {"revision": revision, "differences": differences}
    return _refused_form(request, "documents/text.html", again, refusal, **context)
