"""Tables of editions and clauses."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField, DateRangeField
from django.db import models
from django.utils.translation import get_language


class Edition(models.Model):
    """An edition of the standard, or an amendment to one (R11)."""

    code = models.CharField(max_length=40, unique=True)  # ISO 9001:2015/Amd 1:2024
    national_code = models.CharField(max_length=40, blank=True)  # TCVN ISO 9001:2015
    amends = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="amendments"
    )
    validity = DateRangeField()
    source = models.CharField(max_length=300)

    class Meta:
        ordering: ClassVar = ["validity"]

    def __str__(self) -> str:
        return self.national_code or self.code


class Clause(models.Model):
    """A clause of one edition: its number, its title, and the records it asks for."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="clauses")
    number = models.CharField(max_length=20)
    place = ArrayField(models.PositiveSmallIntegerField())  # 4.10 stands after 4.9
    title_vi = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200)
    documented_information = models.CharField(max_length=80, blank=True)  # M maintain, R retain
    change_vi = models.CharField(max_length=300, blank=True)  # what an amendment adds, in our words
    change_en = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering: ClassVar = ["edition", "place"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["edition", "number"], name="one_clause_a_number_in_an_edition"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    @property
    def title(self) -> str:
        """The title in the reader's language."""
        return self.title_en if (get_language() or "").startswith("en") else self.title_vi

    @property
    def change(self) -> str:
        """What the amendment adds, in the reader's language; empty in an edition."""
        return self.change_en if (get_language() or "").startswith("en") else self.change_vi
