"""States, channels and kinds of events of a dossier, as the national portal counts them."""

from enum import IntEnum, StrEnum


class State(IntEnum):
    """The ten states that provincial systems synchronise to the national portal (R38)."""

    REGISTERED = 1
    RECEIVED = 2
    NOT_RECEIVED = 3
    PROCESSING = 4
    SUPPLEMENT_ASKED = 5
    PAYMENT_ASKED = 6
    WITHDRAWN = 7
    STOPPED = 8
    DONE = 9
    RETURNED = 10


ENDED = frozenset({State.NOT_RECEIVED, State.WITHDRAWN, State.STOPPED, State.RETURNED})
"""States in which nobody works on the dossier any more."""


class Channel(IntEnum):
    """How a dossier is filed (R38)."""

    COUNTER = 1
    ONLINE = 2
    POST = 3


class Kind(StrEnum):
    """What can happen to a dossier; each event has one."""

    RECEIVED = "received"
    CLAIMED = "claimed"
    ASSIGNED = "assigned"
    COMPLETED = "completed"
    RETURNED = "returned"
    HANDED_OVER = "handed_over"


class Source(StrEnum):
    """How an event came to be recorded; only `live` ones are recorded when they happen."""

    LIVE = "live"
    LATE_ENTRY = "late_entry"
    IMPORT = "import"
    DEMO = "demo"


class Collector(StrEnum):
    """Who takes the result away."""

    APPLICANT = "applicant"
    AUTHORISED = "authorised"
    POST = "post"


class Result(StrEnum):
    """How a dossier stands by its promise (R52); finished ones by the original promise."""

    OPEN = "dang-giai-quyet"
    OVERDUE = "qua-han"
    IN_TIME = "dung-han"
    LATE = "tre-han"


FINISHED = frozenset({Result.IN_TIME, Result.LATE})
