"""Drafting: the next revision, the editor that one person holds, sending to review."""

from django.db import transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods, require_POST

from nep.agencies.requests import StaffRequest, staff_page
from nep.foundation import clock
from nep.foundation.verdicts import Overtaken, Refused
from nep.support.documents import permissions
from nep.support.documents.forms import TextForm
from nep.support.documents.models import Revision
from nep.support.documents.presentation import differences_of
from nep.support.documents.queries.changes import generated_lines
from nep.support.documents.queries.holding import hold_that_keeps_out
from nep.support.documents.queries.remarks import remarks_by_place
from nep.support.documents.queries.visible import readable_revision
from nep.support.documents.rules.documents import Extent
from nep.support.documents.services.discarding import discard_draft
from nep.support.documents.services.drafting import (
    draft_revision,
    say_in_two_lines,
    submit_for_review,
    write_text,
)
from nep.support.documents.services.holding import (
    hold_draft,
    let_go_of_draft,
    take_over_draft,
)
from nep.support.documents.views.answers import (
    act,
    document_or_404,
    form_page,
    refused_form,
    revision_answer,
    revision_or_404,
)

EDITOR = "documents/text.html"


@require_POST
@staff_page
def next_revision(request: StaffRequest, agency: str, code: str) -> HttpResponse:
    """Open the draft of the next revision: an amendment of the issue, or a new issue."""
    document, at = document_or_404(request, agency, code), clock.now()
    asked = request.POST.get("extent", "")
    extent = Extent(asked) if asked in set(Extent) else Extent.ISSUE
    try:
        revision = draft_revision(document, extent=extent, actor=request.actor, at=at)
    except Refused as refusal:
        shown = readable_revision(request.actor, document, at=at)
        return revision_answer(request, shown, refusal=refusal)
    return redirect("documents:text", agency, code, revision.number)


@require_http_methods(["GET", "POST"])
@staff_page
def text_page(request: StaffRequest, agency: str, code: str, number: int) -> HttpResponse:
    """Write what a draft says; opening the editor holds the draft for whoever writes."""
    revision = revision_or_404(request, agency, code, number)
    permissions.may_write(request.actor, revision).enforce()
    if request.method == "GET":
        return _opened(request, revision)
    form = TextForm(request.POST or None, revision=revision)
    if not form.is_valid():
        return form_page(request, EDITOR, form, **_editor(revision))
    try:
        _save(request, revision, form)
    except Overtaken as refusal:
        return _overtaken(request, form, revision, refusal)
    return HttpResponseRedirect(revision.get_absolute_url())


@require_POST
@staff_page
def take_over(request: StaffRequest, agency: str, code: str, number: int) -> HttpResponse:
    """Take a draft out of the hands of whoever writes in it, and open the editor."""
    revision = revision_or_404(request, agency, code, number)
    try:
        take_over_draft(revision, actor=request.actor, at=clock.now())
    except Refused as refusal:
        return revision_answer(request, revision, refusal=refusal)
    return redirect("documents:text", agency, code, number)


@require_POST
@staff_page
def let_go(request: StaffRequest, agency: str, code: str, number: int) -> HttpResponse:
    """Stop writing without saving: others may write at once."""
    revision = revision_or_404(request, agency, code, number)
    let_go_of_draft(revision, actor=request.actor)
    return HttpResponseRedirect(revision.get_absolute_url())


@require_POST
@staff_page
def discard(request: StaffRequest, agency: str, code: str, number: int) -> HttpResponse:
    """Throw a draft away that was never sent to review; what is left of its document is shown."""
    revision = revision_or_404(request, agency, code, number)
    seen = request.POST.get("edition", "")
    edition = int(seen) if seen.isdecimal() else 0
    try:
        discard_draft(revision, edition=edition, actor=request.actor, at=clock.now())
    except Refused as refusal:
        return revision_answer(request, revision, refusal=refusal)
    return redirect("documents:documents")


@require_POST
@staff_page
def submit(request: StaffRequest, agency: str, code: str, number: int) -> HttpResponse:
    """Send a draft to review."""
    revision = revision_or_404(request, agency, code, number)
    return act(request, revision, lambda it, at: submit_for_review(it, actor=request.actor, at=at))


def _opened(request: StaffRequest, revision: Revision) -> HttpResponse:
    other = hold_draft(revision, actor=request.actor, at=clock.now())
    if other is not None:
        return TemplateResponse(
            request, "documents/held.html", {"revision": revision, "other": other}
        )
    suggested = generated_lines(revision) if revision.number > 1 else ""
    form = TextForm(revision=revision, suggested=suggested)
    return form_page(request, EDITOR, form, **_editor(revision))


def _editor(revision: Revision) -> dict[str, object]:
    return {"revision": revision, "remarks": remarks_by_place(revision)}


@transaction.atomic
def _save(request: StaffRequest, revision: Revision, form: TextForm) -> None:
    actor, at = request.actor, clock.now()
    typed = form.cleaned_data
    summary = typed.get("change_summary", "")
    edition = typed["edition"]
    if "take_over" in request.POST:
        take_over_draft(revision, actor=actor, at=at)
    write_text(revision, form.text(), change_summary=summary, edition=edition, actor=actor, at=at)
    if "change_lines" in typed:
        say_in_two_lines(revision, typed["change_lines"], actor=actor, at=at)
    let_go_of_draft(revision, actor=actor)


def _overtaken(
    request: StaffRequest, form: TextForm, revision: Revision, refusal: Overtaken
) -> HttpResponse:
    """Give back what was typed, under the newest edition, beside what somebody else saved."""
    revision.refresh_from_db()
    typed = {**request.POST.dict(), "edition": str(revision.edition)}
    again = TextForm(typed, revision=revision)
    context = {
        **_editor(revision),
        "differences": differences_of(revision.text, form.text()),
        "other": hold_that_keeps_out(request.actor, revision, at=clock.now()),
    }
    return refused_form(request, EDITOR, again, refusal, **context)
