"""What happened to dossiers, sealed in a chain; the rest can be folded from it again."""

from datetime import timedelta
from typing import ClassVar

from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from nep.agencies.models import Agency, Delegation, Staff
from nep.operation.dossiers.models.dossiers import Dossier
from nep.operation.dossiers.rules.folding import Happened
from nep.operation.dossiers.rules.states import Kind, Source


class Event(models.Model):
    """One thing that happened to a dossier; the only truth (ADR 2).

    `at` is the legal moment. `recorded_at`, `position`, `prev_hash` and `hash` are set by the
    database whatever is sent. `data` holds keys and plain values, never personal data.
    """

    dossier = models.ForeignKey(
        Dossier, on_delete=models.PROTECT, related_name="events", db_index=False
    )  # without an index of its own, as wherever one in Meta begins with the column
    kind = models.CharField(max_length=20, choices=[(k.value, k.value) for k in Kind])
    at = models.DateTimeField()
    source = models.CharField(max_length=12, choices=[(s.value, s.value) for s in Source])
    schema_version = models.PositiveSmallIntegerField(default=1)
    staff = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", db_index=False)
    delegation = models.ForeignKey(
        Delegation, null=True, on_delete=models.PROTECT, related_name="+"
    )
    data = models.JSONField()

    recorded_at = models.DateTimeField(db_default=Now())
    position = models.BigIntegerField(db_default=0)
    prev_hash = models.CharField(max_length=64, db_default="")
    hash = models.CharField(max_length=64, db_default="")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["dossier", "position"], name="one_event_at_each_place_of_the_chain"
            ),
            models.CheckConstraint(
                condition=~Q(source=Source.LIVE.value)
                | Q(
                    at__gte=F("recorded_at") - models.Value(timedelta(minutes=5)),
                    at__lte=F("recorded_at") + models.Value(timedelta(minutes=5)),
                ),
                name="what_is_live_is_recorded_when_it_happens",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["agency", "-at"], name="last_event_of_an_agency"),
            # Rows lie in the order in which they were recorded: a page tells what is in it.
            BrinIndex(fields=["recorded_at"], name="events_recorded_since"),
        ]

    def __str__(self) -> str:
        return f"{self.position} {self.kind}"

    def as_happened(self) -> Happened:
        """Return the event as folding sees it; there is one version of events so far."""
        return Happened(Kind(self.kind), self.at, self.staff_id, self.data)
