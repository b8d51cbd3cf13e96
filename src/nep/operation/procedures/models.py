"""Tables of a procedure revision: its facts, components and steps."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from nep.agencies.models import ROLE_NAMES, Agency, Unit
from nep.lib.worktime.limits import Unit as TimeUnit
from nep.norms.catalogue.models import AdministrativeProcedure
from nep.support.documents.models import Revision


class ProcedureRevision(models.Model):
    """The running face of a document revision of kind `procedure` (R17, R18).

    Limits are a value and a unit, never converted; the promised one may be shorter than the
    legal one, not longer. `bpmn` is compiled when the revision is approved and never again.
    """

    revision = models.OneToOneField(
        Revision, primary_key=True, on_delete=models.PROTECT, related_name="+"
    )
    serves = models.ManyToManyField(AdministrativeProcedure, related_name="+")
    legal_value = models.DecimalField(max_digits=7, decimal_places=3)
    legal_unit = models.CharField(max_length=20, choices=[(u.value, u.value) for u in TimeUnit])
    promised_value = models.DecimalField(max_digits=7, decimal_places=3)
    promised_unit = models.CharField(max_length=20, choices=[(u.value, u.value) for u in TimeUnit])
    same_day = models.BooleanField(default=False)  # result the day it is filed, 15:00 rule
    fee = models.TextField(blank=True)
    result = models.TextField(blank=True)
    source_note = models.CharField(max_length=300, blank=True)  # where the step table is from
    bpmn = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(legal_value__gt=0, promised_value__gt=0), name="limits_are_positive"
            ),
        ]

    def __str__(self) -> str:
        return str(self.revision)


class Component(models.Model):
    """One paper a dossier consists of, with how many originals and copies."""

    procedure = models.ForeignKey(
        ProcedureRevision, on_delete=models.CASCADE, related_name="components"
    )
    order = models.PositiveSmallIntegerField()
    name = models.TextField()
    originals = models.PositiveSmallIntegerField(default=1)
    copies = models.PositiveSmallIntegerField(default=0)
    required = models.BooleanField(default=True)  # in every case; others depend on the case
    note = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["order"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["procedure", "order"], name="components_stand_in_one_order"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Step(models.Model):
    """One row of the step table (R17): TT, trình tự, trách nhiệm, thời gian, kết quả."""

    procedure = models.ForeignKey(ProcedureRevision, on_delete=models.CASCADE, related_name="steps")
    key = models.CharField(max_length=10)
    order = models.PositiveSmallIntegerField()
    name = models.TextField()
    role = models.CharField(max_length=30, choices=[(r.value, n) for r, n in ROLE_NAMES.items()])
    responsible = models.CharField(max_length=200)
    agency = models.ForeignKey(
        Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )  # another agency's step; none: the owner's own
    unit = models.ForeignKey(
        Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    duration_value = models.DecimalField(max_digits=7, decimal_places=3, null=True, blank=True)
    duration_unit = models.CharField(
        max_length=20, blank=True, choices=[(u.value, u.value) for u in TimeUnit]
    )
    result = models.TextField(blank=True)
    parallel_group = models.CharField(max_length=5, blank=True)
    goes_to = models.CharField(max_length=10, blank=True)  # none: the row below
    returns_to = ArrayField(models.CharField(max_length=10), default=list, blank=True)
    choices = models.JSONField(default=list, blank=True)  # [{"label": …, "to": key}]

    class Meta:
        ordering: ClassVar = ["order"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["procedure", "key"], name="one_step_a_key"),
            models.CheckConstraint(
                condition=Q(duration_value=None, duration_unit="")
                | (Q(duration_value__gt=0) & ~Q(duration_unit="")),
                name="a_duration_has_a_unit",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.name}"
