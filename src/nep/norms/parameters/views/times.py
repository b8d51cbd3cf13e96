"""Pages of office hours and of the days of a year, for all agencies or for one."""

from datetime import date

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from nep.agencies.models import Agency
from nep.agencies.queries import agency_coded, local_day
from nep.agencies.requests import StaffRequest, staff_page
from nep.foundation import clock
from nep.foundation.spreadsheets.tables import Column, Holds, Sheet
from nep.foundation.spreadsheets.writing import spreadsheet_response, write
from nep.foundation.verdicts import Refused
from nep.lib.worktime.calendar import Calendar
from nep.norms.parameters.forms import DaysForm, HoursForm, ReasonForm, SinceForm
from nep.norms.parameters.models import CalendarDay, OfficeHours
from nep.norms.parameters.permissions import may_open_settings, may_set_times
from nep.norms.parameters.presentation import (
    WEEKDAYS_IN_SHORT,
    Line,
    SpecialDay,
    lines_of,
    months_of,
    row_in_force,
    special_days,
    week_in_words,
)
from nep.norms.parameters.queries import (
    calendar_for,
    calendar_of_all,
    days_decided,
    decided_day,
    hours_of,
    hours_row,
    is_confirmed,
)
from nep.norms.parameters.services.deciding import (
    confirm_calendar,
    decide_days,
    end_hours,
    set_hours,
    withdraw_day,
    withdraw_hours,
)
from nep.platform.journal.queries import entries_about_rows

FIRST_YEAR, LAST_YEAR = 2010, 2100  # of the calendars that make sense to look at


@require_http_methods(["GET", "POST"])
@staff_page
def hours_page(request: StaffRequest, code: str = "") -> HttpResponse:
    """Show the hours of an agency, or of all, with their past, and take others from a day on."""
    actor, at = request.actor, clock.now()
    place = _place_or_404(request, code)
    lines = lines_of(hours_of(place), on=local_day(at))
    form = HoursForm(request.POST or None, week=_week_now(place, lines, on=local_day(at)))
    if request.method == "GET":
        return _hours(request, place, form, lines)
    may_set_times(actor, place, at=at).enforce()
    if not form.is_valid():
        return _hours(request, place, form, lines, status=422)
    try:
        set_hours(place, form.new_hours(), actor=actor, at=at)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return _hours(request, place, form, lines, status=refusal.status)
    return _back_to("hours", code)


@require_POST
@staff_page
def hours_of_province_again(request: StaffRequest, code: str) -> HttpResponse:
    """Let an agency keep the hours of the province again."""
    place = _place_or_404(request, code)
    if place is None:
        raise Http404
    form = SinceForm(request.POST)
    if not form.is_valid():
        lines = lines_of(hours_of(place), on=local_day(clock.now()))
        usual = HoursForm(week=_week_now(place, lines, on=local_day(clock.now())))
        return _hours(request, place, usual, lines, status=422, ending=form)
    typed = form.cleaned_data
    end_hours(place, typed["since"], typed["source"], actor=request.actor, at=clock.now())
    return _back_to("hours", code)


@require_POST
@staff_page
def withdraw_planned_hours(request: StaffRequest, row: int) -> HttpResponse:
    """Take back hours before their day has come."""
    may_open_settings(request.actor).enforce()
    try:
        hours = hours_row(row)
    except OfficeHours.DoesNotExist:
        raise Http404 from None
    code = hours.agency.code if hours.agency else ""
    _place_or_404(request, code)
    withdraw_hours(hours, _reason(request), actor=request.actor, at=clock.now())
    return _back_to("hours", code)


@require_http_methods(["GET", "POST"])
@staff_page
def days_page(request: StaffRequest, code: str = "") -> HttpResponse:
    """Show the year of an agency, or of all, and take what is decided for days to come."""
    actor, at = request.actor, clock.now()
    place = _place_or_404(request, code)
    form = DaysForm(request.POST or None)
    if request.method == "GET":
        return _days(request, place, form)
    may_set_times(actor, place, at=at).enforce()
    if not form.is_valid():
        return _days(request, place, form, status=422)
    try:
        days = decide_days(place, form.new_days(), actor=actor, at=at)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return _days(request, place, form, status=refusal.status)
    return _back_to("days", code, year=days[0].on.year)


@require_POST
@staff_page
def withdraw_decided_day(request: StaffRequest, row: int) -> HttpResponse:
    """Take back what was decided for a day to come."""
    may_open_settings(request.actor).enforce()
    try:
        decided = decided_day(row)
    except CalendarDay.DoesNotExist:
        raise Http404 from None
    code = decided.agency.code if decided.agency else ""
    _place_or_404(request, code)
    withdraw_day(decided, _reason(request), actor=request.actor, at=clock.now())
    return _back_to("days", code, year=decided.on.year)


