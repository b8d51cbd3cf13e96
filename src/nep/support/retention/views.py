"""Pages of records kept: what is due, one record, the terms, and disposals."""

from collections.abc import Callable, Mapping
from typing import Any

from django.forms import Form
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from nep.agencies.queries import local_day
from nep.agencies.requests import StaffRequest, staff_page
from nep.foundation import clock
from nep.foundation.tabled_papers import tabled_pdf
from nep.foundation.verdicts import Refused, Unfit
from nep.support.retention import permissions
from nep.support.retention.forms import (
    DayForm,
    FinishedForm,
    MinutesForm,
    ProposalForm,
    RecordForm,
    TermForm,
)
from nep.support.retention.minutes import minutes_of
from nep.support.retention.models import DECISION_NAMES, STATE_NAMES, Disposal, KeptRecord
from nep.support.retention.queries import (
    disposal_visible_to,
    disposals_visible_to,
    due_for_archive,
    record_visible_to,
    records_of_disposal,
    term_passed,
    terms_of,
)
from nep.support.retention.registers import TONES, term_in_words
from nep.support.retention.rules import Decision
from nep.support.retention.services.disposal import (
    approve_disposal,
    carry_out_disposal,
    propose_disposal,
    refuse_disposal,
)
from nep.support.retention.services.keeping import (
    archive_record,
    close_record,
    enter_record,
    keep_finished_work,
    set_term,
)

MOST_DISPOSALS = 50
_WORK = "retention/work.html"
REGISTER = "/so-sach/ho-so-luu/"  # served by the desk, which stands above


@require_GET
@staff_page
def work(request: StaffRequest) -> HttpResponse:
    """Show what is due at the agency: for the archive, for disposal, for the leader."""
    return TemplateResponse(request, _WORK, _work_of(request))


@require_http_methods(["GET", "POST"])
@staff_page
def terms(request: StaffRequest) -> HttpResponse:
    """Show for how long each kind of record is kept, and set a term."""
    actor, at = request.actor, clock.now()
    may_keep = permissions.may_keep_records(actor, agency_id=actor.agency_id)
    if request.method == "POST":
        may_keep.enforce()
    form = TermForm(request.POST or None)
    listed = [(term, term_in_words(term.years)) for term in terms_of(actor.agency_id)]
    context = {"terms": listed, "may_keep_records": may_keep}

    def act() -> str:
        set_term(form.new_term(), actor=actor, at=at)
        return request.path

    return _taken(request, "retention/terms.html", form, act, context)


@require_http_methods(["GET", "POST"])
@staff_page
def new_record(request: StaffRequest) -> HttpResponse:
    """Enter a record by hand."""
    actor, at = request.actor, clock.now()
    permissions.may_keep_records(actor, agency_id=actor.agency_id).enforce()
    form = RecordForm(request.POST or None, actor=actor, at=at)

    def act() -> str:
        return enter_record(form.new_record(), actor=actor, at=at).get_absolute_url()

    return _taken(request, "retention/new_record.html", form, act, {"register_address": REGISTER})


@require_http_methods(["GET", "POST"])
@staff_page
def by_year(request: StaffRequest) -> HttpResponse:
    """Enter the work that ended in a year, such as closed dossiers, a record for each procedure."""
    actor, at = request.actor, clock.now()
    permissions.may_keep_records(actor, agency_id=actor.agency_id).enforce()
    form = FinishedForm(request.POST or None, actor=actor, at=at)

    def act() -> str:
        said = form.cleaned_data
        entered = keep_finished_work(said["year"], said["kind"], form.held(), actor=actor, at=at)
        if not entered:
            raise Unfit(_("No finished work of %(year)s is left to enter.") % said)
        return REGISTER

    return _taken(request, "retention/by_year.html", form, act, {})


@require_GET
@staff_page
def record_page(request: StaffRequest, key: int) -> HttpResponse:
    """Show one record and what may be done with it."""
    record = _record_or_404(request, key)
    state = record.life.state
    context = {
        "record": record,
        "life": record.life,
        "state": STATE_NAMES[state],
        "tone": TONES[state],
        "term": term_in_words(record.term.years),
        "may_close": permissions.may_close(request.actor, record),
        "may_archive": permissions.may_archive(request.actor, record),
        "form": DayForm(),
    }
    return TemplateResponse(request, "retention/record.html", context)


@require_POST
@staff_page
def close(request: StaffRequest, key: int) -> HttpResponse:
    """Record when the work of a record ended."""
    record = _record_or_404(request, key)
    permissions.may_close(request.actor, record).enforce()
    day = DayForm(request.POST).day_given()
    if day is None:
        raise Unfit(_("Write the day as dd/mm/yyyy."))
    close_record(record, day, actor=request.actor, at=clock.now())
    return HttpResponseRedirect(record.get_absolute_url())


@require_POST
@staff_page
def archive(request: StaffRequest, key: int) -> HttpResponse:
    """Record when the archive took a record."""
    record = _record_or_404(request, key)
    permissions.may_archive(request.actor, record).enforce()
    day = DayForm(request.POST).day_given()
    if day is None:
        raise Unfit(_("Write the day as dd/mm/yyyy."))
    archive_record(record, day, actor=request.actor, at=clock.now())
    return HttpResponseRedirect(record.get_absolute_url())


