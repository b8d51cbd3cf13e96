"""The table of the journal."""

from typing import ClassVar

from django.db import models
from django.db.models.functions import Now

from nep.foundation.actors import ActorRef
from nep.platform.journal.rules import act_named


class Entry(models.Model):
    """One act, as it was done; sealed into the chain of its agency by the database.

    `at` is the legal moment (the demo's present in a demo); `recorded_at`, `position`,
    `prev_hash` and `hash` are the database's own and ignore what is sent.
    """

    act = models.CharField(max_length=80)
    at = models.DateTimeField()
    agency_id = models.BigIntegerField(default=0)  # 0: the installation itself
    subject_kind = models.CharField(max_length=80, blank=True)
    subject_key = models.CharField(max_length=80, blank=True)
    actor = models.JSONField()
    details = models.JSONField(default=dict)

    recorded_at = models.DateTimeField(db_default=Now())
    position = models.BigIntegerField(db_default=0)
    prev_hash = models.CharField(max_length=64, db_default="")
    hash = models.CharField(max_length=64, db_default="")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["agency_id", "position"], name="one_entry_at_each_place_of_the_chain"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["subject_kind", "subject_key", "id"], name="journal_by_subject"),
        ]

    def __str__(self) -> str:
        return self.sentence

    @property
    def sentence(self) -> str:
        """The act told in the reader's language."""
        return act_named(self.act).told(ActorRef.from_json(self.actor).name, self.details)
