"""What the pages of a draft have in common: whose it is, and what its second editor is told."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse

from nep.agencies.requests import StaffRequest
from nep.foundation.verdicts import Refused
from nep.operation.procedures.faces import STEPS_FACE
from nep.support.documents.models import Revision
from nep.support.documents.permissions import may_write
from nep.support.documents.queries.visible import revision_visible_to
from nep.support.documents.rules.documents import DocumentKind


def revision_or_404(request: StaffRequest, agency: str, code: str, number: int) -> Revision:
    """Return the procedure that an address names, if it is the actor's to read."""
    try:
        revision = revision_visible_to(request.actor, agency_code=agency, code=code, number=number)
    except Revision.DoesNotExist as absent:
        raise Http404 from absent
    if revision.document.kind != DocumentKind.PROCEDURE:
        raise Http404
    return revision


def draft_or_404(request: StaffRequest, agency: str, code: str, number: int) -> Revision:
    """Return the draft that an address names.

    :raises Refused: when the actor may read it, but not write.
    """
    revision = revision_or_404(request, agency, code, number)
    may_write(request.actor, revision).enforce()
    return revision


def shown_process(revision: Revision, part: str) -> HttpResponse:
    """Lead back to the revision, to the part of its process that was written."""
    return HttpResponseRedirect(f"{revision.get_absolute_url()}?mat={STEPS_FACE}#{part}")


def typed_page(
    request: StaffRequest,
    name: str,
    context: Mapping[str, Any],
    *,
    refusal: Refused | None = None,
    wrong: bool = False,
) -> HttpResponse:
    """Return a form with what was typed, and the status that says whether it was taken."""
    status = refusal.status if refusal else (422 if wrong else 200)
    shown = {**context, "refusal": refusal, "wrong": wrong}
    return TemplateResponse(request, name, shown, status=status)
