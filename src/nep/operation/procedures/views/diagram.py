"""The diagram of a procedure."""

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from nep.agencies.requests import StaffRequest, staff_page
from nep.operation.procedures.queries import diagram_carrying, find_procedure
from nep.operation.procedures.rules.bpmn import Uncompilable
from nep.operation.procedures.views.drafts import revision_or_404

BPMN = "application/xml"


@require_GET
@staff_page
def diagram(request: StaffRequest, agency: str, code: str, number: int) -> HttpResponse:
    """Give the diagram as BPMN 2.0, or in sentences why a draft has none."""
    procedure = find_procedure(revision_or_404(request, agency, code, number).pk)
    try:
        xml = diagram_carrying(procedure) if procedure else b""
    except Uncompilable as fault:
        return told_why_not(fault)
    return drawn(xml) if xml else HttpResponse(status=404)


def drawn(xml: bytes) -> HttpResponse:
    """Answer with a diagram."""
    return HttpResponse(xml, content_type=f"{BPMN}; charset=utf-8")


def told_why_not(fault: Uncompilable) -> HttpResponse:
    """Answer with what keeps a table from having a diagram, a line each."""
    sentences = "\n".join(str(problem) for problem in fault.problems)
    return HttpResponse(sentences, content_type="text/plain; charset=utf-8", status=422)
