"""What every address of the interface does alike, before and after its endpoint."""

from collections.abc import Callable, Iterator

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import conditional_page
from ninja.operation import Operation

from nep.api.face import ROOMS, api
from nep.api.problems import absent, problem

READ = ("GET", "HEAD")
View = Callable[..., HttpResponse]


def addresses(prefix: str) -> Iterator[URLPattern]:
    """Yield the addresses of all endpoints, each behind the common door."""
    operations = {operation.url_name: operation for operation in _operations()}
    patterns, _app, _space = api.urls
    for pattern in patterns:
        if isinstance(pattern, URLPattern) and pattern.name in operations:
            view = _door(pattern.callback, operations[pattern.name])
            yield path(f"{prefix}{pattern.pattern}", view, name=pattern.name)


@csrf_exempt
@login_not_required
def nothing_here(request: HttpRequest, rest: str) -> HttpResponse:
    """Answer for addresses that the interface does not have."""
    return _in_their_language(request, lambda: absent(request, None))


def _operations() -> Iterator[Operation]:
    for room in ROOMS:
        for view in room.router.path_operations.values():
            yield from view.operations


def _door(endpoint: View, operation: Operation) -> View:
    """Answer reads alone, in the format there is, in the caller's language, with an ETag.

    Who calls is asked behind the door: a program is told 401, not sent to a page.
    """
    media_type = _media_type(operation)

    def answer(request: HttpRequest, **named: object) -> HttpResponse:
        if not request.accepts(media_type):
            return problem(406, _("Only %(format)s is to be had here.") % {"format": media_type})
        response = endpoint(request, **named)
        response.headers.setdefault("Cache-Control", "private, no-cache")
        patch_vary_headers(response, ["Authorization", "Cookie"])
        return response

    found = conditional_page(answer)

    @csrf_exempt  # it changes nothing, and says so in a problem rather than on a page
    @login_not_required
    def door(request: HttpRequest, **named: object) -> HttpResponse:
        if request.method not in READ:
            return _in_their_language(request, _only_reads)
        head = request.method == "HEAD"
        request.method = "GET"  # ninja knows no HEAD
        response = _in_their_language(request, lambda: found(request, **named))
        return _without_body(response) if head else response

    door.__wrapped__ = operation.view_func  # type: ignore[attr-defined]  # where its sentence stands
    return door


def _without_body(response: HttpResponse) -> HttpResponse:
    """Return the head of an answer; gunicorn would send the body after it."""
    response.headers["Content-Length"] = str(len(response.content))
    response.content = b""
    return response


def _only_reads() -> HttpResponse:
    return problem(405, _("This address can only be read."), headers={"Allow": ", ".join(READ)})


def _media_type(operation: Operation) -> str:
    """Return the format that an endpoint describes of its own, or else JSON."""
    described = (operation.openapi_extra or {}).get("responses", {}).get(200, {})
    return next(iter(described.get("content", {})), "application/json")


def _in_their_language(request: HttpRequest, answer: Callable[[], HttpResponse]) -> HttpResponse:
    """Speak the language chosen on the pages, or what the caller accepts, or Vietnamese."""
    language = translation.get_language_from_request(request)
    with translation.override(language):
        response = answer()
    response.headers["Content-Language"] = language
    patch_vary_headers(response, ["Accept-Language"])
    return response