@require_POST
@staff_page
def propose(request: StaffRequest) -> HttpResponse:
    """Propose to destroy the records that were ticked."""
    actor, at = request.actor, clock.now()
    permissions.may_keep_records(actor, agency_id=actor.agency_id).enforce()
    passed = term_passed(actor, actor.agency_id, on=local_day(at))
    form = ProposalForm(request.POST, keys=[record.pk for record in passed])
    try:
        if not form.is_valid():
            raise Unfit(_("One of the records can no longer be proposed. Look at the list again."))
        said = form.cleaned_data
        disposal = propose_disposal(said["record"], said["reason"], actor=actor, at=at)
    except Refused as refusal:
        context = {**_work_of(request), "refusal": refusal, "reason": request.POST.get("reason")}
        return TemplateResponse(request, _WORK, context, status=refusal.status)
    return HttpResponseRedirect(disposal.get_absolute_url())


@require_GET
@staff_page
def disposal_page(request: StaffRequest, key: int) -> HttpResponse:
    """Show the list of a disposal and what was decided."""
    return _disposal_answer(request, _disposal_or_404(request, key))


@require_POST
@staff_page
def approve(request: StaffRequest, key: int) -> HttpResponse:
    """Approve a disposal."""
    disposal = _disposal_or_404(request, key)
    approve_disposal(disposal, actor=request.actor, at=clock.now())
    return HttpResponseRedirect(disposal.get_absolute_url())


@require_POST
@staff_page
def refuse(request: StaffRequest, key: int) -> HttpResponse:
    """Do not approve a disposal, and say why."""
    disposal = _disposal_or_404(request, key)
    remark = request.POST.get("remark", "")[:2000]
    refuse_disposal(disposal, remark, actor=request.actor, at=clock.now())
    return HttpResponseRedirect(disposal.get_absolute_url())


@require_POST
@staff_page
def carry_out(request: StaffRequest, key: int) -> HttpResponse:
    """Record that the records were destroyed, when and before whom."""
    disposal = _disposal_or_404(request, key)
    permissions.may_carry_out(request.actor, disposal).enforce()
    form = MinutesForm(request.POST)
    if not form.is_valid():
        return _disposal_answer(request, disposal, form=form, status=422)
    said = form.cleaned_data
    carry_out_disposal(disposal, said["on"], said["present"], actor=request.actor, at=clock.now())
    return HttpResponseRedirect(disposal.get_absolute_url())


@require_GET
@staff_page
def minutes(request: StaffRequest, key: int) -> HttpResponse:
    """Print the minutes of a disposal, once it was carried out."""
    disposal = _disposal_or_404(request, key)
    if disposal.decision != Decision.CARRIED_OUT:
        raise Http404
    content = tabled_pdf(minutes_of(disposal), at=clock.now())
    headers = {"Content-Disposition": f'inline; filename="bien-ban-huy-{disposal.pk}.pdf"'}
    return HttpResponse(content, content_type="application/pdf", headers=headers)


def _taken(
    request: StaffRequest,
    template: str,
    form: Form,
    act: Callable[[], str],
    context: Mapping[str, Any],
) -> HttpResponse:
    """Do the act of a form that was sent rightly and go on; else say what is wrong."""
    status = 200
    shown = {**context, "form": form}
    if request.method == "POST":
        if form.is_valid():
            try:
                return redirect(act())
            except Refused as refusal:
                shown["refusal"], status = refusal, refusal.status
        else:
            status = 422
    return TemplateResponse(request, template, shown, status=status)


def _work_of(request: StaffRequest) -> dict[str, Any]:
    actor, at = request.actor, clock.now()
    disposals = disposals_visible_to(actor).filter(agency_id=actor.agency_id)[:MOST_DISPOSALS]
    return {
        "due": due_for_archive(actor, actor.agency_id, at=at),
        "passed": term_passed(actor, actor.agency_id, on=local_day(at)),
        "disposals": [(one, DECISION_NAMES[Decision(one.decision)]) for one in disposals],
        "may_keep_records": permissions.may_keep_records(actor, agency_id=actor.agency_id),
    }


def _disposal_answer(
    request: StaffRequest, disposal: Disposal, *, form: Form | None = None, status: int = 200
) -> HttpResponse:
    actor = request.actor
    context = {
        "disposal": disposal,
        "decision": DECISION_NAMES[Decision(disposal.decision)],
        "records": [(r, term_in_words(r.term.years)) for r in records_of_disposal(disposal)],
        "may_decide": permissions.may_decide(actor, disposal),
        "may_carry_out": permissions.may_carry_out(actor, disposal),
        "is_proposed": disposal.decision == Decision.PROPOSED,
        "is_approved": disposal.decision == Decision.APPROVED,
        "is_carried_out": disposal.decision == Decision.CARRIED_OUT,
        "form": form or MinutesForm(),
    }
    return TemplateResponse(request, "retention/disposal.html", context, status=status)


def _record_or_404(request: StaffRequest, key: int) -> KeptRecord:
    try:
        return record_visible_to(request.actor, key=key)
    except KeptRecord.DoesNotExist:
        raise Http404 from None


def _disposal_or_404(request: StaffRequest, key: int) -> Disposal:
    try:
        return disposal_visible_to(request.actor, key=key)
    except Disposal.DoesNotExist:
        raise Http404 from None
