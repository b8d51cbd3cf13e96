"""The table of citations."""

from typing import ClassVar

from django.db import models

from nep.norms.standard.models import Clause
from nep.support.documents.models import Revision


class Citation(models.Model):
    """That a revision answers a clause; part of the revision, immutable once it is approved."""

    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="+")
    clause = models.ForeignKey(Clause, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["revision", "clause"], name="a_clause_is_cited_once_by_a_revision"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.revision}: {self.clause.number}"
