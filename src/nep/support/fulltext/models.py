"""The table of words by which approved revisions are found."""

from typing import ClassVar

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from nep.support.documents.models import Revision


class RevisionWords(models.Model):
    """The words of one approved revision; written with its approval, and never again."""

    revision = models.OneToOneField(
        Revision, primary_key=True, on_delete=models.PROTECT, related_name="+"
    )
    more = models.JSONField(default=dict)  # what modules above say of it, by their key
    heading = SearchVectorField()  # code, title and marks
    words = SearchVectorField()  # everything

    class Meta:
        # Approvals are rare and searches are not: nothing waits in a list to be indexed.
        indexes: ClassVar = [
            GinIndex(fields=["heading"], name="fulltext_by_heading", fastupdate=False),
            GinIndex(fields=["words"], name="fulltext_by_words", fastupdate=False),
        ]

    def __str__(self) -> str:
        return str(self.revision)
