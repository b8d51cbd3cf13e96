"""The first hour of a province: what is done already, and what comes next."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from nep.agencies import acts
from nep.agencies.actors import Actor
from nep.agencies.permissions import may_administer_province
from nep.agencies.queries import agencies_on, focal_agency, local_day, staff_administered_by
from nep.agencies.requests import StaffRequest, staff_page
from nep.foundation import clock
from nep.norms.catalogue.queries import procedures_in_order
from nep.norms.parameters.queries import is_confirmed
from nep.operation.procedures.queries import procedures_in_force
from nep.platform.journal.queries import was_done

FOUNDED_WITH = 2  # agencies: the committee and the focal one


@dataclass(frozen=True, slots=True)
class FirstStep:
    """One thing that a province needs before its first dossier, and how it stands."""

    title: str
    is_done: bool
    said: str
    act: str
    address: str


@require_GET
@staff_page
def first_hour_page(request: StaffRequest) -> HttpResponse:
    """Lead the first administrator through what a province needs."""
    at = clock.now()
    may_administer_province(request.actor, at=at).enforce()
    steps = first_steps(request.actor, at=at)
    done = sum(step.is_done for step in steps)
    following = next((step for step in steps if not step.is_done), None)
    context = {"steps": steps, "done": done, "following": following}
    return TemplateResponse(request, "desk/first_hour.html", context)


def panel(request: HttpRequest, actor: Actor) -> Mapping[str, Any] | None:
    """Show on the home page what comes next, while a new province is not complete."""
    at = clock.now()
    if not may_administer_province(actor, at=at) or not was_done(acts.PROVINCE_FOUNDED):
        return None
    steps = first_steps(actor, at=at)
    following = next((step for step in steps if not step.is_done), None)
    if following is None:
        return None
    return {"following": following, "done": sum(s.is_done for s in steps), "of": len(steps)}


def first_steps(actor: Actor, *, at: datetime) -> list[FirstStep]:
    """Return what a province needs, in the order in which it is easiest."""
    return [
        _focal(at),
        _reference(),
        _agencies(at),
        _people(actor, at),
        _calendar(at),
        _identifiers(at),
        _procedure(at),
        _mail(),
    ]


def _focal(at: datetime) -> FirstStep:
    agency = focal_agency(local_day(at))
    return FirstStep(
        title=_("Focal agency"),
        is_done=agency is not None,
        said=agency.name if agency else _("No agency is named yet."),
        act=_("See the agencies"),
        address=reverse("desk:agencies"),
    )


def _reference() -> FirstStep:
    count = procedures_in_order().count()
    return FirstStep(
        title=_("Clauses, parameters and catalogue"),
        is_done=bool(count),
        said=ngettext(
            "%(count)s administrative procedure is in the catalogue.",
            "%(count)s administrative procedures are in the catalogue.",
            count,
        )
        % {"count": count},
        act=_("See the parameters"),
        address=reverse("parameters:settings"),
    )


def _agencies(at: datetime) -> FirstStep:
    count = agencies_on(local_day(at)).count()
    return FirstStep(
        title=_("Agencies of the province"),
        is_done=count > FOUNDED_WITH,
        said=ngettext("%(count)s agency stands.", "%(count)s agencies stand.", count)
        % {"count": count},
        act=_("Bring agencies from Excel"),
        address=reverse("desk:agencies_table"),
    )


def _people(actor: Actor, at: datetime) -> FirstStep:
    count = staff_administered_by(actor, at=at).count()
    return FirstStep(
        title=_("First people"),
        is_done=count > 1,
        said=ngettext("%(count)s post is filled.", "%(count)s posts are filled.", count)
        % {"count": count},
        act=_("Add people"),
        address=reverse("agencies:people"),
    )


def _calendar(at: datetime) -> FirstStep:
    year = local_day(at).year
    done = is_confirmed(year)
    said = _("%(year)s is confirmed.") if done else _("%(year)s is not confirmed yet.")
    return FirstStep(
        title=_("Office hours and days off of this year"),
        is_done=done,
        said=said % {"year": year},
        act=_("Look at the year"),
        address=reverse("parameters:days"),
    )


def _identifiers(at: datetime) -> FirstStep:
    lacking = agencies_on(local_day(at)).filter(identifier="").count()
    said = ngettext(
        "%(count)s agency has no identifier: its dossiers get no code.",
        "%(count)s agencies have no identifier: their dossiers get no code.",
        lacking,
    )
    return FirstStep(
        title=_("Dossier codes"),
        is_done=not lacking,
        said=said % {"count": lacking} if lacking else _("Every agency has its identifier."),
        act=_("See the identifiers"),
        address=reverse("desk:agencies"),
    )


def _procedure(at: datetime) -> FirstStep:
    done = procedures_in_force(at=at).exists()
    return FirstStep(
        title=_("First procedure in force"),
        is_done=done,
        said=_("A procedure runs.")
        if done
        else _("An ISO secretary adopts one from the catalogue."),
        act=_("See the procedures"),
        address=reverse("documents:documents"),
    )


def _mail() -> FirstStep:
    host = settings.EMAIL_HOST
    return FirstStep(
        title=_("E-mail"),
        is_done=bool(host),
        said=host
        or _("Name the mail server in NEP_SMTP_URL and start again; without it nothing is sent."),
        act="",
        address="",
    )
