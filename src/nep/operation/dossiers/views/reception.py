"""The counter: choose the procedure, take down who files what, print the receipt."""

from collections.abc import Sequence
from uuid import uuid4

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from nep.agencies.actors import Actor
from nep.agencies.queries import agency_coded
from nep.agencies.requests import StaffRequest, staff_page
from nep.foundation import clock
from nep.foundation.verdicts import Refused
from nep.norms.catalogue.models import AdministrativeProcedure
from nep.norms.catalogue.queries import procedure_keyed
from nep.operation.dossiers.forms import ComponentForm, FilingForm
from nep.operation.dossiers.permissions import may_receive
from nep.operation.dossiers.services.reception import Filing, Given, receive_dossier
from nep.operation.procedures.models import Component, ProcedureRevision
from nep.operation.procedures.queries import procedure_serving, procedures_run_by, promised_limit
from nep.operation.procedures.rules.words import limit_in_words
from nep.platform.files.services import Upload, store


@require_GET
@staff_page
def choose_procedure(request: StaffRequest) -> HttpResponse:
    """List what the counter receives, found by any words of its name."""
    may_receive(request.actor).enforce()
    agency = agency_coded(request.actor.agency_code)
    running = procedures_run_by(agency, at=clock.now())
    offers = [
        (served, procedure, limit_in_words(promised_limit(procedure)))
        for procedure in running
        for served in procedure.serves.all()
    ]
    return TemplateResponse(request, "dossiers/choose_procedure.html", {"offers": offers})


@require_http_methods(["GET", "POST"])
@staff_page
def receive(request: StaffRequest, key: str) -> HttpResponse:
    """Take down one dossier; a form sent twice leads to the dossier it made the first time."""
    may_receive(request.actor).enforce()
    served, procedure = _offer(request.actor, key)
    posted = request.method == "POST"
    form = FilingForm(request.POST if posted else None, initial={"request_key": uuid4()})
    lines = _check_list(request, procedure)
    refusal = ""
    if posted and form.is_valid() and all(line.is_valid() for _component, line in lines):
        try:
            filing = Filing(
                served,
                form.person(),
                _given(lines, actor=request.actor),
                form.cleaned_data["request_key"],
                form.cleaned_data["channel"],
            )
            dossier = receive_dossier(filing, actor=request.actor, at=clock.now())
        except Refused as refused:
            refusal = str(refused)
        else:
            address = reverse("dossiers:dossier", args=[dossier.code])
            return HttpResponseRedirect(f"{address}?moi=1")
    context = {
        "served": served,
        "procedure": procedure,
        "limit": limit_in_words(promised_limit(procedure)),
        "form": form,
        "lines": lines,
        "refusal": refusal,
    }
    status = 422 if posted else 200
    return TemplateResponse(request, "dossiers/receive.html", context, status=status)


def _offer(actor: Actor, key: str) -> tuple[AdministrativeProcedure, ProcedureRevision]:
    agency = agency_coded(actor.agency_code)
    try:
        served = procedure_keyed(key)
        return served, procedure_serving(served, agency, at=clock.now())
    except (AdministrativeProcedure.DoesNotExist, ProcedureRevision.DoesNotExist) as absence:
        raise Http404(_("The agency does not run this procedure.")) from absence


def _check_list(
    request: StaffRequest, procedure: ProcedureRevision
) -> list[tuple[Component, ComponentForm]]:
    data, files = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    return [
        (component, ComponentForm(data, files, prefix=f"c{component.pk}"))
        for component in procedure.components.all()
    ]


def _given(lines: Sequence[tuple[Component, ComponentForm]], *, actor: Actor) -> tuple[Given, ...]:
    return tuple(
        line.given(component, stored_digest(line.cleaned_data["scan"], actor=actor))
        for component, line in lines
    )


def stored_digest(upload: Upload | None, *, actor: Actor) -> str:
    """Store an upload and return what names it; nothing for no upload.

    :raises Refused: when its content is not of a type we take.
    """
    if upload is None:
        return ""
    return store(upload, actor=actor, at=clock.now()).sha256
