"""Tables of agencies, units, posts, staff, roles, delegation and succession."""

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import (
    BigIntegerRangeField,
    DateRangeField,
    RangeOperators,
)
from django.db import models
from django.db.models import F, Func, Q, Value
from django.utils.translation import gettext_lazy as _

from nep.agencies.rules import Duty, Extent, Kind, Oddity, Role, Standing
from nep.platform.accounts.models import User

KIND_NAMES = {
    Kind.PROVINCE_COMMITTEE: _("Provincial people's committee"),
    Kind.DEPARTMENT: _("Provincial department"),
    Kind.SUB_DEPARTMENT: _("Sub-department"),
    Kind.VERTICAL_BRANCH: _("Vertical branch"),
    Kind.PUBLIC_SERVICE_UNIT: _("Public service unit"),
    Kind.DISTRICT_COMMITTEE: _("District people's committee"),
    Kind.COMMUNE_COMMITTEE: _("Commune people's committee"),
}
DUTY_NAMES = {
    Duty.MANDATORY: _("Mandatory"),
    Duty.ENCOURAGED: _("Encouraged"),
    Duty.BY_MINISTRY: _("By ministry"),
}
ROLE_NAMES = {
    Role.ONE_STOP_OFFICER: _("One-stop officer"),
    Role.OFFICIAL: _("Official"),
    Role.HEAD: _("Head of office"),
    Role.LEADER: _("Leader"),
    Role.CLERK: _("Clerk"),
    Role.ISO_SECRETARY: _("ISO secretary"),
    Role.AUDITOR: _("Internal auditor"),
    Role.PROVINCIAL_OFFICER: _("Provincial officer"),
    Role.INSPECTOR: _("Inspector"),
    Role.ADMINISTRATOR: _("Administrator"),
}

ODDITY_NAMES = {
    Oddity.CONFLICT: _("Holds roles that should be separate"),
    Oddity.NO_ROLE: _("No role"),
    Oddity.CLOSED: _("Account closed, post still held"),
    Oddity.TEMPORARY: _("One-time password not changed yet"),
    Oddity.NEVER: _("Never signed in"),
    Oddity.IDLE: _("Not signed in for a long time"),
    Oddity.NO_SECOND_FACTOR: _("Second factor asked for, none set up"),
}
STANDING_NAMES = {
    Standing.HERE: _("In a post"),
    Standing.TEMPORARY: _("One-time password not changed yet"),
    Standing.CLOSED: _("Account closed"),
    Standing.GONE: _("Left the post"),
}


def same(column: str | Func) -> Func:
    """Return the column as a one-point range: equality for an exclusion without btree_gist."""
    value = F(column) if isinstance(column, str) else column
    return Func(
        value, value, Value("[]"), function="int8range", output_field=BigIntegerRangeField()
    )


class Agency(models.Model):
    """A unit that owns one quality system (TT 26/2014 Điều 6), from a day to a day."""

    code = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=30, choices=[(k.value, n) for k, n in KIND_NAMES.items()])
    area_code = models.CharField(max_length=10, blank=True)
    identifier = models.CharField(max_length=35, blank=True)  # in dossier codes, QĐ 20/2020
    basis = models.CharField(max_length=200, blank=True)  # how it is known; "assumed" is shown
    validity = DateRangeField()

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["identifier"],
                condition=~Q(identifier=""),
                name="one_agency_an_identifier",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class AgencyDuty(models.Model):
    """Whether the agency must run a quality system, with dates and source (R2)."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="duties")
    duty = models.CharField(max_length=20, choices=[(d.value, n) for d, n in DUTY_NAMES.items()])
    validity = DateRangeField()
    source = models.CharField(max_length=200)

    class Meta:
        constraints: ClassVar = [
            ExclusionConstraint(
                name="one_duty_at_any_time",
                expressions=[
                    (same("agency"), RangeOperators.OVERLAPS),
                    ("validity", RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agency}: {self.duty}"


class FocalAgency(models.Model):
    """Which agency watches over the systems of the province (QĐ 19/2014 Điều 12; R36)."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    validity = DateRangeField()
    source = models.CharField(max_length=200)

    class Meta:
        verbose_name_plural = "focal agencies"
        constraints: ClassVar = [
            ExclusionConstraint(
                name="one_focal_agency_at_any_time",
                expressions=[("validity", RangeOperators.OVERLAPS)],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agency}: {self.validity}"


class Unit(models.Model):
    """A node of the legal tree; belongs to the agency whose quality system covers it."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="units")
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    name = models.CharField(max_length=200)
    leads = models.BooleanField(default=False)  # the unit in whose name the agency acts
    validity = DateRangeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["agency"], condition=Q(leads=True), name="one_leading_unit_an_agency"
            ),
            models.UniqueConstraint(fields=["agency", "name"], name="one_unit_a_name_in_an_agency"),
        ]

    def __str__(self) -> str:
        return self.name


class Post(models.Model):
    """A seat in a unit: Chủ tịch, Trưởng phòng, công chức Tư pháp - Hộ tịch."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="posts")
    title = models.CharField(max_length=120)
    validity = DateRangeField()

    def __str__(self) -> str:
        return self.title


class Staff(models.Model):
    """A person in a post, from a day to a day: the actor of every act."""

    person = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="holders")
    validity = DateRangeField()

    class Meta:
        verbose_name_plural = "staff"
        constraints: ClassVar = [
            ExclusionConstraint(
                name="one_holder_of_a_post_at_any_time",
                expressions=[
                    (same("post"), RangeOperators.OVERLAPS),
                    ("validity", RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} ({self.post})"


class RoleAssignment(models.Model):
    """A role given to staff, from a day to a day."""

    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="roles")
    role = models.CharField(max_length=30, choices=[(r.value, n) for r, n in ROLE_NAMES.items()])
    validity = DateRangeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["staff", "role", "validity"], name="a_role_is_given_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.staff}: {self.role}"


class Delegation(models.Model):
    """A recorded order that one acts for another while absent (NĐ 30/2020 Điều 13)."""

    giver = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="given_delegations")
    receiver = models.ForeignKey(
        Staff, on_delete=models.PROTECT, related_name="received_delegations"
    )
    role = models.CharField(max_length=30, choices=[(r.value, n) for r, n in ROLE_NAMES.items()])
    validity = DateRangeField()
    decision = models.CharField(max_length=80)  # số, ký hiệu of the paper
    reason = models.CharField(max_length=200)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(giver=F("receiver")), name="nobody_stands_in_for_themselves"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.giver} → {self.receiver}"


class Succession(models.Model):
    """What became of an agency: many-to-many, with the day and the extent (R3)."""

    predecessor = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="successions")
    successor = models.ForeignKey(
        Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="predecessions"
    )
    on = models.DateField()
    extent = models.CharField(max_length=20, choices=[(e.value, e.value) for e in Extent])
    basis = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["predecessor", "successor", "on"],
                nulls_distinct=False,
                name="a_succession_is_told_once",
            ),
            models.CheckConstraint(
                condition=Q(extent=Extent.DISSOLVED.value, successor=None)
                | (~Q(extent=Extent.DISSOLVED.value) & Q(successor__isnull=False)),
                name="only_the_dissolved_have_no_successor",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.successor or '∅'}"
