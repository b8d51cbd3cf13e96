"""Tables of records kept, their terms, and their disposal."""

from typing import ClassVar

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from nep.agencies.models import Agency, Staff
from nep.foundation.search import search_column
from nep.support.retention import rules

METHOD_NAMES = {
    rules.Method.SHREDDED: _("Shredded"),
    rules.Method.BURNT: _("Burnt"),
    rules.Method.ERASED: _("Erased from the system"),
}
STATE_NAMES = {
    rules.State.OPEN: _("Being built"),
    rules.State.AT_UNIT: _("Kept at the unit"),
    rules.State.ARCHIVED: _("In the archive"),
    rules.State.PROPOSED: _("Proposed for disposal"),
    rules.State.DESTROYED: _("Destroyed"),
}
DECISION_NAMES = {
    rules.Decision.PROPOSED: _("Waits for the leader"),
    rules.Decision.APPROVED: _("Approved, not yet carried out"),
    rules.Decision.REFUSED: _("Not approved"),
    rules.Decision.CARRIED_OUT: _("Carried out"),
}


def _by_staff() -> "models.ForeignKey[Staff, Staff]":
    return models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")


def _by_staff_later() -> "models.ForeignKey[Staff | None, Staff | None]":
    return models.ForeignKey(
        Staff, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )


class Term(models.Model):
    """For how long an agency keeps a kind of record, from a day on; append-only."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=200)
    years = models.PositiveSmallIntegerField(null=True, blank=True)  # empty: for ever
    since = models.DateField()
    source = models.CharField(max_length=300)
    set_by = _by_staff()
    set_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["agency", "kind", "since"], name="a_term_is_set_once_for_a_day"
            ),
            models.CheckConstraint(
                condition=Q(years=None) | Q(years__gte=1, years__lte=rules.LONGEST_TERM),
                name="a_term_is_years_or_for_ever",
            ),
            models.CheckConstraint(condition=~Q(source=""), name="a_term_names_its_source"),
        ]

    def __str__(self) -> str:
        return self.kind


class Disposal(models.Model):
    """A list of records proposed to be destroyed, what the leader decided, and the minutes."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField()
    decision = models.CharField(
        max_length=12,
        choices=[(d.value, name) for d, name in DECISION_NAMES.items()],
        default=rules.Decision.PROPOSED.value,
    )
    proposed_by = _by_staff()
    proposed_at = models.DateTimeField()
    decided_by = _by_staff_later()
    decided_at = models.DateTimeField(null=True, blank=True)
    remark = models.TextField(blank=True)
    carried_out_by = _by_staff_later()
    carried_out_at = models.DateTimeField(null=True, blank=True)
    carried_out_on = models.DateField(null=True, blank=True)
    present = models.TextField(blank=True)  # thành phần, a person a line

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(decision="proposed", decided_by=None, decided_at=None)
                | Q(decided_by__isnull=False, decided_at__isnull=False),
                name="a_disposal_is_decided_by_someone",
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=F("proposed_by")),
                name="nobody_decides_the_disposal_they_proposed",
            ),
            models.CheckConstraint(
                condition=~Q(decision="carried_out")
                | (Q(carried_out_by__isnull=False, carried_out_on__isnull=False) & ~Q(present="")),
                name="a_disposal_is_carried_out_before_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.proposed_at:%d/%m/%Y}: {self.reason}"

    def get_absolute_url(self) -> str:
        """Return the address of its page."""
        return reverse("retention:disposal", args=[self.pk])


class KeptRecord(models.Model):
    """A record (hồ sơ) that an agency keeps under a term; where it is and how it will end."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    number = models.CharField(max_length=40)
    title = models.CharField(max_length=300)
    term = models.ForeignKey(Term, on_delete=models.PROTECT, related_name="+")
    unit = models.CharField(max_length=200)
    place = models.CharField(max_length=200)
    keeper = models.CharField(max_length=120)
    method = models.CharField(
        max_length=10, choices=[(m.value, name) for m, name in METHOD_NAMES.items()]
    )
    note = models.CharField(max_length=300, blank=True)
    source = models.CharField(max_length=120, blank=True)  # what a module above calls its work
    entered_by = _by_staff()
    entered_at = models.DateTimeField()
    closed_on = models.DateField(null=True, blank=True)
    archived_on = models.DateField(null=True, blank=True)
    disposal = models.ForeignKey(
        Disposal, null=True, blank=True, on_delete=models.PROTECT, related_name="records"
    )
    search = search_column("number", "title")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["agency", "number"], name="a_record_number_is_given_once_in_an_agency"
            ),
            models.UniqueConstraint(
                fields=["agency", "source"],
                condition=~Q(source=""),
                name="work_of_other_modules_is_kept_once",
            ),
            models.CheckConstraint(
                condition=Q(archived_on=None) | Q(archived_on__gte=F("closed_on")),
                name="archived_after_the_work_ended",
            ),
            models.CheckConstraint(
                condition=Q(disposal=None) | Q(closed_on__isnull=False),
                name="only_finished_work_is_proposed_for_disposal",
            ),
        ]
        indexes: ClassVar = [GinIndex(fields=["search"], name="records_by_their_words")]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    def get_absolute_url(self) -> str:
        """Return the address of its page."""
        return reverse("retention:record", args=[self.pk])

    @property
    def life(self) -> rules.Life:
        """Its days and its term, for the rules."""
        disposal = rules.Decision(self.disposal.decision) if self.disposal else None
        return rules.Life(self.term.years, self.closed_on, self.archived_on, disposal)
