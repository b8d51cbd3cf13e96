"""Tables of dossiers: the events that are the truth, and the projections that are not."""

from nep.operation.dossiers.models.codes import CodeCounter, CodePattern
from nep.operation.dossiers.models.dossiers import IN_TIME, LATE, Applicant, Dossier
from nep.operation.dossiers.models.events import Event
from nep.operation.dossiers.models.names import (
    CHANNEL_NAMES,
    FAULT_NAMES,
    RESULT_NAMES,
    STATE_NAMES,
)
from nep.operation.dossiers.models.projections import Handling, OpenTask, Tally

__all__ = [
    "CHANNEL_NAMES",
    "FAULT_NAMES",
    "IN_TIME",
    "LATE",
    "RESULT_NAMES",
    "STATE_NAMES",
    "Applicant",
    "CodeCounter",
    "CodePattern",
    "Dossier",
    "Event",
    "Handling",
    "OpenTask",
    "Tally",
]
