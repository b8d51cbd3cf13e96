"""Who holds a draft while writing in it."""

from django.db import models

from nep.agencies.models import Staff
from nep.support.documents.models.revisions import Revision
from nep.support.documents.rules.holding import Hold


class DraftHold(models.Model):
    """One person writes in a draft at a time; not a record: it goes when the writing ends."""

    revision = models.OneToOneField(
        Revision, primary_key=True, on_delete=models.CASCADE, related_name="+"
    )
    held_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    since = models.DateTimeField()
    seen_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.revision_id}: {self.held_by}"

    @property
    def hold(self) -> Hold:
        """The value that rules ask."""
        person = self.held_by.person
        return Hold(person.pk, person.full_name, self.since, self.seen_at)
