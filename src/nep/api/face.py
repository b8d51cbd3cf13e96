"""The interface itself: every router behind its scope, and how it is described."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

from ninja import NinjaAPI, Router
from ninja.renderers import JSONRenderer

from nep.agencies.api import router as agencies
from nep.api.callers import Patience, Session, Token
from nep.api.problems import HANDLERS, MEDIA_TYPE, Problem
from nep.api.rules import Scope
from nep.norms.catalogue.api import router as catalogue
from nep.operation.dossiers.api import router as dossiers
from nep.operation.procedures.api import router as procedures

PREFIX = "api/v1/"
ABOUT = """Reads what a province's agencies do by their quality system: agencies, the catalogue of
administrative procedures, the procedures that agencies run by, and dossiers with their events.
Applicants are always masked.

Send the token of a connection (`Authorization: Bearer nep_…`); people who are signed in can read
in the browser. Everybody may ask so often a minute; beyond that the answer is 429 and says when to
go on. Lists are read page by page: send the `next` of one page as the `cursor` of the following.
Every answer has an `ETag`; send it as `If-None-Match` and be answered 304 while nothing changed.
Whatever is refused is told as `application/problem+json` (RFC 9457), in Vietnamese, or in English
for `Accept-Language: en`."""

_PROBLEMS = {
    401: "Nobody is signed in, or the token opens nothing.",
    403: "The connection lacks the scope, or the person holds no post.",
    404: "There is no such record, or it is not the caller's to read.",
    406: "The caller accepts no format that this address has.",
    422: "A value does not fit the description.",
    429: "Too many requests; `Retry-After` says how many seconds to wait.",
}
_UNCHANGED = "Nothing changed since the answer whose ETag was sent."


class Room(NamedTuple):
    """A module's router: under which path, behind which scope, and whether people need a post."""

    path: str
    router: Router
    scope: Scope
    about: str
    in_a_post: bool = False


ROOMS = (
    Room("/agencies", agencies, Scope.AGENCIES, "Agencies of the province."),
    Room("/catalogue", catalogue, Scope.CATALOGUE, "Administrative procedures (TTHC)."),
    Room("/procedures", procedures, Scope.PROCEDURES, "What agencies run by.", in_a_post=True),
    Room("/dossiers", dossiers, Scope.DOSSIERS, "Dossiers and their events.", in_a_post=True),
)


class Renderer(JSONRenderer):
    """JSON in which Vietnamese can be read."""

    json_dumps_params: Mapping[str, Any] = {"ensure_ascii": False}


def _put_together() -> NinjaAPI:
    api = NinjaAPI(
        title="Nếp",
        version="1",
        description=ABOUT,
        openapi_url=None,
        docs_url=None,
        renderer=Renderer(),
        throttle=Patience(),
        urls_namespace="api",
        openapi_extra={"tags": [_tag(room) for room in ROOMS]},
    )
    for room in ROOMS:
        callers = [Token(room.scope), Session(in_a_post=room.in_a_post)]
        api.add_router(room.path, room.router, auth=callers)
    for kind, handler in HANDLERS.items():
        api.add_exception_handler(kind, handler)
    return api


def _tag(room: Room) -> dict[str, str]:
    return {"name": room.path[1:], "description": f"{room.about} Scope `{room.scope}`."}


api = _put_together()


@cache
def described() -> dict[str, Any]:
    """Return the OpenAPI description, with everything that every address answers alike."""
    schema: dict[str, Any] = dict(api.get_openapi_schema(path_prefix=PREFIX))
    schema["components"]["schemas"] |= _problem_schemas()
    schema["components"]["responses"] = {
        f"Problem{status}": {"description": about, "content": _PROBLEM}
        for status, about in _PROBLEMS.items()
    }
    for operation in _operations(schema):
        operation["responses"] = dict(_responses(operation))
    return schema


_PROBLEM = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
_HEADERS = {"ETag": {"description": "Changes with the content.", "schema": {"type": "string"}}}


def _problem_schemas() -> dict[str, Any]:
    problem = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
    return {**problem.pop("$defs"), "Problem": problem}


def _operations(schema: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for path in schema["paths"].values():
        yield from path.values()


def _responses(operation: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Yield the good answer, then 304, then every problem that the address can have."""
    yield "200", {**operation["responses"][200], "headers": _HEADERS}
    yield "304", {"description": _UNCHANGED}
    of_a_record = any(one["in"] == "path" for one in operation["parameters"])
    for status in _PROBLEMS:
        if status != 404 or of_a_record:  # noqa: PLR2004 - a list is never absent
            yield str(status), {"$ref": f"#/components/responses/Problem{status}"}
