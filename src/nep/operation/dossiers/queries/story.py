"""One dossier and its story: its steps, its events, its files, and its look-up by code."""

from django.db.models import BigIntegerField, TextField

from nep.foundation.questions import Question, Told
from nep.operation.dossiers.acts import PAPER_PRINTED
from nep.operation.dossiers.models import Dossier, Event, OpenTask
from nep.operation.dossiers.rules.folding import Folded, Happened, fold
from nep.operation.dossiers.rules.states import ENDED, Kind, State
from nep.platform.journal.queries import entries_about

_OF_IT = Told("dossier", BigIntegerField())
_TASKS = Question(
    lambda: (
        OpenTask.objects.filter(dossier=_OF_IT)
        .select_related("step", "agency", "unit", "holder__person", "holder__post")
        .order_by("step__order")
    )
)
_EVENTS = Question(
    lambda: (
        Event.objects.filter(dossier=_OF_IT)
        .select_related("staff__person", "staff__post", "agency", "delegation__giver__person")
        .order_by("position")
    )
)
# Without a function around the column, so that its index serves whatever the case typed.
_CODED = Question(
    lambda: (
        Dossier.objects.filter(code__in=[Told("typed", TextField()), Told("upper", TextField())])
        .select_related("procedure", "agency", "revision", "applicant")
        .defer("revision__bpmn")
    )
)
_HAPPENINGS = Question(
    lambda: (
        Event.objects.filter(dossier=_OF_IT)
        .order_by("position")
        .values_list("kind", "at", "staff_id", "data")
    )
)


def dossier_coded(code: str) -> Dossier:
    """Return the dossier with this code, for the citizen's look-up (R51).

    :raises Dossier.DoesNotExist: when there is none.
    """
    typed = code.strip()
    found = _CODED.ask(typed=typed, upper=typed.upper())
    if not found:
        raise Dossier.DoesNotExist(code)
    return found[0]


def open_tasks_of(dossier: Dossier) -> list[OpenTask]:
    """Return the steps of a dossier that wait for somebody."""
    return _TASKS.ask(dossier=dossier.pk)


def events_of(dossier: Dossier) -> list[Event]:
    """Return what happened to a dossier, oldest first, with who did it."""
    return _EVENTS.ask(dossier=dossier.pk)


def folded_so_far(dossier: Dossier) -> Folded:
    """Return what the events of a dossier add up to."""
    return fold(
        Happened(Kind(kind), at, staff_id, data)
        for kind, at, staff_id, data in _HAPPENINGS.ask(dossier=dossier.pk)
    )


def is_over(dossier: Dossier) -> bool:
    """Tell whether nobody works on the dossier any more."""
    return State(dossier.state) in ENDED


def files_of(dossier: Dossier) -> dict[str, str]:
    """Return the files that the events of a dossier name: digest → what it is called here."""
    names: dict[str, str] = {}
    for event in Event.objects.filter(dossier=dossier).order_by("position"):
        for item in event.data.get("components", ()):
            if item["sha256"]:
                names[item["sha256"]] = f"{dossier.code}-thanh-phan-{item['component']}"
        if digest := event.data.get("result", {}).get("sha256"):
            names[digest] = f"{dossier.code}-ket-qua"
    return names


def was_printed(dossier: Dossier, paper: str) -> bool:
    """Tell whether a paper of the dossier was printed before: what follows is a reprint."""
    printed = entries_about(dossier).filter(act=PAPER_PRINTED.name, details__paper=paper)
    return printed.exists()
