"""Pages of office hours and of the days of a year, for all agencies or for one."""

from datetime import date

from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from nep.agencies.models import Agency
from nep.agencies.queries import local_day
from nep.agencies.requests import StaffRequest, staff_page
from nep.foundation import clock
from nep.foundation.spreadsheets.tables import Column, Holds, Sheet
from nep.foundation.spreadsheets.writing import spreadsheet_response, write
from nep.lib.worktime.calendar import Calendar
from nep.norms.parameters.forms import DaysForm, HoursForm
from nep.norms.parameters.models import OfficeHours
from nep.norms.parameters.permissions import may_set_times
from nep.norms.parameters.presentation import (
    WEEKDAYS_IN_SHORT,
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
from nep.norms.parameters.requests import (
    SinceForm,
    address_of,
    agency_or_404,
    ending_form,
    place_or_404,
    places,
    refused,
    row_or_404,
    typed_reason,
)
from nep.norms.parameters.services.deciding import (
    Week,
    confirm_calendar,
    decide_days,
    end_hours,
    set_hours,
    withdraw_day,
    withdraw_hours,
)
from nep.platform.journal.queries import entries_about_rows

HOURS, DAYS = "parameters:hours", "parameters:days"
FIRST_YEAR, LAST_YEAR = 2010, 2100  # of the calendars that make sense to look at


@require_http_methods(["GET", "POST"])
@staff_page
def hours_page(request: StaffRequest, code: str = "") -> HttpResponse:
    """Show the hours of an agency, or of all, with their past, and take others from a day on."""
    actor, at = request.actor, clock.now()
    place = place_or_404(request, code)
    form = HoursForm(request.POST or None, week=_week_now(place, on=local_day(at)))
    if request.method == "GET":
        return _hours(request, place, form)
    may_set_times(actor, place, at=at).enforce()
    if status := refused(form, lambda: set_hours(place, form.new_hours(), actor=actor, at=at)):
        return _hours(request, place, form, status=status)
    return redirect(address_of(HOURS, place))


@require_POST
@staff_page
def hours_of_province_again(request: StaffRequest, code: str) -> HttpResponse:
    """Let an agency keep the hours of the province again."""
    actor, at = request.actor, clock.now()
    place = agency_or_404(request, code)
    ending = ending_form(request.POST)
    if status := refused(
        ending, lambda: end_hours(place, **ending.cleaned_data, actor=actor, at=at)
    ):
        form = HoursForm(week=_week_now(place, on=local_day(at)))
        return _hours(request, place, form, status=status, ending=ending)
    return redirect(address_of(HOURS, place))


@require_POST
@staff_page
def withdraw_planned_hours(request: StaffRequest, row: int) -> HttpResponse:
    """Take back hours before their day has come."""
    hours = row_or_404(request, hours_row, row)
    withdraw_hours(hours, typed_reason(request), actor=request.actor, at=clock.now())
    return redirect(address_of(HOURS, hours.agency))


@require_http_methods(["GET", "POST"])
@staff_page
def days_page(request: StaffRequest, code: str = "") -> HttpResponse:
    """Show the year of an agency, or of all, and take what is decided for days to come."""
    actor, at = request.actor, clock.now()
    place = place_or_404(request, code)
    form = DaysForm(request.POST or None)
    if request.method == "GET":
        return _days(request, place, form)
    may_set_times(actor, place, at=at).enforce()
    if status := refused(form, lambda: decide_days(place, form.new_days(), actor=actor, at=at)):
        return _days(request, place, form, status=status)
    return _to_year_of(form.new_days().first, place)


@require_POST
@staff_page
def withdraw_decided_day(request: StaffRequest, row: int) -> HttpResponse:
    """Take back what was decided for a day to come."""
    decided = row_or_404(request, decided_day, row)
    withdraw_day(decided, typed_reason(request), actor=request.actor, at=clock.now())
    return _to_year_of(decided.on, decided.agency)


@require_POST
@staff_page
def confirm_year(request: StaffRequest) -> HttpResponse:
    """Put on record that the hours and days of this year are right."""
    at = clock.now()
    confirm_calendar(local_day(at).year, actor=request.actor, at=at)
    return redirect(DAYS)


@require_GET
@staff_page
def days_export(request: StaffRequest, code: str = "") -> HttpResponse:
    """Give the special days of a year as a table."""
    place = place_or_404(request, code)
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


def _week_now(place: Agency | None, *, on: date) -> Week:
    """Return the week that applies today, to begin the form with."""
    row = _hours_now(place, on=on) or _hours_now(None, on=on)
    week: Week = row.week if row else [[]] * 7
    return week


def _hours_now(place: Agency | None, *, on: date) -> OfficeHours | None:
    return row_in_force(lines_of(hours_of(place), on=on))


def _hours(
    request: StaffRequest,
    place: Agency | None,
    form: HoursForm,
    *,
    status: int = 200,
    ending: SinceForm | None = None,
) -> HttpResponse:
    today = local_day(clock.now())
    lines = lines_of(hours_of(place), on=today)
    context = {
        **places(request, place, HOURS),
        "form": form,
        "ending": ending or ending_form(),
        "lines": [(line, week_in_words(line.row.week)) for line in lines],
        "week": week_in_words(_week_now(place, on=today)),
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
        **places(request, place, DAYS),
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


def _special(place: Agency | None, year: int) -> list[SpecialDay]:
    months = months_of(_calendar(place), year)
    return special_days(months, days_decided(place, year), today=local_day(clock.now()))


def _calendar(place: Agency | None) -> Calendar:
    return calendar_for(place) if place else calendar_of_all()


def _year(request: StaffRequest) -> int:
    """Return the year asked for, or this one where none or an odd one is asked for."""
    years = {str(year): year for year in range(FIRST_YEAR, LAST_YEAR + 1)}
    return years.get(request.GET.get("nam", ""), local_day(clock.now()).year)


def _to_year_of(day: date, place: Agency | None) -> HttpResponse:
    return redirect(f"{address_of(DAYS, place)}?nam={day.year}")
