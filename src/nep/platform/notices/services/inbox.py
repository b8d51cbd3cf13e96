"""What people do in their inbox: open, put aside, and say when they want letters."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db.models import Q

from nep.platform.notices.models import Notice, Preference
from nep.platform.notices.queries import forgettable
from nep.platform.notices.rules import Mailing


def read_notice(notice: Notice, *, at: datetime) -> None:
    """Mark one notice as read; read before, it stays read as it was."""
    Notice.objects.filter(pk=notice.pk, read_at=None).update(read_at=at)


def read_all(person_id: int, *, shown_until: int, gathered: Mapping[int, int], at: datetime) -> int:
    """Mark as read what a person had before them, up to the newest notice that the page knew.

    What arrived while they looked stays unread, and so does what grew: `gathered` says how many
    things each notice held on the page. Returns how many there were.
    """
    as_shown = Q(gathers=False)
    for key, count in gathered.items():
        as_shown |= Q(pk=key, count=count)
    unread = Notice.objects.filter(person_id=person_id, read_at=None, pk__lte=shown_until)
    return unread.filter(as_shown).update(read_at=at)


def choose_mailing(person_id: int, mailing: Mailing) -> None:
    """Write down when a person wants letters."""
    Preference.objects.update_or_create(person_id=person_id, defaults={"mailing": mailing})


def forget(*, days: int, at: datetime) -> int:
    """Delete notices that were read so many days ago: they are no record, the journal is."""
    deleted, _kinds = forgettable(before=at - timedelta(days=days)).delete()
    return deleted
