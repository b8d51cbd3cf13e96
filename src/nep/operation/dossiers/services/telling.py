"""Telling people which dossiers reached them, and which came back.

Nothing here belongs to an act: a job reads the events some seconds later, so that completing a step
costs nothing more.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from django.urls import reverse

from nep.agencies.queries import Seat, seats_with
from nep.agencies.rules import Role
from nep.foundation.templatetags.nep import moment
from nep.operation.dossiers import notices
from nep.operation.dossiers.queries.moving import Moved, Waiting, moves_still_open
from nep.platform.notices.rules import NoticeKind
from nep.platform.notices.services.telling import Telling, tell

_AT_ONCE = 500


class Pool:
    """Before whom steps lie at a moment, asked for many steps in one go."""

    def __init__(self, tasks: Iterable[Waiting], *, at: datetime) -> None:
        free = [task for task in tasks if task.holder_id is None]
        roles, agencies = {Role(task.role) for task in free}, {task.agency_id for task in free}
        self._seats: dict[tuple[int, str], list[Seat]] = defaultdict(list)
        for seat in seats_with(roles, agencies, at=at) if free else ():
            self._seats[seat.agency_id, seat.role].append(seat)

    def of(self, task: Waiting) -> Iterator[tuple[int, int]]:
        """Yield staff and person: the holder of a step, or all who may take it."""
        if task.holder_id is not None and task.holder_person_id is not None:
            yield task.holder_id, task.holder_person_id
            return
        for seat in self._seats[task.agency_id, task.role]:
            if task.unit_id in (None, seat.unit_id):
                yield seat.staff_id, seat.person_id


def tell_of_events(event_ids: Sequence[int], *, at: datetime) -> None:
    """Tell people which dossiers these events put before them, as far as they still lie there.

    Nobody is told what they did themselves.
    """
    for start in range(0, len(event_ids), _AT_ONCE):
        moves = moves_still_open(event_ids[start : start + _AT_ONCE])
        pool = Pool((move.task for move in moves), at=at)
        tell(told for move in moves for told in _of_move(move, pool))


def _of_move(move: Moved, pool: Pool) -> Iterator[Telling]:
    task = move.task
    for staff_id, person_id in pool.of(task):
        if staff_id == move.by_staff_id:
            continue
        if task.holder_id is None:
            kind, key = notices.WAITS, f"{staff_id}.{task.agency_id}.{task.role}"
        elif move.returned:
            kind, key = notices.RETURNED, f"{move.event_id}.{task.step_key}.{task.occurrence}"
        else:
            kind, key = notices.ARRIVED, str(staff_id)
        yield telling(kind, task, staff_id, person_id, key=key, at=move.at)


def telling(  # noqa: PLR0913 - who is told what of which step, and when
    kind: NoticeKind,
    task: Waiting,
    staff_id: int,
    person_id: int,
    *,
    key: str,
    at: datetime,
    together: str = "",
) -> Telling:
    """Return what a person is told of a step: by codes and names, never who the applicant is."""
    known = {
        "code": task.code,
        "step": f"{task.step_key} “{task.step_name}”",
        "due": moment(task.due_at),
        "role": task.role,
    }
    return Telling(
        kind,
        person_id,
        key=key,
        address=reverse("dossiers:dossier", args=[task.code]),
        at=at,
        details={name: known[name] for name in kind.details},
        staff_id=staff_id,
        together=together or "/",
    )
