"""The registers of an agency: one page that lists them, and each on screen, in Excel, on paper."""

from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from nep.agencies.models import Agency
from nep.agencies.queries import agencies_visible_to, local_day
from nep.agencies.queries.letterheads import letterhead_of_agency
from nep.agencies.requests import StaffRequest, staff_page
from nep.foundation import clock
from nep.foundation.http import is_partial
from nep.foundation.paging import PAGE_SIZE, asked_number, page_cut
from nep.foundation.registers import (
    Asked,
    Register,
    cells_of,
    paper_of,
    register_open_to,
    registers_open_to,
    workbook_of,
)
from nep.foundation.spreadsheets.writing import spreadsheet_response
from nep.foundation.tabled_papers import tabled_pdf

_AGENCY = "co_quan"
_WORDS = "tim"
_LONGEST = 200


class NarrowForm(forms.Form):
    """What a reader of a register looks for; whatever is odd in the address is left out."""

    def __init__(self, request: StaffRequest, register: Register) -> None:
        super().__init__(request.GET)
        if register.searched:
            self.fields[_WORDS] = forms.CharField(
                label=gettext_lazy("Words"), required=False, max_length=_LONGEST
            )
        for narrowing in register.filters:
            self.fields[narrowing.key] = forms.ChoiceField(
                label=str(narrowing.label),
                required=False,
                choices=[("", gettext_lazy("All")), *narrowing.choices.items()],
            )
        self.full_clean()

    def narrowed(self) -> dict[str, str]:
        """Return what was chosen, by its name in the address."""
        return {key: said for key, said in self.cleaned_data.items() if said}


@require_GET
@staff_page
def register_list(request: StaffRequest) -> HttpResponse:
    """List the registers that an agency keeps."""
    agency = _agency_or_404(request)
    context = {
        "registers": registers_open_to(request.actor),
        "agency": agency,
        "of_agency": _of_agency(request, agency),
    }
    return TemplateResponse(request, "desk/registers.html", context)


@require_GET
@staff_page
def register_page(request: StaffRequest, key: str) -> HttpResponse:
    """Show a page of a register."""
    register, agency = _register_or_404(request, key), _agency_or_404(request)
    form = NarrowForm(request, register)
    asked = _asked(request, agency, form)
    number = asked_number(request)
    start = (number - 1) * PAGE_SIZE
    page = page_cut(list(register.rows(asked)[start : start + PAGE_SIZE + 1]), number)
    lines = register.lines(asked, page.rows)
    context = {
        "register": register,
        "agency": agency,
        "of_agency": _of_agency(request, agency),
        "form": form,
        "page": page,
        "lines": [
            (place, cells_of(register, line)) for place, line in enumerate(lines, start=page.first)
        ],
        "narrowed": form.narrowed(),
        "query": f"?{request.GET.urlencode()}" if request.GET else "",
    }
    name = "desk/register.html"
    return TemplateResponse(request, f"{name}#rows" if is_partial(request) else name, context)


@require_GET
@staff_page
def register_table(request: StaffRequest, key: str) -> HttpResponse:
    """Give out what the page shows, all of it, as a table of Excel."""
    register, asked, _agency = _whole(request, key)
    return spreadsheet_response(workbook_of(register, asked), _file_name(register, asked))


@require_GET
@staff_page
def register_paper(request: StaffRequest, key: str) -> HttpResponse:
    """Give out what the page shows, all of it, as a paper to be signed."""
    register, asked, agency = _whole(request, key)
    names = [request.actor.name] if agency.pk == request.actor.agency_id else []
    paper = paper_of(register, asked, letterhead_of_agency(agency), signers=names)
    name = f"{_file_name(register, asked)}.pdf"
    headers = {
        "Content-Disposition": f'inline; filename="{name}"',
        "Cache-Control": "private, no-store",
    }
    content = tabled_pdf(paper, at=asked.at)
    return HttpResponse(content, content_type="application/pdf", headers=headers)


def _whole(request: StaffRequest, key: str) -> tuple[Register, Asked, Agency]:
    register, agency = _register_or_404(request, key), _agency_or_404(request)
    return register, _asked(request, agency, NarrowForm(request, register)), agency


def _asked(request: StaffRequest, agency: Agency, form: NarrowForm) -> Asked:
    narrowed: dict[str, Any] = form.narrowed()
    words = narrowed.pop(_WORDS, "")
    return Asked(request.actor, agency.pk, clock.now(), words, narrowed)


def _register_or_404(request: StaffRequest, key: str) -> Register:
    try:
        return register_open_to(request.actor, key)
    except KeyError:
        raise Http404(_("There is no such register.")) from None


def _agency_or_404(request: StaffRequest) -> Agency:
    """Return the agency named in the address, or the actor's own."""
    code = request.GET.get(_AGENCY) or request.actor.agency_code
    try:
        return agencies_visible_to(request.actor).get(code=code)
    except Agency.DoesNotExist:
        raise Http404 from None


def _of_agency(request: StaffRequest, agency: Agency) -> str:
    """Return what an address says to stay at an agency that is not the actor's own."""
    own = agency.pk == request.actor.agency_id
    return "" if own else f"?{urlencode({_AGENCY: agency.code})}"


def _file_name(register: Register, asked: Asked) -> str:
    return f"{register.key}-{local_day(asked.at):%Y%m%d}"


def way_to_registers(_request: object, _subject: object) -> dict[str, str]:
    """Lead from the list of documents to the registers."""
    return {"address": reverse("desk:registers")}
