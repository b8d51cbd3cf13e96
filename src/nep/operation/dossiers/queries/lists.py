"""What lists say of dossiers and of the steps that wait in them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from nep.operation.dossiers.models import Dossier


@dataclass(frozen=True, slots=True)
class Listed:
    """What a list says of a dossier, and on a worklist of the step that waits in it."""

    code: str
    agency_id: int
    state: int
    due_at: datetime
    promised_at: datetime
    finished_at: datetime | None
    procedure: str
    applicant: str | None  # none: the data were erased
    step_key: str = ""
    step_name: str = ""
    holder_id: int | None = None


_DOSSIER = (
    "code",
    "agency_id",
    "state",
    "due_at",
    "promised_at",
    "finished_at",
    "procedure__name",
    "applicant__full_name",
)
LISTED_OF_TASK = (
    *(f"dossier__{column}" for column in _DOSSIER),
    "step__key",
    "step__name",
    "holder_id",
)
"""The columns of a step, in the order in which `Listed` has them."""


def lines_of(dossiers: Iterable[Dossier]) -> list[Listed]:
    """Return what a list says of dossiers, in their order.

    A long list is cut into pages by keys alone; only what is shown is then joined and read.
    """
    keys = [dossier.pk for dossier in dossiers]
    rows = Dossier.objects.filter(pk__in=keys).values_list("pk", *_DOSSIER)
    lines = {row[0]: Listed(*row[1:]) for row in rows}
    return [lines[key] for key in keys if key in lines]
