"""A change request (phiếu yêu cầu sửa đổi): what it asks for and how far it has come."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

LONGEST_ASKED = 4_000  # characters of a reason or of what is asked


class RequestKind(StrEnum):
    """What is asked for (rules §5.5): soạn mới, sửa đổi, ngưng áp dụng."""

    NEW = "new"
    AMEND = "amend"
    STOP = "stop"


class RequestStage(StrEnum):
    """How far a request has come; *closed* is set by the approval or the end it led to."""

    OPEN = "open"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    TAKEN_BACK = "taken_back"
    CLOSED = "closed"


NEXT_REQUEST_STAGES: Mapping[RequestStage, frozenset[RequestStage]] = {
    RequestStage.OPEN: frozenset(
        {RequestStage.ACCEPTED, RequestStage.REFUSED, RequestStage.TAKEN_BACK}
    ),
    RequestStage.ACCEPTED: frozenset({RequestStage.CLOSED}),
    RequestStage.REFUSED: frozenset(),
    RequestStage.TAKEN_BACK: frozenset(),
    RequestStage.CLOSED: frozenset(),
}
UNDER_WAY = frozenset({RequestStage.OPEN, RequestStage.ACCEPTED})


def request_label(number: int, year: int) -> str:
    """Return the number of a request as its paper prints it: 05/2023."""
    return f"{number:02}/{year}"


@dataclass(frozen=True, slots=True)
class Asked:
    """What a member of staff asks for; `title` is that of a document to be written anew."""

    kind: RequestKind
    reason: str
    content: str
    wanted_on: date | None = None
    title: str = ""
