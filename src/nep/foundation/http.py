"""Small answers that every face gives alike."""

from django.http import HttpRequest


def is_partial(request: HttpRequest) -> bool:
    """Tell whether HTMX asks for a part of the page rather than the whole."""
    return request.headers.get("HX-Request") == "true"
