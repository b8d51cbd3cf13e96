"""Tables of who has to know a document, and of who has read it."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from nep.agencies.models import Post, Staff
from nep.platform.accounts.models import User
from nep.support.documents.models import Document, Revision


class Recipient(models.Model):
    """That whoever holds a post has to know a document, from a moment until another.

    It belongs to the document and not to a revision: the next revision is distributed as the
    one before, and who comes to the post later is asked like the one who was there (ADR 70).
    """

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="+")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    since = models.DateTimeField()
    added_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    until = models.DateTimeField(null=True, blank=True)
    removed_by = models.ForeignKey(
        Staff, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["document", "post"],
                condition=Q(until=None),
                name="a_post_is_told_of_a_document_once",
            ),
            models.CheckConstraint(
                condition=Q(until=None, removed_by=None)
                | Q(until__isnull=False, removed_by__isnull=False),
                name="who_ends_a_distribution_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document}: {self.post}"


class Reading(models.Model):
    """That a person has read a revision and confirmed it; never changed, never taken back."""

    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    read_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["revision", "person"], name="a_person_confirms_a_revision_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.revision}: {self.person}"
