"""Documents: what an agency lays down under one code."""

from typing import ClassVar

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.urls import reverse

from nep.agencies.models import Agency
from nep.foundation.search import search_column
from nep.support.documents.models.names import CONFIDENTIALITY_NAMES, KIND_NAMES, choices
from nep.support.documents.rules.documents import LEVELS, Confidentiality, DocumentKind


class Document(models.Model):
    """What an agency lays down under one code (ISO 9001, 7.5.2); its text is in revisions."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=40)
    kind = models.CharField(max_length=20, choices=choices(KIND_NAMES))
    title = models.CharField(max_length=300)
    unit = models.CharField(max_length=200, blank=True)  # đơn vị soạn thảo, as registers print it
    confidentiality = models.CharField(
        max_length=10,
        choices=choices(CONFIDENTIALITY_NAMES),
        default=Confidentiality.NORMAL.value,
    )
    review_months = models.PositiveSmallIntegerField(null=True, blank=True)
    created_at = models.DateTimeField()
    search = search_column("code", "title")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["agency", "code"], name="a_code_is_given_once_in_an_agency"
            ),
        ]
        indexes: ClassVar = [GinIndex(fields=["search"], name="documents_by_their_words")]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"

    def get_absolute_url(self) -> str:
        """Return the address that leads to the revision in force."""
        return reverse("documents:document", args=[self.agency.code, self.code])

    @property
    def level(self) -> int:
        """The place of its kind in the system of documents (cấp), from 1 to 4."""
        return LEVELS[DocumentKind(self.kind)]
