"""Papers and files of a dossier, for those who may see it."""

from dataclasses import replace

from django.conf import settings
from django.http import Http404, HttpResponse, HttpResponseBase
from django.views.decorators.http import require_GET

from nep.agencies.requests import StaffRequest, staff_page
from nep.foundation import clock
from nep.operation.dossiers.papers.control_sheet import control_sheet_data, control_sheet_pdf
from nep.operation.dossiers.papers.receipt import receipt_data, receipt_pdf
from nep.operation.dossiers.queries import files_of, was_printed
from nep.operation.dossiers.services.looks import take_paper
from nep.operation.dossiers.views.dossier import dossier_or_404
from nep.platform.files.responses import serve


@require_GET
@staff_page
def receipt(request: StaffRequest, code: str) -> HttpResponse:
    """Print the receipt; it shows personal data, so the look is written down."""
    dossier = dossier_or_404(request, code)
    look_up = request.build_absolute_uri(settings.LOOK_UP_PATH)
    at = clock.now()
    data = receipt_data(dossier, look_up=f"{look_up}?ma={dossier.code}")
    if was_printed(dossier, data.form.title):
        data = replace(data, reprinted_at=at)
    take_paper(dossier, data.form.title, actor=request.actor, at=clock.now())
    return _pdf(receipt_pdf(data), f"giay-tiep-nhan-{dossier.code}.pdf")


@require_GET
@staff_page
def control_sheet(request: StaffRequest, code: str) -> HttpResponse:
    """Print the control sheet: who had the dossier, from when to when."""
    dossier = dossier_or_404(request, code)
    data = control_sheet_data(dossier, at=clock.now())
    take_paper(dossier, data.form.title, actor=request.actor, at=clock.now())
    return _pdf(control_sheet_pdf(data), f"phieu-kiem-soat-{dossier.code}.pdf")


@require_GET
@staff_page
def file(request: StaffRequest, code: str, sha256: str) -> HttpResponseBase:
    """Give out a file that an event of the dossier names; any other does not exist here."""
    dossier = dossier_or_404(request, code)
    names = files_of(dossier)
    if sha256 not in names:
        raise Http404
    take_paper(dossier, names[sha256], actor=request.actor, at=clock.now())
    return serve(sha256, names[sha256], in_place=True)


def _pdf(content: bytes, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'inline; filename="{name}"'}
    return HttpResponse(content, content_type="application/pdf", headers=headers)
