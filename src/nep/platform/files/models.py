"""The table of stored files."""

from pathlib import Path
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from nep.platform.files.rules import MediaType


class StoredFile(models.Model):
    """One content, stored once however often it is handed in; it has no name of its own."""

    sha256 = models.CharField(max_length=64, unique=True)
    size = models.PositiveBigIntegerField()
    media_type = models.CharField(max_length=100, choices=[(m.value, m.value) for m in MediaType])
    stored_at = models.DateTimeField()
    stored_by = models.JSONField()  # an ActorRef: who handed this content in first

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(size__gt=0), name="a_stored_file_is_not_empty"),
        ]

    def __str__(self) -> str:
        return f"{self.sha256[:12]} ({self.media_type})"

    @property
    def path(self) -> Path:
        """Where the bytes lie."""
        return Path(settings.FILES_ROOT) / self.sha256[:2] / self.sha256[2:4] / self.sha256
