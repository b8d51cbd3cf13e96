"""One person: the account, the posts, and the acts of whoever keeps them."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from nep.agencies.forms import AdditionalPostForm, LockForm
from nep.agencies.models import Staff
from nep.agencies.permissions import may_administer, may_end, may_keep_account
from nep.agencies.queries import delegations_of, local_day, units_of
from nep.agencies.requests import StaffRequest
from nep.agencies.services import people
from nep.agencies.views.keeping import asked_agency, asked_person, form_page, keeper_page, sent
from nep.agencies.views.people import one_time_passwords
from nep.foundation import clock
from nep.foundation.ui import StoryLine
from nep.foundation.verdicts import Refused, Unfit
from nep.platform.accounts.forms import ProfileForm
from nep.platform.accounts.models import User
from nep.platform.accounts.queries import has_second_factor
from nep.platform.journal.models import Entry
from nep.platform.journal.queries import entries_about

Act = Callable[[StaffRequest, User], HttpResponse | None]


@require_GET
@keeper_page
def person_page(request: StaffRequest, username: str) -> HttpResponse:
    """Show a person as an administrator keeps them."""
    return _shown(request, username)


def act_on_account(act: Act) -> Callable[..., HttpResponseBase]:
    """Do the act and show the person again; a refusal shows its sentence in place."""

    @wraps(act)
    def view(request: StaffRequest, username: str) -> HttpResponse:
        person, _posts = asked_person(request, username)
        try:
            answer = act(request, person)
        except Refused as refused:
            return _shown(request, username, refused=refused)
        return answer or HttpResponseRedirect(reverse("agencies:person", args=[username]))

    return require_POST(keeper_page(view))


@act_on_account
def reset_password(request: StaffRequest, person: User) -> HttpResponse:
    """Give a one-time password, and show it once."""
    password = people.reset_password(person, actor=request.actor, at=clock.now())
    _found, posts = asked_person(request, person.username)
    return one_time_passwords(request, [people.Welcomed(posts[0], password)])


@act_on_account
def lock(request: StaffRequest, person: User) -> None:
    """Lock the account, saying why."""
    form = LockForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    people.lock_account(person, reason, actor=request.actor, at=clock.now())


@act_on_account
def unlock(request: StaffRequest, person: User) -> None:
    """Open a closed account again."""
    people.open_account_again(person, actor=request.actor, at=clock.now())


@act_on_account
def remove_second_factors(request: StaffRequest, person: User) -> None:
    """Remove the second factors of somebody who lost theirs."""
    people.remove_second_factors(person, actor=request.actor, at=clock.now())


@require_http_methods(["GET", "POST"])
@keeper_page
def profile_page(request: StaffRequest, username: str) -> HttpResponse:
    """Correct what a person is called and where they are reached."""
    person, _posts = asked_person(request, username)
    may_keep_account(request.actor, person, at=clock.now()).enforce()
    initial = {"full_name": person.full_name, "phone": person.phone, "email": person.email}
    form = ProfileForm(sent(request), initial=initial)

    def act() -> HttpResponse:
        people.correct_profile(person, form.profile(), actor=request.actor, at=clock.now())
        return HttpResponseRedirect(reverse("agencies:person", args=[username]))

    return form_page(request, "agencies/correct_profile.html", form, act, person=person)


@require_http_methods(["GET", "POST"])
@keeper_page
def additional_post_page(request: StaffRequest, username: str) -> HttpResponse:
    """Let a person take up a further post, beside those they hold."""
    person, _posts = asked_person(request, username)
    agency = asked_agency(request)
    initial = {"since": f"{clock.today():%d/%m/%Y}"}
    form = AdditionalPostForm(sent(request), units=units_of(agency), initial=initial)

    def act() -> HttpResponse:
        if not person.is_active:
            raise Unfit(_("This account is closed: open it first."))
        since = form.cleaned_data["since"]
        people.take_up_post(person, form.seat(), since=since, actor=request.actor, at=clock.now())
        return back_to(request, person)

    context = {"person": person, "agency": agency}
    return form_page(request, "agencies/additional_post.html", form, act, **context)


def back_to(request: HttpRequest, person: User) -> HttpResponse:
    """Return to the page of a person after what was recorded."""
    messages.success(request, _("Recorded, from today on or the day you named."))
    return HttpResponseRedirect(reverse("agencies:person", args=[person.username]))


def _shown(request: StaffRequest, username: str, refused: Refused | None = None) -> HttpResponse:
    person, posts = asked_person(request, username)
    at = clock.now()
    today = local_day(at)
    context = {
        "person": person,
        "current": [staff for staff in posts if _is_held(staff, today)],
        "former": [staff for staff in posts if not _is_held(staff, today)],
        "delegations": delegations_of(person.pk, on=today),
        "has_second_factor": has_second_factor(person),
        "may_keep": may_keep_account(request.actor, person, at=at),
        "may_end": may_end(request.actor, posts[0], at=at),
        "may_add_post": may_administer(request.actor, posts[0].post.unit.agency_id, at=at),
        "lock_form": LockForm(),
        "story": [StoryLine(entry.at, entry.sentence) for entry in _history(person, posts)],
        "refused": refused,
    }
    status = refused.status if refused else 200
    return TemplateResponse(request, "agencies/person.html", context, status=status)


def _is_held(staff: Staff, today: object) -> bool:
    return staff.validity.upper is None or staff.validity.upper > today


def _history(person: User, posts: list[Staff]) -> list[Entry]:
    about = [entry for subject in (person, *posts) for entry in entries_about(subject)]
    return sorted(about, key=lambda entry: entry.pk, reverse=True)
