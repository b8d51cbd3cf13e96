"""What every answer has in common: its language, and a refusal told as a sentence."""

from collections.abc import Callable

from django.conf import settings
from django.db import DataError
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _

from nep.foundation.http import is_partial
from nep.foundation.verdicts import Refused, Unfit

_NO_TEXT = "cannot contain NUL"  # psycopg's words: nobody types it, and PostgreSQL takes none


class ChosenLanguageMiddleware:
    """Speaks Vietnamese until the visitor chooses otherwise, whatever the browser's own language.

    Offices run Windows in English; that is no wish to read Vietnamese law in English.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        language = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        with translation.override(language):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        patch_vary_headers(response, ["Cookie"])
        return response


class RefusalMiddleware:
    """Answers with the sentence of the rule that refused, and its status."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, fault: Exception) -> HttpResponse | None:
        """Turn a refusal into a page, or into a note on the page for HTMX; leave all else alone."""
        if isinstance(fault, DataError) and _NO_TEXT in str(fault):
            fault = Unfit(_("What was sent holds a character that stands in no text."))
        if not isinstance(fault, Refused):
            return None
        part = "#refusal" if is_partial(request) else ""
        response = TemplateResponse(
            request, f"ui/refused.html{part}", {"reason": str(fault)}, status=fault.status
        )
        if part:
            response["HX-Retarget"] = "#messages"
            response["HX-Reswap"] = "innerHTML"
        return response.render()
