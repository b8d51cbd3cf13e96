"""Telling people: notices are made or grow, and letters are put into the outbox with them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from nep.platform.notices.models import Notice
from nep.platform.notices.rules import NoticeKind
from nep.platform.notices.services.letters import write_letters

_AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class Telling:
    """One thing that one person is to be told.

    `key` says what it is: of a kind that gathers, with what it is gathered; of another, the
    thing itself, of which the person is told once, however often it is tried. `together` is
    where a notice leads that has gathered several.
    """

    kind: NoticeKind
    person_id: int
    key: str
    address: str
    at: datetime
    details: dict[str, Any]
    staff_id: int | None = None
    together: str = "/"

    @property
    def place(self) -> tuple[int, str, str]:
        """What makes it the same as another."""
        return (self.person_id, self.kind.name, self.key)

    def __post_init__(self) -> None:
        if set(self.details) != set(self.kind.details):
            message = f"{self.kind.name} declares {self.kind.details}, got {sorted(self.details)}"
            raise ValueError(message)


@transaction.atomic
def tell(tellings: Iterable[Telling]) -> list[Notice]:
    """Tell people, and return the notices that are new.

    A notice that grew is not new: whoever has it unread gets no further letter for it.

    :raises ValueError: when a telling has other details than its kind declares.
    """
    told = list(tellings)
    alone = [one for one in told if not one.kind.gathers]
    gathered = defaultdict(list)
    for one in told:
        if one.kind.gathers:
            gathered[one.place].append(one)
    new = [*_new_alone(alone), *_new_gathered(gathered)]
    made = Notice.objects.bulk_create(new, batch_size=_AT_ONCE)
    write_letters(made)
    return made


def _new_alone(tellings: Sequence[Telling]) -> list[Notice]:
    once = {one.place: one for one in tellings}
    known = _places(Notice.objects.filter(gathers=False), once)
    return [_notice([one]) for place, one in once.items() if place not in known]


def _new_gathered(gathered: dict[tuple[int, str, str], list[Telling]]) -> list[Notice]:
    unread = Notice.objects.filter(gathers=True, read_at=None).order_by("id")
    standing = _places(unread.select_for_update(), gathered)
    for place, notice in standing.items():
        notice.count += len(gathered[place])
        notice.at = max(one.at for one in gathered[place])
        notice.address = gathered[place][0].together
    Notice.objects.bulk_update(standing.values(), ["count", "at", "address"], batch_size=_AT_ONCE)
    return [_notice(those) for place, those in gathered.items() if place not in standing]


def _places(
    notices: Any,  # noqa: ANN401 - a queryset of notices, locked or not
    wanted: Iterable[tuple[int, str, str]],
) -> dict[tuple[int, str, str], Notice]:
    """Return the stored notices at these places."""
    places = set(wanted)
    people, kinds = {place[0] for place in places}, {place[1] for place in places}
    keys = {place[2] for place in places}
    found = notices.filter(person__in=people, kind__in=kinds, key__in=keys) if places else ()
    stored = {(notice.person_id, notice.kind, notice.key): notice for notice in found}
    return {place: notice for place, notice in stored.items() if place in places}


def _notice(those: Sequence[Telling]) -> Notice:
    one = those[0]
    return Notice(
        person_id=one.person_id,
        staff_id=one.staff_id,
        kind=one.kind.name,
        key=one.key,
        details=one.details,
        address=one.address if len(those) == 1 else one.together,
        count=len(those),
        gathers=one.kind.gathers,
        at=max(one.at for one in those),
    )
