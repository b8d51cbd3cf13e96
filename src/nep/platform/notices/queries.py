"""Reads of notices: a person's own, and of the outbox as the administrator sees it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet

from nep.platform.accounts.models import User
from nep.platform.notices.models import Letter, Notice, Preference
from nep.platform.notices.rules import LetterState, Mailing

MOST_SHOWN = 9
"""The bell counts so far; beyond it says 9+."""
DIGEST_SPAN = timedelta(days=7)
"""What lay unread longer than this is in no letter of the day: it was seen, or nobody looks."""
REFUSALS_SHOWN = 5


def notices_of(person_id: int, *, unread: bool = False) -> QuerySet[Notice]:
    """Return a person's notices, the newest first; nobody else's are within reach."""
    notices = Notice.objects.filter(person_id=person_id).order_by("-at", "-id")
    return notices.filter(read_at=None) if unread else notices


def unread_up_to(person_id: int, most: int = MOST_SHOWN) -> int:
    """Count unread notices, stopping after one more than `most`."""
    return notices_of(person_id, unread=True).order_by()[: most + 1].count()


def mailing_of(person_id: int) -> Mailing:
    """Return when a person wants letters."""
    chosen = Preference.objects.filter(pk=person_id).values_list("mailing", flat=True).first()
    return Mailing(chosen or Mailing.DIGEST)


def people_who_want(mailing: Mailing, among: Iterable[int]) -> set[int]:
    """Return those of these people who can get letters and want them in this way."""
    people = _reachable().filter(pk__in=set(among))
    return set(_wanting(people, mailing).values_list("pk", flat=True))


def notices_for_a_digest(*, at: datetime) -> QuerySet[Notice]:
    """Return what is unread and was in no letter, of those who want one letter a day."""
    people = _wanting(_reachable(), Mailing.DIGEST)
    lately = Notice.objects.filter(read_at=None, letter=None, at__gt=at - DIGEST_SPAN)
    return lately.filter(person__in=people).order_by("person_id", "-at")


def _reachable() -> QuerySet[User]:
    return User.objects.filter(is_active=True).exclude(email="")


def _wanting(people: QuerySet[User], mailing: Mailing) -> QuerySet[User]:
    preferences = Preference.objects.filter(person=OuterRef("pk"))
    if mailing is Mailing.DIGEST:
        return people.exclude(Exists(preferences.exclude(mailing=mailing)))
    return people.filter(Exists(preferences.filter(mailing=mailing)))


@dataclass(frozen=True, slots=True)
class Outbox:
    """How the outbox stands."""

    waiting: int
    oldest: datetime | None
    fault: str  # what the server said last to a letter that waits
    refused: int
    refusals: list[Letter]


def outbox() -> Outbox:
    """Return how many letters wait, since when, and which were refused for good."""
    waiting = Letter.objects.filter(state=LetterState.WAITING)
    counted = waiting.aggregate(count=Count("pk"), oldest=Min("written_at"))
    faulty = waiting.exclude(fault="").order_by("-tries", "-id").values_list("fault", flat=True)
    refused = Letter.objects.filter(state=LetterState.REFUSED)
    return Outbox(
        waiting=counted["count"],
        oldest=counted["oldest"],
        fault=faulty.first() or "",
        refused=refused.count(),
        refusals=list(refused.select_related("person").order_by("-id")[:REFUSALS_SHOWN]),
    )


def forgettable(*, before: datetime) -> QuerySet[Notice]:
    """Return notices that were read before a moment, and are in no letter that still waits."""
    waits = Q(letter__state=LetterState.WAITING)
    return Notice.objects.filter(read_at__lt=before).exclude(waits)
