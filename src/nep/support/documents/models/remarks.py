"""Remarks of reviewers and leaders, at the place that they concern."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from nep.agencies.models import Staff
from nep.support.documents.models.columns import act_of, staff_later
from nep.support.documents.models.revisions import Revision
from nep.support.documents.rules.places import LONGEST_KEY


class Remark(models.Model):
    """What has to be mended at one place, and what became of it (ISO 9001, 7.5.2 c)."""

    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="remarks")
    place = models.CharField(max_length=LONGEST_KEY, blank=True)
    title = models.CharField(max_length=200, blank=True)  # the place as it was called then
    said = models.TextField()
    made_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    mended_by = staff_later()
    mended_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(said=""), name="a_remark_says_something"),
            models.CheckConstraint(
                condition=act_of("mended"), name="mended_by_someone_at_some_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}: {self.said}"
