"""The facts of a draft: the TTHC it serves, limits, fees and result."""

from collections.abc import Iterable

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from nep.agencies.queries import local_day
from nep.agencies.requests import StaffRequest, staff_page
from nep.foundation import clock
from nep.foundation.verdicts import Overtaken, Refused
from nep.norms.catalogue.models import AdministrativeProcedure
from nep.norms.catalogue.queries import procedures_competent, search
from nep.operation.procedures.forms import FactsForm, facts_posted, facts_typed, posted
from nep.operation.procedures.models import ProcedureRevision
from nep.operation.procedures.queries import find_procedure
from nep.operation.procedures.services.writing import Content, content_of, write_procedure
from nep.operation.procedures.views.drafts import draft_or_404, shown_process, typed_page
from nep.support.documents.models import Revision

PAGE = "procedures/facts.html"
FOUND_AT_ONCE = 20


@require_http_methods(["GET", "POST"])
@staff_page
def facts_page(request: StaffRequest, agency: str, code: str, number: int) -> HttpResponse:
    """Write the facts; the search among the agency's TTHC keeps what was typed."""
    revision = draft_or_404(request, agency, code, number)
    procedure = find_procedure(revision.pk)
    offered = list(_offered(request, revision, procedure))
    if request.method == "GET":
        form = FactsForm(initial=_stored(revision, procedure), offered=offered)
        return _answer(request, revision, form)
    if posted(request.POST).act != "save":
        form = FactsForm(initial=facts_posted(request.POST), offered=offered)
        return _answer(request, revision, form)
    form = FactsForm(request.POST, offered=offered)
    if not form.is_valid():
        return _answer(request, revision, form)
    return _saved(request, revision, procedure, form)


def _saved(
    request: StaffRequest,
    revision: Revision,
    procedure: ProcedureRevision | None,
    form: FactsForm,
) -> HttpResponse:
    before = content_of(procedure) if procedure else Content(form.facts())
    try:
        write_procedure(
            revision,
            Content(form.facts(), before.components, before.steps),
            edition=form.cleaned_data["edition"],
            actor=request.actor,
            at=clock.now(),
        )
    except Overtaken as refusal:
        revision.refresh_from_db()
        typed = {**facts_posted(request.POST), "edition": revision.edition}
        again = FactsForm(initial=typed, offered=_offered(request, revision, procedure))
        return _answer(request, revision, again, refusal=refusal)
    except Refused as refusal:
        return _answer(request, revision, form, refusal=refusal)
    return shown_process(revision, "facts")


def _stored(revision: Revision, procedure: ProcedureRevision | None) -> dict[str, object]:
    facts = facts_typed(content_of(procedure).facts) if procedure else {}
    return {**facts, "edition": revision.edition}


def _offered(
    request: StaffRequest, revision: Revision, procedure: ProcedureRevision | None
) -> Iterable[AdministrativeProcedure]:
    """Return what can be ticked: what is served, what is ticked, and what the words find."""
    competent = procedures_competent(revision.document.agency, on=local_day(clock.now()))
    ticked = [key for key in request.POST.getlist("serves") if key.isascii() and key.isdigit()]
    offered = {one.pk: one for one in procedure.serves.all()} if procedure else {}
    offered |= competent.in_bulk([int(key) for key in ticked if len(key) < 19])  # noqa: PLR2004 - digits of a key
    words = request.POST.get("tim", "").strip()
    if words:
        found = search(words).filter(pk__in=competent.order_by().values("pk"))
        offered |= {one.pk: one for one in found[:FOUND_AT_ONCE]}
    return offered.values()


def _answer(
    request: StaffRequest, revision: Revision, form: FactsForm, *, refusal: Refused | None = None
) -> HttpResponse:
    context = {"revision": revision, "form": form, "words": request.POST.get("tim", "")}
    return typed_page(request, PAGE, context, refusal=refusal, wrong=bool(form.errors))
