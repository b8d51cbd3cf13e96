"""The table of what has been spent."""

from typing import ClassVar

from django.db import models


class Spent(models.Model):
    """How often somebody has asked for something in the present window; lost in a crash."""

    key = models.CharField(max_length=120, primary_key=True)
    window = models.BigIntegerField()  # windows since 1970
    times = models.PositiveIntegerField()
    ends_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "spent"
        indexes: ClassVar = [models.Index(fields=["ends_at"], name="windows_that_ended")]

    def __str__(self) -> str:
        return f"{self.key}: {self.times}"
