"""What the REST endpoints of all modules have in common: answers, text, pages by cursor (ADR 53).

A module's `api.py` holds one router of such endpoints; the face `nep.api` puts the routers
together and guards them.
"""

import re
from datetime import date, datetime, time
from typing import Annotated, Any, TypeVar

from django.core.signing import BadSignature, Signer
from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _
from ninja import Schema
from pydantic import (
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
)

from nep.foundation.clock import VIETNAM
from nep.foundation.verdicts import Unfit

USUAL_LIMIT, HIGHEST_LIMIT = 50, 200
_Row = TypeVar("_Row", bound=Model)

Line = Annotated[str, StringConstraints(max_length=200, pattern=r"^[^\x00-\x1f\x7f]*$")]
"""One line of text as a caller may send it; PostgreSQL takes no NUL, and nobody means one."""


def _written_out(given: object) -> object:
    """Take `2023-11-27` and `2023-11-27T09:00:00+07:00`; a bare number would mean seconds."""
    if isinstance(given, str) and not _DAY.match(given):
        raise ValueError("Write a day as 2023-11-27, a moment as 2023-11-27T09:00:00+07:00.")
    return given


_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}($|[Tt])")
Day = Annotated[date, BeforeValidator(_written_out)]
Moment = Annotated[AwareDatetime, BeforeValidator(_written_out)]


class Answer(BaseModel):
    """A representation: exactly these members, which nothing changes once it is made."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Listing(Answer):
    """One page of a list: its `items` stand in each kind of listing."""

    next: str | None = Field(
        description="The cursor of the following page; null on the last page.",
        examples=["WzE1MzRd:kqQ0cRZ0q1l6Yd6m4i2b5i8sX1kQb8b9bQvE4n0Y2wM"],
    )


class PageAsked(Schema):
    """Which page of a list is asked for."""

    cursor: Line = Field("", description="The `next` of the page before; empty for the first page.")
    limit: int = Field(
        USUAL_LIMIT, ge=1, le=HIGHEST_LIMIT, description="How many items to answer at most."
    )


class Span(Answer):
    """From when to when something holds."""

    since: date | None = Field(description="The first day; null when it was never otherwise.")
    until: date | None = Field(description="The first day on which it no longer holds, if known.")

    @classmethod
    def of(cls, validity: Any) -> "Span":  # noqa: ANN401 - psycopg's Range[Any]
        """Return a stored range of days."""
        return cls(since=validity.lower, until=validity.upper)


def cut(
    rows: QuerySet[_Row], asked: PageAsked, *, by: str, of: str
) -> tuple[list[_Row], str | None]:
    """Cut a page in the order of one unique column; with it, the cursor of the next.

    `of` names the list, so that the cursor of one is none of another.

    :raises Unfit: when the cursor is not one that this list gave.
    """
    signer = Signer(salt=f"nep.rest.{of}")
    column, beyond = by.removeprefix("-"), "lt" if by.startswith("-") else "gt"
    if asked.cursor:
        rows = rows.filter(**{f"{column}__{beyond}": _key_in(asked.cursor, signer)})
    found = list(rows.order_by(by)[: asked.limit + 1])
    page = found[: asked.limit]
    following = signer.sign_object([getattr(page[-1], column)]) if len(found) > len(page) else None
    return page, following


def _key_in(cursor: str, signer: Signer) -> int | str:
    try:
        (key,) = signer.unsign_object(cursor)
    except BadSignature as broken:
        message = _("The cursor is not one that this list gave. Begin again without a cursor.")
        raise Unfit(message) from broken
    return key  # type: ignore[no-any-return]  # it was signed by us


def beginning_of(day: date) -> datetime:
    """Return the moment at which a day begins in Viet Nam."""
    return datetime.combine(day, time.min, VIETNAM)
