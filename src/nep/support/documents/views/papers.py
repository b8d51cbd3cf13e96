"""Papers of a revision, for those who may read it."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET

from nep.agencies.requests import StaffRequest, staff_page
from nep.foundation import clock
from nep.support.documents.papers.pdf import pdf_of
from nep.support.documents.papers.questions import checklist_of
from nep.support.documents.papers.word import docx_of
from nep.support.documents.papers.writing import paper_of
from nep.support.documents.views.answers import revision_or_404

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_GET
@staff_page
def text_pdf(request: StaffRequest, agency: str, code: str, number: int) -> HttpResponse:
    """Give the text as PDF, shown in the browser."""
    paper = paper_of(revision_or_404(request, agency, code, number), at=clock.now())
    return _given(pdf_of(paper), PDF, f"{code} {number}.pdf")


@require_GET
@staff_page
def text_docx(request: StaffRequest, agency: str, code: str, number: int) -> HttpResponse:
    """Give the text for Word."""
    paper = paper_of(revision_or_404(request, agency, code, number), at=clock.now())
    return _given(docx_of(paper), DOCX, f"{code} {number}.docx")


@require_GET
@staff_page
def checklist_pdf(request: StaffRequest, agency: str, code: str, number: int) -> HttpResponse:
    """Give the audit checklist as PDF, with room for answers."""
    paper = checklist_of(revision_or_404(request, agency, code, number), at=clock.now())
    return _given(pdf_of(paper), PDF, f"Phieu hoi {code} {number}.pdf")


def _given(content: bytes, kind: str, name: str) -> HttpResponse:
    """Answer with a paper under a name that every file system takes."""
    disposition = content_disposition_header(
        as_attachment=kind != PDF, filename=name.replace("/", "-")
    )
    headers = {"Content-Disposition": disposition or ""}
    return HttpResponse(content, content_type=kind, headers=headers)
