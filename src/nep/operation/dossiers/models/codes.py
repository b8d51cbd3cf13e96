"""How dossiers get their codes: patterns from a day to a day, and running numbers."""

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models.functions import Coalesce

from nep.agencies.models import Agency, same
from nep.norms.parameters.models import STANDS, Dated


class CodePattern(Dated):
    """How dossier codes are written from a day to a day (R37; TT 01/2018 Điều 19)."""

    agency = models.ForeignKey(
        Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )  # none: every agency without a pattern of its own
    pattern = models.CharField(max_length=80)

    class Meta:
        constraints: ClassVar = [
            ExclusionConstraint(
                name="one_pattern_at_any_time",
                expressions=[
                    (same(Coalesce("agency", 0)), RangeOperators.OVERLAPS),
                    ("validity", RangeOperators.OVERLAPS),
                ],
                condition=STANDS,
            ),
        ]

    def __str__(self) -> str:
        return self.pattern


class CodeCounter(models.Model):
    """The last running number of an agency on a day; numbers are never used twice."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    last = models.PositiveIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["agency", "on"], name="one_counter_an_agency_and_day"),
        ]

    def __str__(self) -> str:
        return f"{self.agency} {self.on}: {self.last}"
