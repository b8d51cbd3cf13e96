"""The outbox: letters are written with their notices, and sent until the server has taken them."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.db.models.functions import Now

from nep.foundation.clock import VIETNAM
from nep.platform.notices.mail import MailRoom, PutOff, Turned, mail_is_on
from nep.platform.notices.models import Letter, Notice
from nep.platform.notices.queries import notices_for_a_digest, people_who_want
from nep.platform.notices.rules import LetterState, Mailing, wait_after
from nep.platform.notices.services.bookmarks import time_passed

DIGESTS = "notices.digests"
_FAULT = Letter._meta.get_field("fault").max_length


def write_letters(notices: Iterable[Notice]) -> None:
    """Write a letter to each of these people who want to know at once."""
    told = list(notices)
    if not told or not mail_is_on():
        return
    wanting = people_who_want(Mailing.AT_ONCE, {notice.person_id for notice in told})
    _write([notice for notice in told if notice.person_id in wanting])


@transaction.atomic
def write_digests(*, hour: int, at: datetime) -> int:
    """Write the letters of the day, once a day from the hour on; return how many.

    After days without this job, one letter tells of all of them.
    """
    local = at.astimezone(VIETNAM)
    begins = local.replace(hour=hour, minute=0, second=0, microsecond=0)
    if local < begins or not mail_is_on():
        return 0
    since = time_passed(DIGESTS, until=begins)
    if since is not None and since == begins:
        return 0
    return _write(notices_for_a_digest(at=at))


def _write(notices: Iterable[Notice]) -> int:
    by_person: dict[int, list[Notice]] = defaultdict(list)
    for notice in notices:
        by_person[notice.person_id].append(notice)
    letters = Letter.objects.bulk_create(Letter(person_id=person) for person in by_person)
    for letter in letters:
        told = [notice.pk for notice in by_person[letter.person_id]]
        Notice.objects.filter(pk__in=told).update(letter=letter)
    return len(letters)


def send_letters(room: MailRoom) -> int:
    """Send what waits, one letter a transaction; return how many are done with.

    A server that cannot be reached is asked again at the next run: no letter is blamed.

    :raises OSError: when the server cannot be reached.
    """
    sent = 0
    while _send_next(room):
        sent += 1
    return sent


@transaction.atomic
def _send_next(room: MailRoom) -> bool:
    """Send the letter that has waited longest; tell whether there was one.

    The row stays locked until the server has answered and the answer is committed: nobody
    else sends the letter meanwhile, and nobody waits for it either.
    """
    due = _due().select_for_update(skip_locked=True, of=("self",))
    letter = due.select_related("person").order_by("next_try_at", "id").first()
    if letter is None:
        return False
    try:
        room.post(letter, list(letter.notices.order_by("-at", "-id")))
    except PutOff as answer:
        _put_off(letter, str(answer))
    except Turned as answer:
        _refuse(letter, str(answer))
    else:
        letter.state, letter.sent_at = LetterState.SENT, Now()
        letter.save(update_fields=["state", "sent_at"])
    return True


def note_unreachable(fault: str) -> None:
    """Write on the letters that wait why none can be sent, for the administrator."""
    _due().update(fault=fault[:_FAULT])


def _due() -> QuerySet[Letter]:
    return Letter.objects.filter(state=LetterState.WAITING, next_try_at__lte=Now())


def _put_off(letter: Letter, fault: str) -> None:
    letter.tries += 1
    letter.fault = fault[:_FAULT]
    letter.next_try_at = Now() + wait_after(letter.tries)
    letter.save(update_fields=["tries", "fault", "next_try_at"])


def _refuse(letter: Letter, fault: str) -> None:
    letter.tries += 1
    letter.state, letter.fault = LetterState.REFUSED, fault[:_FAULT]
    letter.save(update_fields=["tries", "state", "fault"])
