"""Review and approval: confirm, return with remarks at their place, approve, withdraw, stop."""

from datetime import datetime

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from nep.agencies.requests import StaffRequest, staff_page
from nep.foundation import clock
from nep.foundation.verdicts import Refused
from nep.support.documents import permissions
from nep.support.documents.forms import ApprovalForm
from nep.support.documents.forms_of_life import PLACE_PREFIX, EndForm, remarks_posted
from nep.support.documents.models import Remark, Revision
from nep.support.documents.queries.remarks import places_of, remark_of
from nep.support.documents.queries.revisions import applies_last
from nep.support.documents.queries.visible import readable_revision
from nep.support.documents.services.approval import approve_revision
from nep.support.documents.services.review import confirm_review, mend_remark, return_to_drafter
from nep.support.documents.services.withdrawal import stop_document, withdraw_revision
from nep.support.documents.views.answers import (
    act,
    document_or_404,
    form_page,
    refused_form,
    revision_answer,
    revision_or_404,
)


@require_GET
@staff_page
def revision_page(request: StaffRequest, agency: str, code: str, number: int) -> HttpResponse:
    """Show one revision: its text, the faces that others add, and what the actor may do."""
    return revision_answer(request, revision_or_404(request, agency, code, number))


@require_POST
@staff_page
def review(request: StaffRequest, agency: str, code: str, number: int) -> HttpResponse:
    """Confirm that the text is fit for approval."""
    revision = revision_or_404(request, agency, code, number)
    return act(request, revision, lambda it, at: confirm_review(it, actor=request.actor, at=at))


@require_http_methods(["GET", "POST"])
@staff_page
def send_back(request: StaffRequest, agency: str, code: str, number: int) -> HttpResponse:
    """Send a revision under review back to its drafter, with remarks at their place."""
    revision = revision_or_404(request, agency, code, number)
    if request.method == "GET":
        permissions.may_return(request.actor, revision).enforce()
        return _return_page(request, revision)
    remark, placed = request.POST.get("remark", ""), remarks_posted(request.POST)
    try:
        return_to_drafter(revision, remark, placed=placed, actor=request.actor, at=clock.now())
    except Refused as refusal:
        return _return_page(request, revision, refusal)
    return HttpResponseRedirect(revision.get_absolute_url())


@require_POST
@staff_page
def mend(request: StaffRequest, agency: str, code: str, number: int, remark: int) -> HttpResponse:
    """Tick a remark off, with a word on what became of it."""
    revision = revision_or_404(request, agency, code, number)
    try:
        found = remark_of(revision, remark)
    except Remark.DoesNotExist as absent:
        raise Http404 from absent
    answer = request.POST.get("answer", "")
    return act(
        request, revision, lambda _it, at: mend_remark(found, answer, actor=request.actor, at=at)
    )


@require_http_methods(["GET", "POST"])
@staff_page
def approval_page(request: StaffRequest, agency: str, code: str, number: int) -> HttpResponse:
    """Approve a revision: from when, and by what decision."""
    revision, at = revision_or_404(request, agency, code, number), clock.now()
    permissions.may_approve(request.actor, revision, at=at).enforce()
    form = ApprovalForm(request.POST or None, revision=revision, actor=request.actor)
    name, before = "documents/approval.html", applies_last(revision.document)
    if not form.is_valid():
        return form_page(request, name, form, revision=revision, before=before)
    try:
        approve_revision(revision, form.approval(at=at), actor=request.actor, at=at)
    except Refused as refusal:
        return refused_form(request, name, form, refusal, revision=revision, before=before)
    return HttpResponseRedirect(revision.get_absolute_url())


@require_POST
@staff_page
def withdraw(request: StaffRequest, agency: str, code: str, number: int) -> HttpResponse:
    """Withdraw a text that applies or soon would, now or from a day."""
    revision = revision_or_404(request, agency, code, number)
    reason = request.POST.get("reason", "")

    def withdrawn(it: Revision, at: datetime) -> None:
        since = EndForm(request.POST).moment(at=at)
        withdraw_revision(it, reason, since=since, actor=request.actor, at=at)

    return act(request, revision, withdrawn)


@require_POST
@staff_page
def stop(request: StaffRequest, agency: str, code: str) -> HttpResponse:
    """Let a whole document stop applying, now or from a day."""
    document, at = document_or_404(request, agency, code), clock.now()
    reason = request.POST.get("stop_reason", "")
    try:
        since = EndForm(request.POST).moment(at=at)
        stop_document(document, reason, since=since, actor=request.actor, at=at)
    except Refused as refusal:
        shown = readable_revision(request.actor, document, at=at)
        return revision_answer(request, shown, refusal=refusal)
    return redirect("documents:document", agency, code)


def _return_page(
    request: StaffRequest, revision: Revision, refusal: Refused | None = None
) -> HttpResponse:
    """Show every place with room for a remark, and what was typed there."""
    places = [
        (place, PLACE_PREFIX + place.key, request.POST.get(PLACE_PREFIX + place.key, ""))
        for place in places_of(revision)
    ]
    context = {
        "revision": revision,
        "places": places,
        "refusal": refusal,
        "remark": request.POST.get("remark", ""),
    }
    status = refusal.status if refusal else 200
    return TemplateResponse(request, "documents/return.html", context, status=status)