@require_POST
@staff_page
def confirm_year(request: StaffRequest) -> HttpResponse:
    """Put on record that the hours and days of this year are right."""
    at = clock.now()
    confirm_calendar(local_day(at).year, actor=request.actor, at=at)
    return _back_to("days", "")


@require_GET
@staff_page
def days_export(request: StaffRequest, code: str = "") -> HttpResponse:
    """Give the special days of a year as a table."""
    place = _place_or_404(request, code)
    year = _year(request)
    columns = (
        Column("on", _("Day"), holds=Holds.DATE, width=12),
        Column("weekday", _("Weekday"), width=14),
        Column("kind", _("The day is"), width=24),
        Column("name", _("Name"), width=44),
        Column("source", _("Decision"), width=56),
    )
    rows = [
        (special.day.on, special.weekday, special.name, special.day.name, special.day.source)
        for special in _special(place, year)
    ]
    title = _("Days of %(year)s") % {"year": year}
    return spreadsheet_response(write([Sheet(title, columns, rows)]), f"ngay-nghi-{year}")


def _place_or_404(request: StaffRequest, code: str) -> Agency | None:
    """Return the agency named; None for all of them, which every administrator may look at."""
    may_open_settings(request.actor).enforce()
    if not code:
        return None
    try:
        agency = agency_coded(code)
    except Agency.DoesNotExist:
        raise Http404 from None
    if not may_set_times(request.actor, agency, at=clock.now()):
        raise Http404
    return agency


def _week_now(
    place: Agency | None, lines: list[Line[OfficeHours]], *, on: date
) -> list[list[list[str]]]:
    """Return the week that applies today, to begin the form with."""
    row = row_in_force(lines)
    if row is None and place is not None:
        row = row_in_force(lines_of(hours_of(None), on=on))
    week: list[list[list[str]]] = row.week if row else [[]] * 7
    return week


def _hours(
    request: StaffRequest,
    place: Agency | None,
    form: HoursForm,
    lines: list[Line[OfficeHours]],
    *,
    status: int = 200,
    ending: SinceForm | None = None,
) -> HttpResponse:
    at = clock.now()
    context = {
        **_common(request, place, "hours"),
        "form": form,
        "ending": ending or SinceForm(),
        "lines": [(line, week_in_words(line.row.week)) for line in lines],
        "week": week_in_words(_week_now(place, lines, on=local_day(at))),
        "own": row_in_force(lines) if place else None,
        "entries": entries_about_rows([line.row for line in lines])[:50],
    }
    return TemplateResponse(request, "parameters/hours.html", context, status=status)


def _days(
    request: StaffRequest, place: Agency | None, form: DaysForm, *, status: int = 200
) -> HttpResponse:
    at, year = clock.now(), _year(request)
    decided = list(days_decided(place, year))
    context = {
        **_common(request, place, "days"),
        "form": form,
        "year": year,
        "weekdays": WEEKDAYS_IN_SHORT,
        "months": months_of(_calendar(place), year),
        "specials": _special(place, year),
        "withdrawn": [day for day in decided if day.withdrawn],
        "this_year": local_day(at).year,
        "is_confirmed": is_confirmed(local_day(at).year),
        "today": local_day(at),
        "entries": entries_about_rows(decided)[:50],
    }
    return TemplateResponse(request, "parameters/days.html", context, status=status)


def _common(request: StaffRequest, place: Agency | None, page: str) -> dict[str, object]:
    """Return what both pages say: whose they are, and where the other ones stand."""
    own = agency_coded(request.actor.agency_code)
    may_set = may_set_times(request.actor, place, at=clock.now())
    return {
        "place": place,
        "may_set": may_set,
        "own_agency": own,
        "for_all": reverse(f"parameters:{page}"),
        "for_own": reverse(f"parameters:{page}_of", args=[own.code]),
    }


def _special(place: Agency | None, year: int) -> list[SpecialDay]:
    months = months_of(_calendar(place), year)
    return special_days(months, days_decided(place, year), today=local_day(clock.now()))


def _calendar(place: Agency | None) -> Calendar:
    return calendar_for(place) if place else calendar_of_all()


def _year(request: StaffRequest) -> int:
    """Return the year asked for, or this one where none or an odd one is asked for."""
    years = {str(year): year for year in range(FIRST_YEAR, LAST_YEAR + 1)}
    return years.get(request.GET.get("nam", ""), local_day(clock.now()).year)


def _reason(request: StaffRequest) -> str:
    form = ReasonForm(request.POST)
    return str(form.cleaned_data["reason"]) if form.is_valid() else ""


def _back_to(page: str, code: str, *, year: int | None = None) -> HttpResponse:
    address = (
        reverse(f"parameters:{page}_of", args=[code]) if code else reverse(f"parameters:{page}")
    )
    return redirect(f"{address}?nam={year}" if year else address)
