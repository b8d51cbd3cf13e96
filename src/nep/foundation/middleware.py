"""A refusal that no view caught still reaches people as its sentence, never as a fault."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from nep.foundation.verdicts import Refused


class RefusalMiddleware:
    """Answers with the sentence of the rule that refused, and its status."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, fault: Exception) -> HttpResponse | None:
        """Turn a refusal into a page; leave everything else alone."""
        if not isinstance(fault, Refused):
            return None
        context = {"reason": str(fault)}
        return TemplateResponse(request, "ui/refused.html", context, status=fault.status).render()
