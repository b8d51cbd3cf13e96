"""The page on which a document is distributed, and the confirmation of one reader."""

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods, require_POST

from nep.agencies.requests import StaffRequest, staff_page
from nep.foundation import clock
from nep.support.distribution.forms import RecipientsForm
from nep.support.distribution.permissions import may_distribute
from nep.support.distribution.queries import posts_offered, recipients_of
from nep.support.distribution.services import confirm_reading, distribute, remind
from nep.support.documents.models import Revision
from nep.support.documents.queries.visible import revision_visible_to


@require_http_methods(["GET", "POST"])
@staff_page
def recipients_page(request: StaffRequest, agency: str, code: str, number: int) -> HttpResponse:
    """Choose the posts that have to know a document; at first all of the agency are ticked."""
    revision, at = _revision_or_404(request, agency, code, number), clock.now()
    document = revision.document
    may_distribute(request.actor, document).enforce()
    offered = list(posts_offered(document, at=at))
    standing = [recipient.post_id for recipient in recipients_of(document)]
    if request.method == "POST":
        form = RecipientsForm(request.POST, offered=offered)
        if form.is_valid():
            distribute(document, form.cleaned_data["posts"], actor=request.actor, at=at)
            return HttpResponseRedirect(f"{revision.get_absolute_url()}?mat=nguoi-doc")
    else:
        first = {"posts": standing or [post.pk for post in offered]}
        form = RecipientsForm(initial=first, offered=offered)
    context = {"form": form, "revision": revision, "first": not standing}
    status = 422 if form.errors else 200
    return TemplateResponse(request, "distribution/recipients.html", context, status=status)


@require_POST
@staff_page
def confirm(request: StaffRequest, agency: str, code: str, number: int) -> HttpResponse:
    """Record that the actor has read a revision, and show it."""
    revision = _revision_or_404(request, agency, code, number)
    confirm_reading(revision, actor=request.actor, at=clock.now())
    return HttpResponseRedirect(revision.get_absolute_url())


@require_POST
@staff_page
def remind_readers(request: StaffRequest, agency: str, code: str, number: int) -> HttpResponse:
    """Remind everyone who has not read a revision, and show the readers."""
    revision = _revision_or_404(request, agency, code, number)
    remind(revision, actor=request.actor, at=clock.now())
    return HttpResponseRedirect(f"{revision.get_absolute_url()}?mat=nguoi-doc")


def _revision_or_404(request: StaffRequest, agency: str, code: str, number: int) -> Revision:
    try:
        return revision_visible_to(request.actor, agency_code=agency, code=code, number=number)
    except Revision.DoesNotExist as absent:
        raise Http404 from absent
