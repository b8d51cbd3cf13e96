"""What is kept ready to be read: open work, who handled what, and figures of a month."""

from typing import ClassVar

from django.db import models

from nep.agencies.models import Agency, Staff, Unit
from nep.norms.catalogue.models import AdministrativeProcedure
from nep.operation.dossiers.models.dossiers import Dossier
from nep.operation.procedures.models import Step


class OpenTask(models.Model):
    """Projection: a step of a dossier that waits for somebody; a row of a worklist."""

    dossier = models.ForeignKey(
        Dossier, on_delete=models.CASCADE, related_name="open_tasks", db_index=False
    )
    step = models.ForeignKey(Step, on_delete=models.PROTECT, related_name="+")
    occurrence = models.PositiveSmallIntegerField()
    role = models.CharField(max_length=30)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", db_index=False)
    unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="+")
    holder = models.ForeignKey(
        Staff, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    opened_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)  # none: the step's time does not count
    dossier_due_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["dossier", "step", "occurrence"], name="a_step_is_open_once"
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["agency", "role", "dossier_due_at"], name="worklist_soonest_due_first"
            ),
            models.Index(fields=["holder", "dossier_due_at"], name="worklist_of_a_person"),
        ]

    def __str__(self) -> str:
        return f"{self.dossier_id} {self.step_id}#{self.occurrence}"


class Handling(models.Model):
    """Projection: a step of the dossier was once opened at an agency other than its owner.

    Its people may look at the dossier ever after. `received_at` is the dossier's and never
    changes; the list of an agency is read along it.
    """

    pk = models.CompositePrimaryKey("dossier_id", "agency_id")
    dossier = models.ForeignKey(
        Dossier, on_delete=models.CASCADE, related_name="handlings", db_index=False
    )
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", db_index=False)
    received_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["agency", "-received_at", "-dossier"], name="handled_newest_first"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.dossier_id} at {self.agency_id}"


class Tally(models.Model):
    """Projection: what an agency received and finished of one procedure in a month.

    A dossier counts in the month in which it came, and once more in the one in which it was
    finished: in time or late by the original promise (R52).
    """

    month = models.DateField()  # its first day
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", db_index=False)
    procedure = models.ForeignKey(
        AdministrativeProcedure, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    received = models.IntegerField(default=0)
    in_time = models.IntegerField(default=0)
    late = models.IntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["month", "agency", "procedure"],
                name="one_tally_a_month_agency_and_procedure",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.month:%m/%Y} {self.agency_id}/{self.procedure_id}: {self.received}"
