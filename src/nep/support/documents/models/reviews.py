"""Periodic reviews: rows of record, which nobody changes."""

from typing import ClassVar

from django.db import models

from nep.agencies.models import Staff
from nep.support.documents.models.documents import Document
from nep.support.documents.models.names import FINDING_NAMES, choices
from nep.support.documents.models.requests import ChangeRequest
from nep.support.documents.models.revisions import Revision


class PeriodicReview(models.Model):
    """A text in force was looked at again, and found fit or not (ISO 9001, 7.5.2 c)."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="reviews")
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="+")
    finding = models.CharField(max_length=10, choices=choices(FINDING_NAMES))
    remark = models.TextField(blank=True)
    reviewed_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    reviewed_at = models.DateTimeField()
    request = models.ForeignKey(  # the change request to which it led
        ChangeRequest, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["document", "-reviewed_at"], name="reviews_of_a_document")
        ]

    def __str__(self) -> str:
        return f"{self.document}: {self.finding}"
