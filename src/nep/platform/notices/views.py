"""The inbox, the way from a notice to its thing, and when a person wants letters."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from nep.foundation import clock, parameters
from nep.foundation.paging import page_of
from nep.foundation.ui import Tab
from nep.foundation.verdicts import Unfit
from nep.platform.notices import opening
from nep.platform.notices.forms import MailingForm, ReadForm
from nep.platform.notices.mail import mail_is_on
from nep.platform.notices.models import Notice
from nep.platform.notices.queries import MOST_SHOWN, mailing_of, notices_of, unread_up_to
from nep.platform.notices.services.inbox import choose_mailing, read_all, read_notice

EVERYTHING = "tat-ca"


@dataclass(frozen=True, slots=True)
class Day:
    """The notices of one day."""

    on: date
    notices: list[Notice]


@require_GET
def inbox_page(request: HttpRequest) -> HttpResponse:
    """Show what the person was told, the unread or all, day by day."""
    person = _person(request)
    everything = request.GET.get("xem") == EVERYTHING
    page = page_of(notices_of(person, unread=not everything), request)
    unread = _count(unread_up_to(person, most=99), 99)
    context = {
        "days": _by_day(page.rows),
        "page": page,
        "everything": everything,
        "newest": max((notice.pk for notice in page.rows), default=0),
        "gathered": ",".join(
            f"{one.pk}:{one.count}" for one in page.rows if one.gathers and not one.read_at
        ),
        "has_unread": unread != "0",
        "tabs": [
            Tab(_("Unread"), "?", unread, current=not everything),
            Tab(_("All"), f"?xem={EVERYTHING}", current=everything),
        ],
    }
    return TemplateResponse(request, "notices/inbox.html", context)


@require_GET
def open_notice(request: HttpRequest, key: int) -> HttpResponse:
    """Lead to the thing that a notice is about, in the post it concerns, and mark it as read."""
    notice = _own(request, key)
    read_notice(notice, at=clock.now())
    if notice.staff_id is not None:
        opening.step_into(request, notice.staff_id)
    return redirect(notice.address)


@require_POST
def mark_read(request: HttpRequest) -> HttpResponse:
    """Put aside one notice, or everything up to the newest one that the page showed."""
    form = ReadForm(request.POST)
    if not form.is_valid():
        raise Unfit(_("Choose what was read."))
    wanted = form.cleaned_data
    if wanted["notice"] is not None:
        read_notice(_own(request, wanted["notice"]), at=clock.now())
    elif wanted["until"] is not None:
        read_all(
            _person(request),
            shown_until=wanted["until"],
            gathered=wanted["gathered"],
            at=clock.now(),
        )
    else:
        raise Unfit(_("Choose what was read."))
    return redirect("notices:inbox")


@require_http_methods(["GET", "HEAD", "POST"])
def preferences_page(request: HttpRequest) -> HttpResponse:
    """Let a person say when they want letters."""
    if request.method != "POST":
        return TemplateResponse(request, "notices/preferences.html", preferences(request))
    form = MailingForm(request.POST)
    if not form.is_valid():
        context = {**preferences(request), "form": form}
        return TemplateResponse(request, "notices/preferences.html", context, status=422)
    choose_mailing(_person(request), form.cleaned_data["mailing"])
    messages.info(request, _("From now on letters come as you chose."))
    return redirect("notices:preferences")


def preferences(request: HttpRequest, _subject: object = None) -> dict[str, Any]:
    """Return what the form of preferences needs, on its own page and on the profile."""
    at = clock.now()
    return {
        "form": MailingForm(initial={"mailing": mailing_of(_person(request))}),
        "mail_is_on": mail_is_on(),
        "mail_is_named": bool(settings.EMAIL_HOST),
        "mail_address": getattr(request.user, "email", ""),
        "digest_hour": int(parameters.number("notices.digest_hour", at=at)),
    }


def bell(request: HttpRequest, _subject: object) -> Mapping[str, Any] | None:
    """Return what the bell shows: one question to an index, and none where nobody is signed in."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return None
    count = unread_up_to(user.pk)
    address = reverse("notices:inbox")
    return {
        "count": count,
        "shown": _count(count, MOST_SHOWN),
        "address": address,
        "here": request.path == address,
    }


def _count(count: int, most: int) -> str:
    return f"{most}+" if count > most else str(count)


def _person(request: HttpRequest) -> int:
    return request.user.pk or 0


def _own(request: HttpRequest, key: int) -> Notice:
    try:
        return notices_of(_person(request)).get(pk=key)
    except Notice.DoesNotExist:
        raise Http404 from None


def _by_day(notices: Iterable[Notice]) -> list[Day]:
    def day(notice: Notice) -> date:
        return notice.at.astimezone(clock.VIETNAM).date()

    return [Day(on, list(those)) for on, those in groupby(notices, key=day)]
