"""Tables of administrative procedures and of competence for them."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField, DateRangeField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from nep.agencies.models import KIND_NAMES
from nep.norms.catalogue.rules.terms import Channel, Era, Level, LimitUnit, StepsBasis

LEVEL_NAMES = {
    Level.MINISTRY: _("Ministry"),
    Level.PROVINCE: _("Province"),
    Level.DISTRICT: _("District"),
    Level.COMMUNE: _("Commune"),
    Level.OTHER: _("Other body"),
}
LIMIT_UNIT_NAMES = {
    LimitUnit.HOUR: _("hours"),
    LimitUnit.DAY: _("days"),
    LimitUnit.WORKING_DAY: _("working days"),
}
CHANNEL_NAMES = {
    Channel.IN_PERSON: _("In person"),
    Channel.ONLINE: _("Online"),
    Channel.POST: _("By post"),
}
ERA_NAMES = {
    Era.THREE_TIERS: _("Three levels of government, before 1 July 2025"),
    Era.TWO_TIERS: _("Two levels of government, since 1 July 2025"),
    Era.UNKNOWN: _("Era not stated"),
}
STEPS_BASIS_NAMES = {
    StepsBasis.FOUND: _("Step table found as published"),
    StepsBasis.COMPOSED: _("Step table composed, not published"),
    StepsBasis.NONE: _("No step table"),
}


class AdministrativeProcedure(models.Model):
    """A TTHC as one source published it; the whole record stands beside what lists need."""

    key = models.CharField(max_length=80, unique=True)  # the national code where there is one
    code = models.CharField(max_length=20, blank=True)
    name = models.CharField(max_length=2000)
    field = models.CharField(max_length=300, blank=True)
    levels = ArrayField(models.CharField(max_length=20), default=list)
    decision = models.CharField(max_length=200, blank=True)
    limit_value = models.DecimalField(max_digits=9, decimal_places=3, null=True, blank=True)
    limit_unit = models.CharField(max_length=20, blank=True)
    limit_text = models.TextField(blank=True)
    result = models.TextField(blank=True)
    era = models.CharField(max_length=40, blank=True)
    record_source = models.CharField(max_length=500)
    steps_basis = models.CharField(max_length=20, blank=True)
    steps_source = models.CharField(max_length=500, blank=True)
    in_brief = models.BooleanField()  # from an index: no components, no steps
    runnable = models.BooleanField()  # has a step table
    record = models.JSONField()
    digest = models.CharField(max_length=64)

    search = models.GeneratedField(
        expression=Func(F("key"), F("name"), F("field"), function="catalogue_vector"),
        output_field=SearchVectorField(),
        db_persist=True,
    )
    sort_name = models.GeneratedField(
        expression=Func(F("name"), function="nep_fold"),
        output_field=models.TextField(),
        db_persist=True,
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["code"], condition=~Q(code=""), name="one_record_a_national_code"
            ),
        ]
        indexes: ClassVar = [
            GinIndex(fields=["search"], name="catalogue_search"),
            models.Index(fields=["runnable", "sort_name"], name="catalogue_in_order"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def era_name(self) -> str:
        """The era of the record, in words."""
        return str(ERA_NAMES[Era(self.era)])

    @property
    def steps_basis_name(self) -> str:
        """Whether the step table was published or composed, in words; shown with every table."""
        return str(STEPS_BASIS_NAMES[StepsBasis(self.steps_basis)])

    @property
    def level_names(self) -> list[str]:
        """The levels that handle the procedure, in words."""
        return [str(LEVEL_NAMES[Level(level)]) for level in self.levels]


class Competence(models.Model):
    """Which agencies handle a procedure, from a day to a day: a kind, or one by its code."""

    procedure = models.ForeignKey(
        AdministrativeProcedure, on_delete=models.PROTECT, related_name="competences"
    )
    kind = models.CharField(
        max_length=30, blank=True, choices=[(k.value, n) for k, n in KIND_NAMES.items()]
    )
    agency_code = models.CharField(max_length=80, blank=True)
    validity = DateRangeField()
    note = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=(Q(kind="") & ~Q(agency_code="")) | (~Q(kind="") & Q(agency_code="")),
                name="competence_is_of_a_kind_or_of_one_agency",
            ),
            models.UniqueConstraint(
                fields=["procedure", "kind", "agency_code", "validity"],
                name="a_competence_is_stated_once",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["kind", "agency_code"], name="competence_of_an_agency"),
        ]

    def __str__(self) -> str:
        return f"{self.procedure_id}: {self.kind or self.agency_code}"
