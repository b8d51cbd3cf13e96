"""A person's own page: where they are reached, their language, and how they sign in."""

from allauth.core.internal.httpkit import authenticated_user
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from nep.foundation import clock
from nep.platform.accounts.forms import OwnProfileForm
from nep.platform.accounts.queries import has_second_factor, open_sessions
from nep.platform.accounts.services import Oneself, Profile, change_profile, remember_language


@require_http_methods(["GET", "POST"])
def own_page(request: HttpRequest) -> HttpResponse:
    """Show a person their own page, and keep what they write about themselves."""
    person = authenticated_user(request)
    initial = {"phone": person.phone, "email": person.email, "language": _spoken(request)}
    form = OwnProfileForm(request.POST or None, initial=initial)
    if form.is_bound and form.is_valid():
        typed = form.cleaned_data
        profile = Profile(person.full_name, typed["email"], typed["phone"])
        change_profile(person, profile, actor=Oneself(person), at=clock.now())
        remember_language(person.pk, typed["language"])
        messages.success(request, _("Kept."))
        response = HttpResponseRedirect(reverse("account_profile"))
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            typed["language"],
            samesite="Lax",
            secure=settings.SESSION_COOKIE_SECURE,
        )
        return response
    context = {
        "person": person,
        "form": form,
        "has_second_factor": has_second_factor(person),
        "session_count": open_sessions(person),
    }
    return TemplateResponse(request, "accounts/profile.html", context)


def _spoken(request: HttpRequest) -> str:
    """Return the language in which the page is shown."""
    return request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "") or settings.LANGUAGE_CODE
