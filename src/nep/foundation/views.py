"""What belongs to no module: the language and the looks that a visitor chooses."""

from collections.abc import Container

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from nep.foundation import samples
from nep.foundation.context import THEME_COOKIE, THEMES
from nep.foundation.events import LanguageChosen, publish

_A_YEAR = 365 * 24 * 3600


@login_not_required
@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    """Remember the language of the interface."""
    chosen, known = request.POST.get("language", ""), dict(settings.LANGUAGES)
    if request.user.is_authenticated and chosen in known:
        publish(LanguageChosen(request.user.pk, chosen))
    return _remember(request, settings.LANGUAGE_COOKIE_NAME, chosen, known)


@login_not_required
@require_POST
def choose_theme(request: HttpRequest) -> HttpResponse:
    """Remember light, dark, or whatever the system asks for."""
    return _remember(request, THEME_COOKIE, request.POST.get("theme", ""), THEMES)


@login_not_required
@require_GET
def components(request: HttpRequest) -> HttpResponse:
    """Show every component on one page, to developers only."""
    if not settings.DEBUG:
        raise Http404
    return TemplateResponse(request, "ui/components.html", samples.for_page(request))


def _remember(
    request: HttpRequest, cookie: str, chosen: str, allowed: Container[str]
) -> HttpResponse:
    """Go back where the visitor came from, with the choice kept when it is one."""
    response = HttpResponseRedirect(_safe_return(request))
    if chosen in allowed:
        response.set_cookie(
            cookie, chosen, max_age=_A_YEAR, secure=settings.SESSION_COOKIE_SECURE, samesite="Lax"
        )
    return response


def _safe_return(request: HttpRequest) -> str:
    wanted = request.POST.get("next", "")
    local = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if local else "/"
