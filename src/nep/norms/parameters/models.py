"""Tables of dated numbers, of days that differ from the general calendar, and of office hours."""

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import BigIntegerRangeField, DateRangeField, RangeOperators
from django.db import models
from django.db.models import Func, Q, Value
from django.db.models.functions import Coalesce
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from nep.agencies.models import Agency, same
from nep.lib.worktime.days import DayKind
from nep.norms.parameters.rules import Unit

UNIT_NAMES = {
    Unit.MINUTE: _("minutes"),
    Unit.HOUR: _("hours"),
    Unit.HOUR_OF_DAY: _("o'clock"),
    Unit.DAY: _("days"),
    Unit.WORKING_DAY: _("working days"),
    Unit.WEEK: _("weeks"),
    Unit.MONTH: _("months"),
    Unit.MEGABYTE: _("megabytes"),
    Unit.TIMES: _("times"),
}
DAY_KIND_NAMES = {
    DayKind.DAY_OFF: _("Day off"),
    DayKind.WORKING_DAY: _("Working day"),
    DayKind.MORNING_ONLY: _("Morning only"),
    DayKind.AFTERNOON_ONLY: _("Afternoon only"),
}


def _one_or_all(column: str) -> Func:
    """Return the column as a one-point range in which null, *everybody*, is a value too."""
    key = Coalesce(column, Value(0))
    return Func(key, key, Value("[]"), function="int8range", output_field=BigIntegerRangeField())


class _NamedInBothLanguages(models.Model):
    name_vi = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the reader's language."""
        return self.name_en if (get_language() or "").startswith("en") else self.name_vi


class Decided(models.Model):
    """A row that rests on a paper; until its day comes it can be taken back, never removed.

    `own` says that people of this installation decided it, so that a load of the committed
    tables leaves it alone. `withdrawn` is why it never came to apply.
    """

    source = models.CharField(max_length=300)
    own = models.BooleanField(default=False)
    withdrawn = models.CharField(max_length=300, blank=True)

    class Meta:
        abstract = True


class Dated(Decided):
    """A row that holds from a day to a day, one of a line of such rows (`dated.py`)."""

    validity = DateRangeField()

    class Meta:
        abstract = True


STANDS = Q(withdrawn="")


class Parameter(_NamedInBothLanguages):
    """A number that law or the house sets: its key in the code, its unit, its name for people."""

    key = models.CharField(max_length=80, unique=True)
    unit = models.CharField(max_length=20, choices=[(u.value, n) for u, n in UNIT_NAMES.items()])


class DatedValue(Dated):
    """What a parameter is worth from a day to a day, and by which article (R69)."""

    parameter = models.ForeignKey(Parameter, on_delete=models.PROTECT, related_name="values")
    value = models.DecimalField(max_digits=14, decimal_places=4)
    note = models.CharField(max_length=500, blank=True)
    checked = models.BooleanField(default=False)  # against the text of its source

    class Meta:
        constraints: ClassVar = [
            ExclusionConstraint(
                name="one_value_of_a_parameter_at_any_time",
                expressions=[
                    (same("parameter"), RangeOperators.OVERLAPS),
                    ("validity", RangeOperators.OVERLAPS),
                ],
                condition=STANDS,
            ),
            models.CheckConstraint(condition=~Q(source=""), name="a_value_names_its_source"),
        ]

    def __str__(self) -> str:
        return f"{self.parameter_id}: {self.value.normalize():f}"


class CalendarDay(_NamedInBothLanguages, Decided):
    """A day that differs from the general calendar, for one agency or (none named) for all.

    The weekly rest and the public holidays are not listed: `nep.lib.worktime` knows them.
    """

    on = models.DateField()
    agency = models.ForeignKey(
        Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    kind = models.CharField(
        max_length=20, choices=[(k.value, n) for k, n in DAY_KIND_NAMES.items()]
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["on", "agency"],
                condition=STANDS,
                nulls_distinct=False,
                name="a_day_is_decided_once",
            ),
            models.CheckConstraint(condition=~Q(source=""), name="a_day_names_its_decision"),
        ]


class OfficeHours(Dated):
    """When an agency, or (none named) every agency without hours of its own, is at work."""

    agency = models.ForeignKey(
        Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    week = models.JSONField()  # seven lists, Monday first, of ["07:00", "11:30"]

    class Meta:
        verbose_name_plural = "office hours"
        constraints: ClassVar = [
            ExclusionConstraint(
                name="one_week_of_hours_at_any_time",
                expressions=[
                    (_one_or_all("agency"), RangeOperators.OVERLAPS),
                    ("validity", RangeOperators.OVERLAPS),
                ],
                condition=STANDS,
            ),
            models.CheckConstraint(condition=~Q(source=""), name="hours_name_their_decision"),
        ]

    def __str__(self) -> str:
        return f"{self.agency or '*'}: {self.validity}"
