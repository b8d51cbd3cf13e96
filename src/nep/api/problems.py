"""Refusals and faults as RFC 9457 tells them: `application/problem+json`, a sentence in each."""

import json
import logging
from collections.abc import Mapping
from http import HTTPStatus
from math import ceil
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja.errors import AuthenticationError, Throttled, ValidationError

from nep.api.sentences import sentence_of
from nep.foundation.rest import Answer
from nep.foundation.verdicts import Refused

MEDIA_TYPE = "application/problem+json"
_log = logging.getLogger("django.request")


class Fault(Answer):
    """One value that was not understood."""

    where: str
    what: str


class Problem(Answer):
    """Why a request was not answered (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str
    faults: list[Fault] = []


class Forbidden(Exception):  # noqa: N818 - a refusal with its sentence, not a fault
    """Somebody is known, and may not read this."""


def problem(
    status: int,
    detail: str,
    *,
    faults: list[Fault] | None = None,
    headers: Mapping[str, str] | None = None,
) -> HttpResponse:
    """Answer with a problem: the title in English for programs, the sentence for people."""
    told = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        "faults": [fault.model_dump() for fault in faults or ()],
    }
    body = json.dumps(told, ensure_ascii=False)
    return HttpResponse(body, status=status, content_type=MEDIA_TYPE, headers=dict(headers or {}))


def unknown_caller(_request: HttpRequest, _fault: AuthenticationError) -> HttpResponse:
    """Ask who it is."""
    detail = _("Sign in, or send the token of a connection: Authorization: Bearer nep_…")
    return problem(401, detail, headers={"WWW-Authenticate": 'Bearer realm="nep"'})


def turned_away(_request: HttpRequest, _fault: PermissionDenied) -> HttpResponse:
    """Refuse whom allauth cannot count, for want of an address."""
    return problem(403, _("It cannot be told where this request comes from."))


def forbidden(_request: HttpRequest, fault: Forbidden) -> HttpResponse:
    """Say what is missing."""
    return problem(403, str(fault))


def refused(_request: HttpRequest, fault: Refused) -> HttpResponse:
    """Say the sentence of the rule that refused."""
    return problem(fault.status, str(fault))


def absent(_request: HttpRequest, _fault: Http404 | None) -> HttpResponse:
    """Say the same of what does not exist and of what is not theirs."""
    return problem(404, _("There is no such record, or it is not yours to read."))


def not_understood(_request: HttpRequest, fault: ValidationError) -> HttpResponse:
    """Name each value that does not fit the description."""
    faults = [Fault(where=_place(error), what=sentence_of(error)) for error in fault.errors]
    detail = _("Some values do not fit the description: %(names)s.")
    return problem(422, detail % {"names": ", ".join(one.where for one in faults)}, faults=faults)


def too_often(_request: HttpRequest, fault: Throttled) -> HttpResponse:
    """Say to wait; the header says how long."""
    detail = _("Too many requests within a minute. Wait a moment, then go on.")
    return problem(429, detail, headers={"Retry-After": str(ceil(fault.wait or 1))})


def broken(request: HttpRequest, fault: Exception) -> HttpResponse:
    """Write down what nobody foresaw, and tell nothing of it."""
    _log.error("Internal Server Error: %s", request.path, exc_info=fault)
    return problem(500, _("Something went wrong on our side. It was written down."))


def _place(error: Mapping[str, Any]) -> str:
    """Return the name that the caller used; ninja puts where it stood before it."""
    return str(error["loc"][-1])


HANDLERS: Mapping[type[Exception], Any] = {
    AuthenticationError: unknown_caller,
    Forbidden: forbidden,
    PermissionDenied: turned_away,
    Refused: refused,
    Http404: absent,
    ValidationError: not_understood,
    Throttled: too_often,
    Exception: broken,
}
