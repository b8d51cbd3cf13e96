"""The list of documents, opening one, and what registers say of it."""

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_GET, require_http_methods

from nep.agencies.requests import StaffRequest, staff_page
from nep.agencies.rules import Permission
from nep.foundation import clock
from nep.foundation.http import is_partial
from nep.foundation.paging import page_of
from nep.foundation.verdicts import Refused
from nep.support.documents import permissions
from nep.support.documents.forms import ListForm, NewDocumentForm
from nep.support.documents.forms_of_life import DescriptionForm
from nep.support.documents.queries.visible import (
    Wanted,
    document_lines,
    documents_listed,
    readable_revision,
)
from nep.support.documents.services.describing import describe_document
from nep.support.documents.services.drafting import draft_document
from nep.support.documents.views.answers import document_or_404, form_page, refused_form


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
            return refused_form(request, "documents/new.html", form, refusal)
        return redirect("documents:text", actor.agency_code, revision.document.code, 1)
    return form_page(request, "documents/new.html", form)


@require_GET
@staff_page
def document_page(request: StaffRequest, agency: str, code: str) -> HttpResponse:
    """Lead to the revision in force, or else to the newest that the actor may read."""
    document = document_or_404(request, agency, code)
    return HttpResponseRedirect(
        readable_revision(request.actor, document, at=clock.now()).get_absolute_url()
    )


@require_http_methods(["GET", "POST"])
@staff_page
def description_page(request: StaffRequest, agency: str, code: str) -> HttpResponse:
    """Say of a document what registers print besides code, kind and title."""
    document, at = document_or_404(request, agency, code), clock.now()
    permissions.may_draft(request.actor, agency_id=document.agency_id).enforce()
    name = "documents/description.html"
    form = DescriptionForm(request.POST or None, document=document, at=at)
    if not form.is_valid():
        return form_page(request, name, form, document=document)
    try:
        describe_document(document, form.description(), actor=request.actor, at=at)
    except Refused as refusal:
        return refused_form(request, name, form, refusal, document=document)
    return HttpResponseRedirect(document.get_absolute_url())
