"""The review of rights: everybody of an agency on one page, to be printed, and its record."""

from datetime import datetime, timedelta

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from nep.agencies.forms import ReviewForm
from nep.agencies.models import Agency
from nep.agencies.queries.reviewing import last_review, rights_at
from nep.agencies.requests import StaffRequest
from nep.agencies.services.reviewing import record_review
from nep.agencies.views.keeping import AGENCY, asked_agency, form_page, keeper_page, sent
from nep.foundation import clock
from nep.foundation.spreadsheets.tables import Column, Sheet
from nep.foundation.spreadsheets.writing import spreadsheet_response, write
from nep.platform.accounts.sign_in import in_force

A_MONTH = timedelta(days=30)
COLUMNS = (
    Column("full_name", gettext_lazy("Full name")),
    Column("username", gettext_lazy("Username")),
    Column("unit", gettext_lazy("Unit")),
    Column("post", gettext_lazy("Post")),
    Column("roles", gettext_lazy("Roles"), width=40),
    Column("stands_in", gettext_lazy("Stands in for"), width=30),
    Column("second_factor", gettext_lazy("Second factor"), width=16),
    Column("last_login", gettext_lazy("Last signed in"), width=18),
    Column("oddities", gettext_lazy("To be looked at"), width=50),
)


@require_http_methods(["GET", "POST"])
@keeper_page
def review_page(request: StaffRequest) -> HttpResponse:
    """Show every right of an agency on one page, and record that it was reviewed."""
    agency, at = asked_agency(request), clock.now()
    form = ReviewForm(sent(request))

    def act() -> HttpResponse:
        record_review(agency, form.cleaned_data["remark"], actor=request.actor, at=at)
        messages.success(request, _("The review is recorded in the journal."))
        address = reverse("agencies:review")
        return HttpResponseRedirect(f"{address}?{AGENCY}={agency.code}")

    rights = rights_at(agency, at=at)
    last = last_review(agency)
    context = {
        "agency": agency,
        "rights": rights,
        "odd": sum(bool(one.oddities) for one in rights),
        "last": last,
        "next_due": _next_due(last.at if last else None, at),
    }
    return form_page(request, "agencies/review.html", form, act, **context)


@require_GET
@keeper_page
def export(request: StaffRequest) -> HttpResponse:
    """Give the review as an Excel file."""
    agency = asked_agency(request)
    sheet = Sheet(_("Review of rights"), COLUMNS, _lines(agency))
    return spreadsheet_response(write([sheet]), f"ra-soat-quyen-{agency.code}")


def _lines(agency: Agency) -> list[list[str | datetime | None]]:
    return [
        [
            one.staff.person.full_name,
            one.staff.person.username,
            one.staff.post.unit.name,
            one.staff.post.title,
            ", ".join(one.role_names),
            ", ".join(str(lent.giver.person) for lent in one.stands_in),
            _("Set up") if one.has_second_factor else _("None"),
            one.staff.person.last_login,
            ", ".join(one.oddity_names),
        ]
        for one in rights_at(agency, at=clock.now())
    ]


def _next_due(last: datetime | None, at: datetime) -> datetime | None:
    """Return by when the next review is due, where a number in force asks for one."""
    months = in_force("accounts.review_months", at=at)
    return last + months * A_MONTH if last and months else None
