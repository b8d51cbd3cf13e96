"""Tables of notices: the inbox, the letters that carry it, and what each person wants."""

from typing import ClassVar
from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from nep.foundation.ui import Tone
from nep.platform.accounts.models import User
from nep.platform.notices.rules import LetterState, Mailing, kind_named

MAILING_NAMES = {
    Mailing.AT_ONCE: _("As soon as something happens"),
    Mailing.DIGEST: _("One letter a day, in the morning"),
    Mailing.NEVER: _("Never; I read the inbox here"),
}
LETTER_NAMES = {
    LetterState.WAITING: _("Waits"),
    LetterState.SENT: _("Sent"),
    LetterState.REFUSED: _("Refused"),
}


class Letter(models.Model):
    """One e-mail to one person about one or more notices; the outbox is those that wait.

    It is committed with its notices, and marked sent after the server took it. Killed in
    between, it is sent again with the same `message_id`, by which programs know it again.
    The moments are the real ones, as the database tells them, whatever the clock shows.
    """

    person = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    message_id = models.UUIDField(default=uuid4, unique=True)
    state = models.CharField(
        max_length=10,
        choices=[(state.value, name) for state, name in LETTER_NAMES.items()],
        default=LetterState.WAITING.value,
    )
    tries = models.PositiveSmallIntegerField(default=0)
    fault = models.CharField(max_length=300, blank=True)  # what the server said last
    written_at = models.DateTimeField(db_default=Now())
    next_try_at = models.DateTimeField(db_default=Now())
    sent_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state=LetterState.SENT.value, sent_at__isnull=False)
                | (~Q(state=LetterState.SENT.value) & Q(sent_at=None)),
                name="what_is_sent_was_sent_at_some_time",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["next_try_at", "id"],
                condition=Q(state=LetterState.WAITING.value),
                name="letters_that_wait",
            ),
            models.Index(
                fields=["-id"],
                condition=Q(state=LetterState.REFUSED.value),
                name="letters_refused",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.state}"


class Notice(models.Model):
    """What a person is told: a sentence of its kind, and where it leads.

    `staff_id` is the post in which it concerns them; those who hold several step into it when
    they open the notice. `count` is how many things it gathers.
    """

    person = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", db_index=False)
    staff_id = models.BigIntegerField(null=True)
    kind = models.CharField(max_length=60)
    key = models.CharField(max_length=120)
    details = models.JSONField(default=dict)
    address = models.CharField(max_length=300)
    count = models.PositiveIntegerField(default=1)
    gathers = models.BooleanField(default=False)
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    letter = models.ForeignKey(Letter, null=True, on_delete=models.SET_NULL, related_name="notices")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person", "kind", "key"],
                condition=Q(gathers=False),
                name="a_person_is_told_a_thing_once",
            ),
            models.UniqueConstraint(
                fields=["person", "kind", "key"],
                condition=Q(gathers=True, read_at=None),
                name="what_gathers_is_unread_once",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["person", "-at", "-id"], name="inbox_of_a_person"),
            models.Index(
                fields=["person", "-at", "-id"],
                condition=Q(read_at=None),
                name="unread_of_a_person",
            ),
            models.Index(fields=["read_at"], name="notices_by_when_they_were_read"),
        ]

    def __str__(self) -> str:
        return self.sentence

    @property
    def sentence(self) -> str:
        """What the person is told, in the reader's language."""
        return kind_named(self.kind).told(self.details, self.count)

    @property
    def tone(self) -> Tone:
        """Which mark stands before the sentence."""
        return kind_named(self.kind).tone


class Preference(models.Model):
    """When a person wants e-mail; without a row, one letter a day."""

    person = models.OneToOneField(
        User, primary_key=True, on_delete=models.CASCADE, related_name="+"
    )
    mailing = models.CharField(
        max_length=10, choices=[(mailing.value, name) for mailing, name in MAILING_NAMES.items()]
    )

    def __str__(self) -> str:
        return f"{self.person}: {self.mailing}"


class Bookmark(models.Model):
    """How far a job has come in telling people: through a table that only grows, or in time."""

    reader = models.CharField(primary_key=True, max_length=60)
    last_id = models.BigIntegerField(default=0)
    horizon = models.BigIntegerField(default=0)  # all transactions before this one are told
    at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.reader
